// The variables of a problem that somebody describes.
import { Plus } from 'lucide-react';
import { Button } from '../../shared/button.tsx';
import { newVariable, type VariableDraft } from '../spec/variable-draft.ts';
import { describeFault } from './field-frame.tsx';
import styles from './setup.module.css';
import { useFaults } from './use-draft.ts';
import { VariableRow } from './variable-row.tsx';

export interface VariableListProps {
  readonly variables: readonly VariableDraft[];
  readonly onChange: (variables: readonly VariableDraft[]) => void;
}

export function VariableList({ variables, onChange }: VariableListProps) {
  const faults = useFaults();
  const put = (index: number, variable: VariableDraft | null): void =>
    onChange(variables.flatMap((old, i) => (i === index ? (variable ? [variable] : []) : [old])));
  const listFault = faults.get('problem.variables');
  return (
    <section aria-label="Variables" className={styles['boxes']}>
      <h3 className={styles['subheading']}>Variables</h3>
      {variables.map((variable, index) => (
        <VariableRow
          key={index}
          variable={variable}
          fault={faults.get(`problem.variables.${index}`)}
          onChange={(changed) => put(index, changed)}
          onRemove={() => put(index, null)}
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
