// Problems kept under a name, and whether their dialog is open. The list is read when it opens: other tabs keep some too.
import { createStore } from 'zustand/vanilla';
import { toErrorData, type ErrorData } from '../../../core/errors.ts';
import type { SavedProblem } from '../../../engine/api.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';
import { client } from '../../shared/engine.ts';
import { explain } from '../../shared/explain.ts';
import { notify } from '../../shared/notices.tsx';
import { wholeProblem } from '../spec/draft.ts';
import { draftStore, loadProblem, setDraft } from '../spec/draft-store.ts';

export interface SavedView {
  readonly isOpen: boolean;
  /** null until they are read. */
  readonly problems: readonly SavedProblem[] | null;
  /** Why they could not be read. */
  readonly error: ErrorData | null;
  /** Deleted since the dialog was opened: each can be had back. */
  readonly deleted: readonly SavedProblem[];
  /** The name whose row is drawn anew with the focus on it: what had it went. */
  readonly focused: string | null;
}

const closed: SavedView = { isOpen: false, problems: null, error: null, deleted: [], focused: null };

export const savedStore = createStore<SavedView>(() => closed);

export function findByName(problems: readonly SavedProblem[] | null, name: string): SavedProblem | undefined {
  return problems?.find((saved) => saved.name === name.trim());
}

export function openSaved(): void {
  savedStore.setState({ ...closed, isOpen: true });
  void readSaved();
}

async function readSaved(): Promise<void> {
  try {
    savedStore.setState({ problems: await client.listProblems(), error: null });
  } catch (error) {
    savedStore.setState({ error: toErrorData(error) });
  }
}

/** What was deleted can still be had back for a while. */
export function closeSaved(): void {
  const { deleted } = savedStore.getState();
  savedStore.setState(closed);
  if (deleted.length === 0) return;
  const what = deleted.length === 1 ? `“${deleted[0]?.name}” was` : `${deleted.length} saved problems were`;
  notify(`${what} deleted.`, { action: { title: 'Undo', run: () => void putBack(deleted) } });
}

/** Saves the form's problem and closes the dialog; or says why it did not. */
export async function saveAs(name: string): Promise<string | null> {
  const { replaced, fault } = await put(name, wholeProblem(draftStore.getState().draft));
  if (fault !== null) return fault;
  closeSaved();
  if (replaced) {
    const undo = { title: 'Undo', run: () => void putBack([replaced]) };
    notify(`“${replaced.name}” was replaced.`, { action: undo });
  } else notify(`The problem was saved as “${name.trim()}”.`, { tone: 'good' });
  return null;
}

/** Saves it anew, and deletes it under its old name; or says why it did not. */
export async function rename({ name: old, problem }: SavedProblem, name: string): Promise<string | null> {
  savedStore.setState({ focused: name.trim() });
  if (name.trim() === old) return null;
  const { fault } = await put(name, problem);
  if (fault !== null) return fault;
  try {
    await client.deleteProblem(old);
    return null;
  } catch (error) {
    return explain(error);
  } finally {
    await readSaved();
  }
}

interface Outcome {
  readonly replaced?: SavedProblem | undefined;
  readonly fault: string | null;
}

/** Replaces what the person saw under the name, and nothing else: another tab may have saved there since. */
async function put(name: string, problem: unknown): Promise<Outcome> {
  try {
    const shown = findByName(savedStore.getState().problems, name);
    const problems = await client.listProblems();
    const replaced = findByName(problems, name);
    savedStore.setState({ problems });
    if (replaced && replaced.savedAt !== shown?.savedAt)
      return { fault: `Another tab saved “${replaced.name}” a moment ago. Replace it, or choose another name.` };
    await client.saveProblem(name, problem);
    // What somebody keeps, the browser is asked never to evict. Where it cannot be asked, the settings say so.
    void client.persist().catch(() => undefined);
    return { replaced, fault: null };
  } catch (error) {
    return { fault: explain(error) };
  }
}

/** Deleted for the eye at once: whoever closes the dialog right away can have it back too. */
export async function deleteSaved(problem: SavedProblem): Promise<void> {
  savedStore.setState(({ problems, deleted }) => ({
    problems: problems?.filter((one) => one !== problem) ?? null,
    deleted: [...deleted, problem],
  }));
  try {
    await client.deleteProblem(problem.name);
  } catch (error) {
    savedStore.setState(({ deleted }) => ({ deleted: deleted.filter((one) => one !== problem) }));
    notify(`“${problem.name}” was not deleted: ${explain(error)}`, { tone: 'bad', stays: true });
    if (savedStore.getState().isOpen) await readSaved();
  }
}

/** Undoes a deletion or a replacement. */
export async function putBack(problems: readonly SavedProblem[]): Promise<void> {
  try {
    for (const { name, problem } of problems) await client.saveProblem(name, problem);
    savedStore.setState(({ deleted }) => ({
      deleted: deleted.filter((one) => !problems.includes(one)),
      focused: problems[0]?.name ?? null,
    }));
    if (savedStore.getState().isOpen) await readSaved();
  } catch (error) {
    notify(`It could not be put back: ${explain(error)}`, { tone: 'bad', stays: true });
  }
}

/** Into the form; what was in it can be had back. */
export function pick({ name, problem }: { readonly name: string; readonly problem: ProblemSpec }): void {
  const { draft } = draftStore.getState();
  loadProblem(problem);
  closeSaved();
  notify(`“${name}” is in the form.`, { action: { title: 'Undo', run: () => setDraft(draft) } });
}
