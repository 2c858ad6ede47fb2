// Everything that is wrong with a draft, by field, at once; and what it would cost when nothing is.
import { AeonError } from '../../../core/errors.ts';
import { listFaults } from '../../../core/schema.ts';
import { isFormulaWord } from '../../../data/formula/names.ts';
import { numberColumn } from '../../../data/table.ts';
import { algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { parseSwarmSpec, stopSchema, type SwarmSpec } from '../../../models/swarm/schema.ts';
import { limits, variableSchema } from '../../../models/swarm/spec-parts.ts';
import { collectionOf, collectionSchemas } from './collections.ts';
import { costOf, type Cost } from './cost.ts';
import { algorithmOf, chosenAlgorithm, toSpec, usedColumns, type Draft } from './draft.ts';
import { checkConstraint, checkFormula, toFault, type FieldFault } from './formula-check.ts';
import { parseChoices, toVariable, type VariableDraft } from './variable-draft.ts';
import { wgslFaults } from './wgsl-draft.ts';

export interface DraftCheck {
  /** By the field's dotted path in the spec: `problem.parameters.b1`. Empty: ready to run. */
  readonly faults: ReadonlyMap<string, FieldFault>;
  /** null while something is wrong. */
  readonly spec: SwarmSpec | null;
  readonly cost: Cost | null;
}

type Report = (field: string, fault: FieldFault) => void;

export function checkDraft(draft: Draft): DraftCheck {
  const faults = new Map<string, FieldFault>();
  const report: Report = (field, fault) => {
    if (!faults.has(field)) faults.set(field, fault);
  };
  if (draft.kind === 'catalogue') {
    const schema = collectionSchemas[collectionOf(draft.catalogue)];
    reportAll(report, 'problem', listFaults(schema, draft.catalogue));
  }
  if (draft.kind === 'fit') checkFit(draft.fit, report);
  if (draft.kind === 'formula') checkTyped(draft.formula, report);
  if (draft.kind === 'wgsl') {
    if (draft.wgsl.space === 'variables') checkVariables(draft.wgsl.variables, () => false, report);
    reportAll(report, 'problem', wgslFaults(draft.wgsl));
  }
  if (draft.kind === 'external') checkExternal(draft.external, report);
  reportAll(report, 'algorithm', listFaults(algorithms[chosenAlgorithm(draft)].schema, algorithmOf(draft)));
  reportAll(report, 'stop', listFaults(stopSchema, draft.stop));
  if (!Number.isSafeInteger(draft.seed) || draft.seed < 0)
    report('seed', { message: 'must be a whole number from 0 on' });
  if (!Number.isInteger(draft.repeats) || draft.repeats < 1 || draft.repeats > limits.repeats)
    report('repeats', { message: `must be a whole number from 1 to ${limits.repeats.toLocaleString('en')}` });
  if (faults.size > 0) return { faults, spec: null, cost: null };
  return finish(draft, faults, report);
}

/** What only shows in the whole: φ1 + φ2, too few evaluations. */
function finish(draft: Draft, faults: Map<string, FieldFault>, report: Report): DraftCheck {
  try {
    const spec = parseSwarmSpec(toSpec(draft));
    return { faults, spec, cost: costOf(spec) };
  } catch (error) {
    if (!(error instanceof AeonError)) throw error;
    report(error.place?.field ?? 'problem', toFault(error));
    return { faults, spec: null, cost: null };
  }
}

function reportAll(report: Report, prefix: string, found: readonly { field: string; message: string }[]): void {
  for (const { field, message } of found) {
    // Both bounds share one field; a fault in either is shown there.
    const [first = ''] = field.split('.');
    report(first === '' ? prefix : `${prefix}.${first}`, { message });
  }
}

function checkFit(fit: Draft['fit'], report: Report): void {
  const { data, response, model, parameters } = fit;
  if (!data) return report('problem.data', { message: 'Choose a file with your data.', hint: 'CSV or NIST .dat.' });
  if (!data.table)
    return report('problem.data', {
      message: `The spec names the file "${data.name}", and it is not here yet.`,
      hint: 'Drop it here, or choose it.',
    });
  const columns = data.table.columns.map(({ name }) => name);
  const left = checkFormula(response, columns);
  if (left.fault) report('problem.response', left.fault);
  const right = checkFormula(model, [...columns, ...Object.keys(parameters)]);
  if (right.fault) report('problem.model', right.fault);
  else if (Object.keys(parameters).length === 0)
    report('problem.model', {
      message: 'The model has no parameter to find.',
      hint: 'Names that are no columns become parameters: b1 + b2*x.',
    });
  for (const column of usedColumns(fit)) {
    try {
      numberColumn(data.table, column);
    } catch (error) {
      if (!(error instanceof AeonError)) throw error;
      report('problem.data', toFault(error));
    }
  }
  for (const [name, [low, high]] of Object.entries(parameters))
    checkBox(`problem.parameters.${name}`, low, high, report);
}

function checkBox(field: string, low: number, high: number, report: Report): void {
  if (!Number.isFinite(low) || !Number.isFinite(high)) report(field, { message: 'Both bounds must be numbers.' });
  else if (low >= high) report(field, { message: 'The lower bound must lie below the upper one.' });
}

function checkExternal({ variables, constraints }: Draft['external'], report: Report): void {
  checkVariables(variables, () => false, report, limits.dimensions);
  if (!Number.isInteger(constraints) || constraints < 0 || constraints > limits.constraints)
    report('problem.constraints', { message: `must be a whole number from 0 to ${limits.constraints}` });
}

function checkVariables(
  variables: readonly VariableDraft[],
  isTaken: (name: string) => boolean,
  report: Report,
  most: number = limits.variables,
): void {
  if (variables.length === 0) report('problem.variables', { message: 'Add at least one variable.' });
  if (variables.length > most)
    report('problem.variables', {
      message: `There are ${variables.length}; ${most.toLocaleString('en')} are the limit.`,
    });
  const names = variables.map(({ name }) => name);
  variables.forEach((variable, index) => {
    const field = `problem.variables.${index}`;
    const { name, kind, low, high } = variable;
    if (!/^[A-Za-z_]\w{0,63}$/.test(name))
      report(field, { message: 'A name starts with a letter and has letters, digits and _.' });
    else if (isTaken(name)) report(field, { message: `In formulas "${name}" is something else. Choose another name.` });
    else if (names.indexOf(name) !== index) report(field, { message: `The name "${name}" is there twice.` });
    else if (kind === 'range' && !(low < high)) checkBox(field, low, high, report);
    else if (
      kind === 'oneOf' &&
      (parseChoices(variable.choices).length === 0 || parseChoices(variable.choices).some(Number.isNaN))
    )
      report(field, { message: 'Give numbers, separated by commas.' });
    else {
      const [fault] = listFaults(variableSchema, toVariable(variable));
      if (fault) report(field, { message: fault.message });
    }
  });
}

function checkTyped({ variables, minimize, subjectTo }: Draft['formula'], report: Report): void {
  checkVariables(variables, isFormulaWord, report);
  const names = variables.map(({ name }) => name);
  const objective = checkFormula(minimize, names);
  if (objective.fault) report('problem.minimize', objective.fault);
  subjectTo.forEach((text, index) => {
    const fault = checkConstraint(text, names);
    if (fault) report(`problem.subjectTo.${index}`, fault);
  });
}
