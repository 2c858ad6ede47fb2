// Brings back the form as this tab left it. It may come late (a slow disk, an upgrade that waits for other tabs): it is
// filled in all the same while nobody has touched the form, and offered where somebody has.
import { explain } from '../../shared/explain.ts';
import type { notify as showNotice } from '../../shared/notices.tsx';
import { within } from '../../shared/within.ts';
import { welcomeDraft } from '../examples.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { draftStore, setDraft } from './draft-store.ts';
import type { Draft } from './draft.ts';

export interface RestorePorts {
  readonly read: DraftKeeper['read'];
  readonly notify: typeof showNotice;
  /** How long the form waits for what was kept of it. */
  readonly patienceMs: number;
}

export const isUntouched = (): boolean => draftStore.getState().draft === welcomeDraft;

/** Resolves when the form can be used: once it is filled, or when patience ends. */
export async function restoreDraft({ read, notify, patienceMs }: RestorePorts): Promise<void> {
  const restored = bringBack();
  try {
    await within(patienceMs, restored);
  } catch {
    // Only its lateness: `restored` says by itself what else goes wrong.
    const text =
      'The form as this tab left it is still being read. It is filled in when it comes, unless you begin another.';
    void restored.finally(notify(text, { stays: true }));
  }

  async function bringBack(): Promise<void> {
    try {
      const draft = await read();
      if (!draft)
        notify('What this tab kept of its form is there no more: it was erased, or newer tabs took its place.');
      else if (isUntouched()) setDraft(draft);
      else offer(draft);
    } catch (error) {
      notify(`The form could not be brought back as it was: ${explain(error)}`, { tone: 'bad', stays: true });
    }
  }

  function offer(draft: Draft): void {
    notify('The form as this tab left it was not brought back: another was begun before it came.', {
      stays: true,
      action: { title: 'Bring it back', run: () => replaceBy(draft) },
    });
  }

  function replaceBy(draft: Draft): void {
    const { draft: before } = draftStore.getState();
    setDraft(draft);
    notify('The form is as this tab left it.', { action: { title: 'Undo', run: () => setDraft(before) } });
  }
}
