// The box that each parameter is searched in.
import { useId } from 'react';
import type { NistData } from '../../../data/read-nist.ts';
import { formatNumber } from '../../../views/format.ts';
import type { Draft } from '../spec/draft.ts';
import { editFit } from '../spec/draft-store.ts';
import { FieldFrame } from './field-frame.tsx';
import styles from './setup.module.css';
import { Pair } from './pair.tsx';
import { useFaults } from './use-draft.ts';

export interface ParameterBoxesProps {
  readonly parameters: Draft['fit']['parameters'];
  readonly nist: NistData | null;
}

export function ParameterBoxes({ parameters, nist }: ParameterBoxesProps) {
  const names = Object.keys(parameters);
  if (names.length === 0) return null;
  return (
    <section className={styles['boxes']} aria-label="Parameters">
      <h3 className={styles['subheading']}>
        {names.length === 1 ? 'One parameter' : `${names.length} parameters`}: the box to search
      </h3>
      {names.map((name) => (
        <ParameterBox key={name} name={name} parameters={parameters} nist={nist} />
      ))}
    </section>
  );
}

function ParameterBox({ name, parameters, nist }: ParameterBoxesProps & { readonly name: string }) {
  const id = useId();
  const fault = useFaults().get(`problem.parameters.${name}`);
  const certified = nist?.parameters.find((parameter) => parameter.name === name)?.certified;
  function put(value: unknown): void {
    const [low = Number.NaN, high = Number.NaN] = Array.isArray(value) ? value.map(Number) : [];
    editFit({ parameters: { ...parameters, [name]: [low, high] } });
  }
  return (
    <FieldFrame
      id={id}
      label={name}
      help={`The search looks for ${name} in this box. No starting guess is needed; a wide box costs little.`}
      note={certified === undefined ? null : `certified ${formatNumber(certified, 6)}`}
      fault={fault}
      isGroup
    >
      <Pair label={name} value={parameters[name]} onChange={put} isInvalid={fault !== undefined} slider="real" />
    </FieldFrame>
  );
}
