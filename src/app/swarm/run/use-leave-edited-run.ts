// A finished run is shown with its problem in the form. Whoever then changes the problem wants to see the new one: the lab
// leaves the run, which stays one step back in the history.
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Draft } from '../spec/draft.ts';
import { draftStore } from '../spec/draft-store.ts';
import { isGoing, runView, showNothing } from './run-view.ts';

export function useLeaveEditedRun(runId: string | undefined): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    // What did not start is no longer of interest once the form is changed.
    if (runId === undefined)
      return draftStore.subscribe(() => {
        const { id, phase } = runView.getState();
        if (id === null && phase === 'failed') showNothing();
      });
    return draftStore.subscribe(({ draft }, before) => {
      const { id, phase, record } = runView.getState();
      // While the run is being read, the form is filled with its spec.
      if (id !== runId || !record || phase === 'loading' || isGoing(phase)) return;
      if (!sameProblem(draft, before.draft) && !isFilling) navigate('/swarm');
    });
  }, [runId, navigate]);
}

let isFilling = false;

/** For filling the form with the run's own spec. */
export function fillForm(fill: () => void): void {
  isFilling = true;
  try {
    fill();
  } finally {
    isFilling = false;
  }
}

function sameProblem(a: Draft, b: Draft): boolean {
  return a.kind === b.kind && a[a.kind] === b[b.kind];
}
