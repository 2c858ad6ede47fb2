// The one draft of this tab, outside React: forms read it through a hook, actions and links through the store.
import { createStore } from 'zustand/vanilla';
import { formatName } from '../../../data/formula/format.ts';
import { columnSizes, proposeResponse, type DataSource } from '../fit/data-source.ts';
import { modelExamples } from '../fit/models.ts';
import { proposeBoxes, type Box } from '../fit/propose-box.ts';
import { welcomeDraft } from '../examples.ts';
import { checkDraft, type DraftCheck } from './check-draft.ts';
import { collectionOf, firstChoices, type Collection } from './collections.ts';
import { fromSpec, type Draft, type ProblemKind } from './draft.ts';
import { checkFormula } from './formula-check.ts';

export interface DraftState {
  readonly draft: Draft;
  readonly check: DraftCheck;
}

export const draftStore = createStore<DraftState>(() => ({ draft: welcomeDraft, check: checkDraft(welcomeDraft) }));

export function setDraft(draft: Draft): void {
  draftStore.setState({ draft, check: checkDraft(draft) });
}

export function editDraft(change: Partial<Draft>): void {
  setDraft({ ...draftStore.getState().draft, ...change });
}

type Shelf = Exclude<ProblemKind, 'catalogue'> | Collection;

/** Knobs and stops of what is not shown: what suits one kind of problem rarely suits another. */
const aside = new Map<Shelf, Pick<Draft, 'knobs' | 'stop' | 'catalogue'>>();

function shelfOf({ kind, catalogue }: Draft): Shelf {
  return kind === 'catalogue' ? collectionOf(catalogue) : kind;
}

/** `after` with the knobs and stops of its own kind and collection, if these are others than before. */
function withOwnKnobs(before: Draft, after: Draft): Draft {
  const from = shelfOf(before);
  const to = shelfOf(after);
  if (from === to) return after;
  aside.set(from, before);
  const { knobs, stop } = aside.get(to) ?? { knobs: {}, stop: {} };
  return { ...after, knobs, stop };
}

export function chooseKind(kind: ProblemKind): void {
  const { draft } = draftStore.getState();
  setDraft(withOwnKnobs(draft, { ...draft, kind }));
}

/** The function or design that was chosen there before, or the first one. */
export function chooseCollection(collection: Collection): void {
  const { draft } = draftStore.getState();
  if (collection === collectionOf(draft.catalogue)) return;
  const catalogue = aside.get(collection)?.catalogue ?? firstChoices[collection];
  setDraft(withOwnKnobs(draft, { ...draft, catalogue }));
}

/** Throws `bad-spec`; the draft is then as it was. */
export function loadSpec(spec: unknown): void {
  setDraft(fromSpec(spec, draftStore.getState().draft));
}

/** The problem alone: algorithm and stop stay what they are for its kind. Throws `bad-spec`. */
export function loadProblem(problem: unknown): void {
  const { draft } = draftStore.getState();
  const { kind, catalogue, fit, formula, wgsl, external } = fromSpec({ kind: 'swarm', problem }, draft);
  setDraft(withOwnKnobs(draft, { ...draft, kind, catalogue, fit, formula, wgsl, external }));
}

/** undefined takes the key out, back to its default. */
export function withKey(overrides: Draft['knobs'], key: string, value: unknown): Draft['knobs'] {
  const { [key]: _, ...rest } = overrides;
  return value === undefined ? rest : { ...rest, [key]: value };
}

export function editFit(change: Partial<Draft['fit']>): void {
  const { draft } = draftStore.getState();
  const fit = { ...draft.fit, ...change };
  const isModel = change.model !== undefined || change.response !== undefined || change.data !== undefined;
  editDraft({ fit: isModel ? { ...fit, parameters: findParameters(fit) } : fit });
}

/** New data: what the file says of the model is filled in; else a model is kept when its columns are there. */
export function takeData(data: DataSource): void {
  const { draft: before } = draftStore.getState();
  const draft = withOwnKnobs(before, { ...before, kind: 'fit' });
  const put = (fit: Draft['fit']): void => setDraft({ ...draft, fit });
  const { nist, table } = data;
  if (!table) return put({ ...draft.fit, data });
  if (nist?.model) {
    return put({ data, response: nist.response, model: nist.model, parameters: data.boxes ?? {} });
  }
  const columns = table.columns.map(({ name }) => name);
  const named = checkFormula(draft.fit.response, columns);
  const isExpected = draft.fit.data?.name === data.name && draft.fit.model !== '';
  if (isExpected && !named.fault) return put({ ...draft.fit, data });
  const response = proposeResponse(table);
  const column = columns.find((name) => name !== response) ?? response;
  const model = modelExamples(column)[0]?.formula ?? '';
  const fit = { data, response: formatName(response), model, parameters: {} };
  put({ ...fit, parameters: findParameters(fit) });
}

/** Names of the model that are no columns, in the order of the text; boxes that were set are kept. */
function findParameters(fit: Draft['fit']): Record<string, Box> {
  const model = checkFormula(fit.model);
  if (model.fault || !fit.data?.table) return { ...fit.parameters };
  const columns = new Set(fit.data.table.columns.map(({ name }) => name));
  const names = model.names.filter((name) => !columns.has(name) && /^[A-Za-z_]\w{0,63}$/.test(name));
  const sizes = columnSizes(fit.data.table);
  const proposed = proposeBoxes(model.tree, names, sizes, responseSize(fit.response, sizes));
  return Object.fromEntries(names.map((name) => [name, fit.parameters[name] ?? proposed[name] ?? [-1, 1]]));
}

/** Forgets the boxes that were set and proposes all of them anew. */
export function proposeAllBoxes(): void {
  const { fit } = draftStore.getState().draft;
  editDraft({ fit: { ...fit, parameters: findParameters({ ...fit, parameters: {} }) } });
}

function responseSize(response: string, sizes: Readonly<Record<string, number>>): number {
  const check = checkFormula(response);
  if (check.fault) return 1;
  const { tree } = check;
  if (tree.kind === 'name') return sizes[tree.name] ?? 1;
  if (tree.kind === 'call' && tree.name.startsWith('log')) return 10;
  return Math.max(1, ...check.names.map((name) => sizes[name] ?? 1));
}
