// A problem whose values come from outside: its variables, and how many constraints are told with each value.
import { useId } from 'react';
import type { Draft } from '../spec/draft.ts';
import { editDraft } from '../spec/draft-store.ts';
import { FieldFrame } from './field-frame.tsx';
import { NumberInput } from './number-input.tsx';
import styles from './setup.module.css';
import { useDraft, useFaults } from './use-draft.ts';
import { VariableList } from './variable-list.tsx';

export function ExternalForm() {
  const { external } = useDraft();
  const fault = useFaults().get('problem.constraints');
  const id = useId();
  const put = (change: Partial<Draft['external']>): void => editDraft({ external: { ...external, ...change } });
  return (
    <>
      <p className={styles['hint']}>
        An experiment, a simulator or a server knows the values. The run asks for places, and waits until you tell it
        their values: for days, if need be.
      </p>
      <VariableList variables={external.variables} onChange={(variables) => put({ variables })} />
      <FieldFrame
        id={id}
        label="Constraints"
        help="How many violations are told with each value: by how much a constraint is broken, 0 or less where it holds."
        note="default 0"
        fault={fault}
        onReset={external.constraints === 0 ? undefined : () => put({ constraints: 0 })}
      >
        <NumberInput
          id={id}
          describedBy={`${id}-text`}
          value={external.constraints}
          isInvalid={fault !== undefined}
          onChange={(value) => put({ constraints: value ?? Number.NaN })}
        />
      </FieldFrame>
    </>
  );
}
