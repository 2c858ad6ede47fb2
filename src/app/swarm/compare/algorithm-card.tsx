// One algorithm of a comparison: which, with its settings folded.
import { CopyPlus, X } from 'lucide-react';
import { type AlgorithmName, algorithmNames, algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { IconButton } from '../../shared/button.tsx';
import { Select } from '../../shared/select.tsx';
import { More } from '../setup/field-group.tsx';
import { SpecField } from '../setup/spec-field.tsx';
import { withKey } from '../spec/draft-store.ts';
import styles from './compare.module.css';
import { type AlgorithmDraft, fieldsOfAlgorithm, newAlgorithm } from './comparison-draft.ts';
import { changeAlgorithm, repeatAlgorithm, takeOut } from './comparison-store.ts';
import { useComparisonFaults } from './use-comparison.ts';

const algorithmOptions = algorithmNames.map((id) => ({ id, title: algorithms[id].title }));

export interface AlgorithmCardProps {
  readonly algorithm: AlgorithmDraft;
  /** Its place in the spec. */
  readonly index: number;
  /** As the result calls it. */
  readonly label: string;
}

export function AlgorithmCard({ algorithm, index, label }: AlgorithmCardProps) {
  const faults = useComparisonFaults();
  const { key, name, knobs } = algorithm;
  const fields = fieldsOfAlgorithm(name);
  const path = `algorithms.${index}`;
  const changed = fields.filter((field) => knobs[field.key] !== undefined).length;
  const isFaulty = fields.some((field) => faults.has(`${path}.${field.key}`));
  return (
    <li className={styles['card']} aria-label={label}>
      <div className={styles['cardHead']}>
        <Select
          label={`Algorithm ${index + 1}`}
          hideLabel
          value={name}
          options={algorithmOptions}
          onChange={(chosen) => changeAlgorithm(key, withoutForeign(chosen, algorithm))}
        />
        <IconButton
          icon={CopyPlus}
          label={`Once more: ${label}`}
          size="small"
          onPress={() => repeatAlgorithm(algorithm)}
        />
        <IconButton icon={X} label={`Take out ${label}`} size="small" onPress={() => takeOut(key, label)} />
      </div>
      <More title={changed > 0 ? `Settings (${changed} changed)` : 'Settings'} isOpen={isFaulty}>
        {fields.map((field) => (
          <SpecField
            key={field.key}
            field={field}
            value={knobs[field.key]}
            defaultValue={field.defaultValue}
            fault={faults.get(`${path}.${field.key}`)}
            onChange={(value) => changeAlgorithm(key, { knobs: withKey(knobs, field.key, value) })}
          />
        ))}
      </More>
    </li>
  );
}

/** Settings that the chosen one has too are kept. */
function withoutForeign(chosen: AlgorithmName, { knobs }: AlgorithmDraft): Omit<AlgorithmDraft, 'key'> {
  const own = new Set(fieldsOfAlgorithm(chosen).map(({ key }) => key));
  const kept = Object.entries(knobs).filter(([key]) => own.has(key));
  return { name: chosen, knobs: { ...newAlgorithm(chosen).knobs, ...Object.fromEntries(kept) } };
}
