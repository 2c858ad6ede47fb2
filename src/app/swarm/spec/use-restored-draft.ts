// The form as this tab left it, where the address does not hold it: brought back before it is shown.
import { useEffect, useState } from 'react';
import { client } from '../../shared/engine.ts';
import { explain } from '../../shared/explain.ts';
import { notify } from '../../shared/notices.tsx';
import { within } from '../../shared/within.ts';
import { welcomeDraft } from '../examples.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { draftStore, setDraft } from './draft-store.ts';

/** How long the form waits for what was kept of it. */
const patienceMs = 5_000;

export const draftKeeper = createDraftKeeper({
  getSetting: (key) => client.getSetting(key),
  setSetting: (key, value) => client.setSetting(key, value),
  session: () => sessionStorage,
  local: () => localStorage,
  locks: navigator.locks,
});

const isUntouched = (): boolean => draftStore.getState().draft === welcomeDraft;

/** True while the form is still on its way. A link or a run in the address fills the form itself. */
export function useRestoredDraft(isNamedByAddress: boolean): boolean {
  const [isRestoring, setRestoring] = useState(() => !isNamedByAddress && isUntouched() && draftKeeper.waits());
  useEffect(() => {
    if (isRestoring) void restore().finally(() => setRestoring(false));
  }, [isRestoring]);
  return isRestoring;
}

async function restore(): Promise<void> {
  try {
    const draft = await within(patienceMs, draftKeeper.read());
    // A file that was handed over meanwhile goes first.
    if (draft && isUntouched()) setDraft(draft);
  } catch (error) {
    notify(`The form could not be brought back as it was: ${explain(error)}`, { tone: 'bad', stays: true });
  }
}
