// How often, from which seed, and with how many evaluations each search is tried.
import { type ReactNode, useId } from 'react';
import { FieldFrame } from '../setup/field-frame.tsx';
import { LogSlider } from '../setup/log-slider.tsx';
import { NumberInput } from '../setup/number-input.tsx';
import { Select } from '../../shared/select.tsx';
import { type ComparisonDraft, firstComparison } from './comparison-draft.ts';
import { editComparison } from './comparison-store.ts';
import { useComparisonDraft, useComparisonFaults } from './use-comparison.ts';

const units: readonly { readonly id: ComparisonDraft['budget']['per']; readonly title: string }[] = [
  { id: 'dimension', title: 'Evaluations per dimension' },
  { id: 'trial', title: 'Evaluations' },
];
const budgetRange = { kind: 'number', integer: true, least: 100, leastExcluded: false, most: 1e6, log: true } as const;

export function TrialsForm() {
  const { repeats, seed, budget, problems } = useComparisonDraft();
  const usual = problems.every(({ kind }) => kind === 'suite') ? 1 : 15;
  return (
    <>
      <Select
        label="Budget of each trial"
        value={budget.per}
        options={units}
        onChange={(per) => editComparison({ budget: { ...budget, per } })}
      />
      <Field
        name="budget"
        label="Evaluations"
        help="Calls of the objective that each trial may take, the same for all algorithms. A trial ends earlier at its last target."
      >
        {(id, isInvalid) => (
          <>
            <NumberInput
              id={id}
              describedBy={`${id}-text`}
              isInvalid={isInvalid}
              value={budget.evaluations}
              onChange={(value) => editComparison({ budget: { ...budget, evaluations: value ?? Number.NaN } })}
            />
            <LogSlider
              label="Evaluations"
              widget={budgetRange}
              value={budget.evaluations}
              onChange={(evaluations) => editComparison({ budget: { ...budget, evaluations } })}
            />
          </>
        )}
      </Field>
      <Field
        name="repeats"
        label="Repeats"
        note={`default ${usual}`}
        help="Trials of each problem, and of each instance of BBOB functions. Differences below five can hardly be significant."
        onReset={repeats === undefined ? undefined : () => editComparison({ repeats: undefined })}
      >
        {(id, isInvalid) => (
          <NumberInput
            id={id}
            describedBy={`${id}-text`}
            isInvalid={isInvalid}
            value={repeats}
            placeholder={String(usual)}
            onChange={(value) => editComparison({ repeats: value })}
          />
        )}
      </Field>
      <Field
        name="seed"
        label="Seed"
        note={`default ${firstComparison.seed}`}
        help="Trial t of a problem, from 0, has this plus t, the same for all algorithms."
        onReset={seed === firstComparison.seed ? undefined : () => editComparison({ seed: firstComparison.seed })}
      >
        {(id, isInvalid) => (
          <NumberInput
            id={id}
            describedBy={`${id}-text`}
            isInvalid={isInvalid}
            value={seed}
            onChange={(value) => editComparison({ seed: value ?? Number.NaN })}
          />
        )}
      </Field>
    </>
  );
}

interface FieldProps {
  readonly name: 'budget' | 'repeats' | 'seed';
  readonly label: string;
  readonly help: string;
  readonly note?: string;
  readonly onReset?: (() => void) | undefined;
  readonly children: (id: string, isInvalid: boolean) => ReactNode;
}

function Field({ name, label, help, note, onReset, children }: FieldProps) {
  const id = useId();
  const fault = useComparisonFaults().get(name);
  return (
    <FieldFrame id={id} label={label} help={help} note={note ?? null} fault={fault} onReset={onReset}>
      {children(id, fault !== undefined)}
    </FieldFrame>
  );
}
