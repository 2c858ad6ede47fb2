// The comparison that is being written, outside React: forms read it through a hook, actions and links through the store.
import { createStore } from 'zustand/vanilla';
import type { AlgorithmName } from '../../../models/swarm/algorithms/registry.ts';
import { notify } from '../../shared/notices.tsx';
import { checkComparison, type ComparisonCheck } from './check-comparison.ts';
import {
  type AlgorithmDraft,
  type ComparisonDraft,
  firstComparison,
  fromComparisonSpec,
  newAlgorithm,
  newKey,
  type ProblemDraft,
  type SingleDraft,
  type SuiteDraft,
} from './comparison-draft.ts';

export interface ComparisonState {
  readonly draft: ComparisonDraft;
  readonly check: ComparisonCheck;
}

export const comparisonStore = createStore<ComparisonState>(() => ({
  draft: firstComparison,
  check: checkComparison(firstComparison),
}));

export function setComparison(draft: ComparisonDraft): void {
  comparisonStore.setState({ draft, check: checkComparison(draft) });
}

export function editComparison(change: Partial<ComparisonDraft>): void {
  setComparison({ ...comparisonStore.getState().draft, ...change });
}

/** Throws `bad-spec`; the form is then as it was. */
export function loadComparison(spec: unknown): void {
  setComparison(fromComparisonSpec(spec));
}

export function addAlgorithm(name: AlgorithmName): void {
  const { algorithms } = comparisonStore.getState().draft;
  editComparison({ algorithms: [...algorithms, newAlgorithm(name)] });
}

/** The same once more, to be given other settings. */
export function repeatAlgorithm(algorithm: AlgorithmDraft): void {
  const { algorithms } = comparisonStore.getState().draft;
  const at = algorithms.findIndex(({ key }) => key === algorithm.key);
  editComparison({ algorithms: algorithms.toSpliced(at + 1, 0, { ...algorithm, key: newKey() }) });
}

export function changeAlgorithm(key: number, change: Partial<Omit<AlgorithmDraft, 'key'>>): void {
  const { algorithms } = comparisonStore.getState().draft;
  editComparison({ algorithms: algorithms.map((one) => (one.key === key ? { ...one, ...change } : one)) });
}

export function addProblem(problem: ProblemDraft): void {
  editComparison({ problems: [...comparisonStore.getState().draft.problems, problem] });
}

export function changeProblem(changed: SuiteDraft | SingleDraft): void {
  const { problems } = comparisonStore.getState().draft;
  editComparison({ problems: problems.map((one) => (one.key === changed.key ? changed : one)) });
}

/** Takes an algorithm or a problem out; it can be had back. */
export function takeOut(key: number, name: string): void {
  const { draft } = comparisonStore.getState();
  const rest = <Item extends { readonly key: number }>(items: readonly Item[]): Item[] =>
    items.filter((item) => item.key !== key);
  setComparison({ ...draft, algorithms: rest(draft.algorithms), problems: rest(draft.problems) });
  notify(`${name} was taken out.`, { action: { title: 'Undo', run: () => setComparison(draft) } });
}
