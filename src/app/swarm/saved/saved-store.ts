// Problems kept under a name, and whether their dialog is open. The list is read when it opens: other tabs keep some too.
import { createStore } from 'zustand/vanilla';
import { AeonError, toErrorData, type ErrorData } from '../../../core/errors.ts';
import type { SavedOverview, SavedProblem } from '../../../engine/api.ts';
import { client } from '../../shared/engine.ts';
import { explain } from '../../shared/explain.ts';
import { notify } from '../../shared/notices.tsx';
import { wholeProblem } from '../spec/draft.ts';
import { draftStore, loadProblem, setDraft } from '../spec/draft-store.ts';

/** Something that can be had back. */
interface Lost {
  readonly name: string;
  /** As it was; null where it turned out not to be lost. */
  readonly whole: Promise<SavedProblem | null>;
  /** When the one was saved that took its place, and may go; null: nothing did. */
  readonly over: number | null;
}

export interface SavedView {
  readonly isOpen: boolean;
  /** null until they are read. */
  readonly problems: readonly SavedOverview[] | null;
  /** Why they could not be read. */
  readonly error: ErrorData | null;
  /** Deleted since the dialog was opened: each can be had back. */
  readonly deleted: ReadonlyMap<SavedOverview, Lost>;
  /** The one that is on its way into the form. */
  readonly picked: SavedOverview | null;
  /** The name whose row is drawn anew with the focus on it: what had it went. */
  readonly focused: string | null;
}

const closed: SavedView = {
  isOpen: false,
  problems: null,
  error: null,
  deleted: new Map(),
  picked: null,
  focused: null,
};

export const savedStore = createStore<SavedView>(() => closed);

export function findByName(problems: readonly SavedOverview[] | null, name: string): SavedOverview | undefined {
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
  const lost = [...savedStore.getState().deleted.values()];
  savedStore.setState(closed);
  if (lost.length === 0) return;
  notifyUndo(
    lost.length === 1 ? `“${lost[0]?.name}” was deleted.` : `${lost.length} saved problems were deleted.`,
    lost,
  );
}

function notifyUndo(text: string, lost: readonly Lost[]): void {
  notify(text, { action: { title: 'Undo', run: () => void putBack(lost) } });
}

/** Saves the form's problem and closes the dialog; or says why it did not. */
export async function saveAs(name: string): Promise<string | null> {
  const { lost, fault } = await put(name, wholeProblem(draftStore.getState().draft));
  if (fault !== null) return fault;
  closeSaved();
  if (lost) notifyUndo(`“${lost.name}” was replaced.`, [lost]);
  else notify(`The problem was saved as “${name.trim()}”.`, { tone: 'good' });
  return null;
}

/** Saves it anew, and deletes it under its old name; or says why it did not. What it replaced can be had back. */
export async function rename({ name: old, savedAt }: SavedOverview, name: string): Promise<string | null> {
  savedStore.setState({ focused: name.trim() });
  if (name.trim() === old) return null;
  try {
    const whole = await client.getProblem(old);
    if (whole?.savedAt !== savedAt) throw changedElsewhere(old);
    const { lost, fault } = await put(name, whole.problem);
    if (fault !== null) return fault;
    const deletion = client.deleteProblem(old, savedAt);
    if (lost) {
      closeSaved();
      const renamed: Lost = { name: old, whole: deletion, over: null };
      notifyUndo(`“${lost.name}” was replaced by what was “${old}”.`, [lost, renamed]);
    }
    if (!(await deletion)) throw changedElsewhere(old);
  } catch (error) {
    // Its row may be another by now, or the dialog closed: not beside the name.
    notify(`“${old}” was not renamed: ${explain(error)}`, { tone: 'bad', stays: true });
  }
  if (savedStore.getState().isOpen) await readSaved();
  return null;
}

function changedElsewhere(name: string): AeonError {
  return new AeonError('not-found', `Another tab changed or deleted “${name}” a moment ago.`, {
    hint: 'Look at the saved problems as they are now.',
  });
}

