import { expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { fromSpec } from './draft.ts';
import { welcomeDraft } from '../examples.ts';

it.each(['pi', 'max', 'ln'])('refuses a variable called %s, beside it', (name) => {
  const draft = fromSpec(
    { kind: 'swarm', problem: { name: 'formula', variables: { x: [-1, 1], y: [-1, 1] }, minimize: 'x^2' } },
    welcomeDraft,
  );
  const [first, second] = draft.formula.variables;
  if (!first || !second) throw new Error('two variables were given');
  const renamed = { ...draft, formula: { ...draft.formula, variables: [first, { ...second, name }] } };
  const { faults, spec } = checkDraft(renamed);
  expect(faults.get('problem.variables.1')?.message).toBe(
    `In formulas "${name}" is something else. Choose another name.`,
  );
  expect(spec).toBeNull();
});
