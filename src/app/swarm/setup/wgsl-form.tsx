// An objective in WGSL: the editor with what is wrong, the space, the data.
import { Plus } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { Select } from '../../shared/select.tsx';
import { editDraft, loadSpec } from '../spec/draft-store.ts';
import { newVariable, type VariableDraft } from '../spec/variable-draft.ts';
import type { WgslDraft } from '../spec/wgsl-draft.ts';
import { wgslExamples } from '../wgsl/wgsl-examples.ts';
import { describeFault, FieldFrame } from './field-frame.tsx';
import { NumberInput } from './number-input.tsx';
import { Pair } from './pair.tsx';
import styles from './setup.module.css';
import { useDraft, useFaults } from './use-draft.ts';
import { VariableRow } from './variable-row.tsx';
import { WgslData } from './wgsl-data.tsx';
import { WgslSource } from './wgsl-source.tsx';

const spaces = [
  { id: 'box', title: 'Many alike: dimensions and bounds' },
  { id: 'variables', title: 'Variables with names' },
] as const;

export function WgslForm() {
  const { wgsl } = useDraft();
  const faults = useFaults();
  const put = (change: Partial<WgslDraft>): void => editDraft({ wgsl: { ...wgsl, ...change } });
  const id = useId();
  return (
    <>
      <div className={styles['row']}>
        <Menu
          label="Examples"
          trigger={<Button size="small">Examples</Button>}
          entries={wgslExamples.map(({ title, spec }) => ({ id: title, title, run: () => loadSpec(spec) }))}
        />
      </div>
      <WgslSource draft={wgsl} onChange={(source) => put({ source })} />
      <Select label="Space" value={wgsl.space} options={spaces} onChange={(space) => put({ space })} />
      {wgsl.space === 'box' ? (
        <>
          <FieldFrame
            id={`${id}-dimensions`}
            label="Dimensions"
            help="How many coordinates there are: d, and at(x, 0u) to at(x, d - 1u)."
            fault={faults.get('problem.dimensions')}
          >
            <NumberInput
              id={`${id}-dimensions`}
              value={wgsl.dimensions}
              isInvalid={faults.has('problem.dimensions')}
              describedBy={`${id}-dimensions-text`}
              onChange={(value) => put({ dimensions: value ?? Number.NaN })}
            />
          </FieldFrame>
          <FieldFrame
            id={`${id}-bounds`}
            label="Bounds"
            help="The box, the same in every dimension."
            fault={faults.get('problem.bounds')}
            isGroup
          >
            <Pair
              label="Bounds"
              value={[wgsl.low, wgsl.high]}
              isInvalid={faults.has('problem.bounds')}
              onChange={(value) => {
                const [low = Number.NaN, high = Number.NaN] = Array.isArray(value) ? value.map(Number) : [];
                put({ low, high });
              }}
            />
          </FieldFrame>
        </>
      ) : (
        <Variables variables={wgsl.variables} onChange={(variables) => put({ variables })} />
      )}
      <WgslData data={wgsl.data} onChange={(data) => put({ data })} />
      <FieldFrame
        id={`${id}-iterations`}
        label="Iterations"
        help="What the loops of one evaluation may spend together. A loop that uses it up ends the run, and is named."
        note="default 1,000,000"
        fault={faults.get('problem.iterations')}
        onReset={wgsl.iterations === undefined ? undefined : () => put({ iterations: undefined })}
      >
        <NumberInput
          id={`${id}-iterations`}
          value={wgsl.iterations}
          placeholder="1000000"
          isInvalid={faults.has('problem.iterations')}
          describedBy={`${id}-iterations-text`}
          onChange={(iterations) => put({ iterations })}
        />
      </FieldFrame>
    </>
  );
}

function Variables(props: {
  readonly variables: readonly VariableDraft[];
  readonly onChange: (variables: readonly VariableDraft[]) => void;
}) {
  const { variables, onChange } = props;
  const faults = useFaults();
  const listFault = faults.get('problem.variables');
  return (
    <section aria-label="Variables" className={styles['boxes']}>
      <h3 className={styles['subheading']}>Variables</h3>
      {variables.map((variable, index) => (
        <VariableRow
          key={index}
          variable={variable}
          fault={faults.get(`problem.variables.${index}`)}
          onChange={(changed) => onChange(variables.map((old, i) => (i === index ? changed : old)))}
          onRemove={() => onChange(variables.filter((_, i) => i !== index))}
        />
      ))}
      {listFault && <p className={styles['fault']}>{describeFault(listFault)}</p>}
      <Button
        size="small"
        icon={Plus}
        onPress={() => onChange([...variables, newVariable(variables.map(({ name }) => name))])}
      >
        Add a variable
      </Button>
    </section>
  );
}