interface Outcome {
  /** What was replaced. */
  readonly lost?: Lost | undefined;
  readonly fault: string | null;
}

/** Replaces what the person saw under the name, and nothing else: another tab may have saved there since. */
async function put(name: string, problem: unknown): Promise<Outcome> {
  try {
    const shown = findByName(savedStore.getState().problems, name);
    const done = await client.saveProblem(name, problem, shown?.savedAt ?? null);
    if (!done) {
      await readSaved();
      return { fault: `Another tab saved “${name.trim()}” a moment ago. Replace it, or choose another name.` };
    }
    // What somebody keeps, the browser is asked never to evict. Where it cannot be asked, the settings say so.
    void client.persist().catch(() => undefined);
    const { replaced, savedAt } = done;
    return {
      lost: replaced ? { name: replaced.name, whole: Promise.resolve(replaced), over: savedAt } : undefined,
      fault: null,
    };
  } catch (error) {
    return { fault: explain(error) };
  }
}

/** Deleted for the eye at once: whoever closes the dialog right away can have it back too. */
export async function deleteSaved(saved: SavedOverview): Promise<void> {
  const { name } = saved;
  const lost: Lost = { name, whole: client.deleteProblem(name, saved.savedAt), over: null };
  savedStore.setState(({ problems, deleted }) => ({
    problems: problems?.filter((one) => one !== saved) ?? null,
    deleted: new Map([...deleted, [saved, lost]]),
  }));
  const fault = await lost.whole.then((whole) => (whole ? null : explain(changedElsewhere(name))), explain);
  if (fault === null) return;
  noLongerDeleted([lost]);
  notify(`“${name}” was not deleted: ${fault}`, { tone: 'bad', stays: true });
  if (savedStore.getState().isOpen) await readSaved();
}

function noLongerDeleted(lost: readonly Lost[]): void {
  savedStore.setState(({ deleted }) => ({ deleted: new Map([...deleted].filter(([, one]) => !lost.includes(one))) }));
}

/** Undoes a deletion, a replacement or a renaming, unless something else took the place since. */
async function putBack(lost: readonly Lost[]): Promise<void> {
  const faults = await Promise.all(lost.map(putOneBack));
  noLongerDeleted(lost);
  savedStore.setState({ focused: lost[0]?.name ?? null });
  for (const [i, one] of lost.entries()) {
    const fault = faults[i];
    if (typeof fault !== 'string') continue;
    const action = { title: 'Try again', run: () => void putBack([one]) };
    notify(`“${one.name}” was not put back: ${fault}`, { tone: 'bad', stays: true, action });
  }
  if (savedStore.getState().isOpen) await readSaved();
}

async function putOneBack({ name, whole, over }: Lost): Promise<string | null> {
  try {
    const lost = await whole;
    if (!lost || (await client.saveProblem(name, lost.problem, over))) return null;
    return 'another problem was saved under its name since. Rename that one, then try again.';
  } catch (error) {
    return explain(error);
  }
}

export async function undoDeletion(saved: SavedOverview): Promise<void> {
  const lost = savedStore.getState().deleted.get(saved);
  if (lost) await putBack([lost]);
}

/** Into the form, with its data; what was in it can be had back. */
export async function pick(saved: SavedOverview): Promise<void> {
  const { name } = saved;
  savedStore.setState({ picked: saved });
  try {
    const whole = await client.getProblem(name);
    // Another was picked meanwhile, or the dialog closed.
    if (savedStore.getState().picked !== saved) return;
    if (!whole) {
      void readSaved();
      throw changedElsewhere(name);
    }
    const { draft } = draftStore.getState();
    loadProblem(whole.problem);
    closeSaved();
    notify(`“${name}” is in the form.`, { action: { title: 'Undo', run: () => setDraft(draft) } });
  } catch (error) {
    notify(`“${name}” could not be put into the form: ${explain(error)}`, { tone: 'bad', stays: true });
  } finally {
    if (savedStore.getState().picked === saved) savedStore.setState({ picked: null });
  }
}
