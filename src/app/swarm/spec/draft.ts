// The spec while somebody is writing it: one draft for all kinds of problem, so that changing the kind loses nothing.
// Numbers may be missing or out of range here; `check-draft.ts` says so. Only what differs from the defaults is kept.
import type { PathChoice } from '../../../engine/api.ts';
import { fieldsOf, type FormField } from './form-model.ts';
import { type AlgorithmName, algorithmNames, algorithms } from '../../../models/swarm/algorithms/registry.ts';
import {
  catalogueProblemSchema,
  externalParticles,
  fitDefaults,
  parseSwarmSpec,
  stopSchema,
  type FitProblem,
} from '../../../models/swarm/schema.ts';
import type { Variable } from '../../../models/swarm/spec-parts.ts';
import { polishes, type Polish } from '../../../models/swarm/polish/polish.ts';
import { fromInlineData, toInlineData, type DataSource } from '../fit/data-source.ts';
import { checkFormula } from './formula-check.ts';
import { fromVariable, toVariable, type VariableDraft } from './variable-draft.ts';
import { fromWgslProblem, toWgslProblem, type WgslDraft } from './wgsl-draft.ts';

export type ProblemKind = 'catalogue' | 'fit' | 'formula' | 'wgsl' | 'external';
/** Values by key; a key that is not there has its default. */
export type Overrides = Readonly<Record<string, unknown>>;

export interface Draft {
  readonly kind: ProblemKind;
  readonly catalogue: Overrides;
  readonly fit: {
    readonly data: DataSource | null;
    readonly response: string;
    readonly model: string;
    readonly parameters: Readonly<Record<string, readonly [number, number]>>;
  };
  readonly formula: {
    readonly variables: readonly VariableDraft[];
    readonly minimize: string;
    readonly subjectTo: readonly string[];
  };
  readonly wgsl: WgslDraft;
  /** Values are told from outside. */
  readonly external: {
    readonly variables: readonly VariableDraft[];
    readonly constraints: number;
  };
  readonly algorithm: AlgorithmName;
  readonly knobs: Overrides;
  readonly stop: Overrides;
  readonly seed: number;
  readonly repeats: number;
  /** 'auto': as the problem has it. */
  readonly polish: Polish | 'auto';
  readonly path: PathChoice;
}

export const blankExternal: Draft['external'] = {
  variables: [
    { name: 'x', kind: 'range', low: 0, high: 10, choices: '' },
    { name: 'n', kind: 'integer', low: 1, high: 9, choices: '' },
  ],
  constraints: 0,
};
export const emptyFit: Draft['fit'] = { data: null, response: 'y', model: '', parameters: {} };

const algorithmFields = new Map(algorithmNames.map((name) => [name, fieldsOf(algorithms[name].schema)]));
export const stopFields = fieldsOf(stopSchema);
export const catalogueFields = fieldsOf(catalogueProblemSchema);

/** A fit draws its places in niches and begins its rounds by itself: these say nothing to it. */
const notForFits = new Set(['restartAfter', 'initialisation']);

/** A fit knows one algorithm, whatever was chosen for other problems. */
export function chosenAlgorithm({ kind, algorithm }: Draft): AlgorithmName {
  return kind === 'fit' ? 'pso' : algorithm;
}

/** Fields of the algorithm that the draft's kind of problem has, with the defaults it has there. */
export function fieldsOfAlgorithm(draft: Draft): readonly FormField[] {
  const fields = algorithmFields.get(chosenAlgorithm(draft)) ?? [];
  if (draft.kind === 'external') {
    const particles = externalParticles(draft.external.variables.length);
    return fields.map((field) => (field.key === 'particles' ? { ...field, defaultValue: particles } : field));
  }
  if (draft.kind !== 'fit') return fields;
  return fields
    .filter(({ key }) => !notForFits.has(key))
    .map((field) => (isFitDefault(field.key) ? { ...field, defaultValue: fitDefaults[field.key] } : field));
}

function isFitDefault(key: string): key is keyof typeof fitDefaults {
  return Object.hasOwn(fitDefaults, key);
}

function fromVariables(variables: Readonly<Record<string, Variable>>): VariableDraft[] {
  return Object.entries(variables).map(([name, variable]) => fromVariable(name, variable));
}

/** Columns that the formulas name. */
export function usedColumns({ data, response, model }: Draft['fit']): string[] {
  const named = [checkFormula(response), checkFormula(model)].flatMap((check) => (check.fault ? [] : check.names));
  const columns = new Set((data?.table?.columns ?? []).map(({ name }) => name));
  return [...new Set(named)].filter((name) => columns.has(name));
}

/** For looking at the data before the model is right: all columns of numbers; null where there is no data. */
export function unfinishedFit({ data, ...rest }: Draft['fit']): FitProblem | null {
  if (!data?.table) return null;
  const numbers = data.table.columns.filter(({ fault }) => fault === null).map(({ name }) => name);
  return { name: 'fit', data: toInlineData(data, numbers), ...rest, parameters: mutable(rest.parameters) };
}

function mutable(parameters: Draft['fit']['parameters']): FitProblem['parameters'] {
  return Object.fromEntries(Object.entries(parameters).map(([name, [low, high]]) => [name, [low, high]]));
}

