// The form as this tab left it, where the address does not hold it: brought back before it is shown.
import { useEffect, useState } from 'react';
import { client } from '../../shared/engine.ts';
import { notify } from '../../shared/notices.tsx';
import { createDraftKeeper } from './draft-keeper.ts';
import { isUntouched, restoreDraft } from './restore-draft.ts';

const patienceMs = 5_000;

export const draftKeeper = createDraftKeeper({
  getSetting: (key) => client.getSetting(key),
  setSetting: (key, value) => client.setSetting(key, value),
  session: () => sessionStorage,
  local: () => localStorage,
  locks: navigator.locks,
});

export function restoreLeftDraft(): Promise<void> {
  return restoreDraft({ read: () => draftKeeper.read(), notify, patienceMs });
}

/** True while the form is still on its way. A link or a run in the address fills the form itself. */
export function useRestoredDraft(isNamedByAddress: boolean): boolean {
  const [isRestoring, setRestoring] = useState(() => !isNamedByAddress && isUntouched() && draftKeeper.waits());
  useEffect(() => {
    if (isRestoring) void restoreLeftDraft().finally(() => setRestoring(false));
  }, [isRestoring]);
  return isRestoring;
}
