// One variable of a typed problem: its name, its kind, its values.
import { Trash2 } from 'lucide-react';
import { IconButton } from '../../shared/button.tsx';
import { classes } from '../../shared/classes.ts';
import shared from '../../shared/field.module.css';
import { Select } from '../../shared/select.tsx';
import type { VariableDraft } from '../spec/variable-draft.ts';
import type { FieldFault } from '../spec/formula-check.ts';
import { describeFault } from './field-frame.tsx';
import styles from './setup.module.css';
import { Pair } from './pair.tsx';

export interface VariableRowProps {
  readonly variable: VariableDraft;
  readonly fault?: FieldFault | undefined;
  readonly onChange: (variable: VariableDraft) => void;
  readonly onRemove: () => void;
}

const kinds = [
  { id: 'range', title: 'real' },
  { id: 'integer', title: 'integer' },
  { id: 'oneOf', title: 'one of' },
] as const;

export function VariableRow({ variable, fault, onChange, onRemove }: VariableRowProps) {
  const { name, kind, low, high, choices } = variable;
  const isInvalid = fault !== undefined;
  const putRange = (value: unknown): void => {
    const [from = Number.NaN, to = Number.NaN] = Array.isArray(value) ? value.map(Number) : [];
    onChange({ ...variable, low: from, high: to });
  };
  return (
    <div
      className={classes(shared['field'], styles['variable'])}
      data-invalid={isInvalid || undefined}
      role="group"
      aria-label={`Variable ${name}`}
    >
      <div className={styles['variableHead']}>
        <div className={shared['control']}>
          <input
            className={classes(shared['input'], shared['mono'])}
            aria-label="Name of the variable"
            aria-invalid={isInvalid || undefined}
            autoComplete="off"
            spellCheck={false}
            value={name}
            onChange={(event) => onChange({ ...variable, name: event.target.value.trim() })}
          />
        </div>
        <Select
          label={`Kind of ${name}`}
          hideLabel
          value={kind}
          options={kinds}
          onChange={(chosen) => onChange({ ...variable, kind: chosen })}
        />
        <IconButton icon={Trash2} label={`Remove ${name}`} size="small" onPress={onRemove} />
      </div>
      {kind === 'oneOf' ? (
        <div className={shared['control']}>
          <input
            className={classes(shared['input'], shared['mono'])}
            aria-label={`Values of ${name}`}
            autoComplete="off"
            value={choices}
            placeholder="2, 3, 5"
            onChange={(event) => onChange({ ...variable, choices: event.target.value })}
          />
        </div>
      ) : (
        <Pair
          label={name}
          value={[low, high]}
          onChange={putRange}
          isInvalid={isInvalid}
          slider={kind === 'integer' ? 'integer' : 'real'}
        />
      )}
      {fault && (
        <span className={shared['error']} role="alert">
          {describeFault(fault)}
        </span>
      )}
    </div>
  );
}
