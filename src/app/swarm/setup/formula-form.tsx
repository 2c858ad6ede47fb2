// A problem typed in: variables, what to minimise, constraints.
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { formulaExamples } from '../formula-examples.ts';
import type { Draft } from '../spec/draft.ts';
import { editDraft, loadSpec } from '../spec/draft-store.ts';
import { FormulaInput } from './formula-input.tsx';
import styles from './setup.module.css';
import { useDraft, useFaults } from './use-draft.ts';
import { VariableList } from './variable-list.tsx';

export function FormulaForm() {
  const { formula } = useDraft();
  const faults = useFaults();
  const { variables, minimize, subjectTo } = formula;
  const put = (change: Partial<Draft['formula']>): void => editDraft({ formula: { ...formula, ...change } });
  const putConstraint = (index: number, text: string | null): void =>
    put({ subjectTo: subjectTo.flatMap((old, i) => (i === index ? (text === null ? [] : [text]) : [old])) });
  return (
    <>
      <div className={styles['row']}>
        <Menu
          label="Examples"
          trigger={<Button size="small">Examples</Button>}
          entries={formulaExamples.map(({ title, spec }) => ({ id: title, title, run: () => loadSpec(spec) }))}
        />
      </div>
      <VariableList variables={variables} onChange={(changed) => put({ variables: changed })} />
      <FormulaInput
        label="Minimise"
        help="A formula of the variables. To find a maximum, put a minus before it."
        value={minimize}
        placeholder="(x - 1)^2 + y^2"
        fault={faults.get('problem.minimize')}
        onChange={(text) => put({ minimize: text })}
      />
      {subjectTo.map((text, index) => (
        <FormulaInput
          key={index}
          label={`Constraint ${index + 1}`}
          help="Two sides compared by <=, >= or =. Sides of an equality may differ by 1e-4."
          value={text}
          placeholder="x^2 + y <= 4"
          fault={faults.get(`problem.subjectTo.${index}`)}
          onChange={(changed) => putConstraint(index, changed)}
          after={
            <IconButton
              icon={Trash2}
              label={`Remove constraint ${index + 1}`}
              size="small"
              onPress={() => putConstraint(index, null)}
            />
          }
        />
      ))}
      <div className={styles['row']}>
        <Button size="small" icon={Plus} onPress={() => put({ subjectTo: [...subjectTo, ''] })}>
          Add a constraint
        </Button>
      </div>
    </>
  );
}