function problemOf(draft: Draft): unknown {
  switch (draft.kind) {
    case 'catalogue':
      return draft.catalogue;
    case 'fit': {
      const { data, response, model, parameters } = draft.fit;
      const inline = data?.table ? toInlineData(data, usedColumns(draft.fit)) : (data?.name ?? '');
      return { name: 'fit', data: inline, response, model, parameters };
    }
    case 'formula': {
      const { variables, minimize, subjectTo } = draft.formula;
      const entries = variables.map((variable) => [variable.name, toVariable(variable)] as const);
      return { name: 'formula', variables: Object.fromEntries(entries), minimize, subjectTo };
    }
    case 'wgsl':
      return toWgslProblem(draft.wgsl);
    case 'external': {
      const { variables, constraints } = draft.external;
      const entries = variables.map((variable) => [variable.name, toVariable(variable)] as const);
      return { name: 'external', variables: Object.fromEntries(entries), constraints };
    }
    default:
      return draft.kind satisfies never;
  }
}

/** The problem alone, to be kept: a fit with all its columns of numbers, whether a formula names them or not. */
export function wholeProblem(draft: Draft): unknown {
  return draft.kind === 'fit' ? (unfinishedFit(draft.fit) ?? problemOf(draft)) : problemOf(draft);
}

/** Only the knobs and choices that the chosen algorithm has: others stay in the draft for when it is chosen again. */
export function knobsOf(draft: Draft): Overrides {
  const fields = fieldsOfAlgorithm(draft);
  const known = Object.entries(draft.knobs).filter(([key, value]) => {
    const widget = fields.find((field) => field.key === key)?.widget;
    if (!widget || value === undefined) return false;
    return widget.kind !== 'choice' || typeof value !== 'string' || widget.options.includes(value);
  });
  return Object.fromEntries(known);
}

export function algorithmOf(draft: Draft): Overrides & { readonly name: AlgorithmName } {
  // A spec that names an algorithm gets the schema's defaults; a fit has some of its own.
  const own = draft.kind === 'fit' ? fitDefaults : {};
  return { name: chosenAlgorithm(draft), ...own, ...knobsOf(draft) };
}

/** The spec as a person would write it. It may still be refused: see `check-draft.ts`. */
export function toSpec(draft: Draft): Record<string, unknown> {
  return {
    kind: 'swarm',
    problem: problemOf(draft),
    algorithm: algorithmOf(draft),
    ...(Object.keys(draft.stop).length > 0 && { stop: draft.stop }),
    seed: draft.seed,
    ...(draft.repeats !== 1 && { repeats: draft.repeats }),
    ...(draft.polish !== 'auto' && { polish: draft.polish }),
  };
}

/** Kinds of problems that go by one name; all others have a name for each function. */
const ownKinds = ['fit', 'formula', 'wgsl', 'external'] as const;

/** What a spec says of the polish; what it leaves to the problem stays so. */
function polishIn(input: unknown): Draft['polish'] {
  const given = typeof input === 'object' && input !== null && 'polish' in input ? input.polish : undefined;
  return polishes.find((polish) => polish === given) ?? 'auto';
}

/** A draft that gives this spec. Throws `bad-spec` naming the field. `base` keeps what the spec does not speak of. */
export function fromSpec(input: unknown, base: Draft): Draft {
  const spec = parseSwarmSpec(input);
  const { name, ...knobs } = spec.algorithm;
  const { problem } = spec;
  const kind = ownKinds.find((own) => own === problem.name) ?? 'catalogue';
  const external =
    problem.name === 'external'
      ? { variables: fromVariables(problem.variables), constraints: problem.constraints }
      : base.external;
  const given = typeof input === 'object' && input !== null && 'stop' in input ? input.stop : undefined;
  const algorithm = algorithmNames.find((candidate) => candidate === name) ?? 'pso';
  // Defaults are not overrides.
  const fields = fieldsOfAlgorithm({ ...base, kind, algorithm, external });
  const isOverride = (key: string, value: unknown): boolean =>
    value !== undefined && fields.find((candidate) => candidate.key === key)?.defaultValue !== value;
  const overrides = Object.fromEntries(Object.entries(knobs).filter(([key, value]) => isOverride(key, value)));
  const draft: Draft = {
    ...base,
    kind,
    external,
    algorithm,
    knobs: overrides,
    stop: given === undefined ? {} : { ...spec.stop },
    seed: spec.seed,
    repeats: spec.repeats,
    polish: polishIn(input),
  };
  if (problem.name === 'fit') {
    const { data, response, model, parameters } = problem;
    const known = base.fit.data?.name === data ? base.fit.data : null;
    const source = typeof data === 'string' ? (known ?? { name: data, table: null, nist: null }) : fromInlineData(data);
    return { ...draft, fit: { data: source, response, model, parameters } };
  }
  if (problem.name === 'formula') {
    const { minimize, subjectTo } = problem;
    return { ...draft, formula: { variables: fromVariables(problem.variables), minimize, subjectTo } };
  }
  if (problem.name === 'wgsl') return { ...draft, wgsl: fromWgslProblem(problem, base.wgsl) };
  if (problem.name === 'external') return draft;
  return { ...draft, catalogue: { ...problem } };
}
