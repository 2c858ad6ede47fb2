// How long the run still takes, as far as it can be known.
import { useStore } from 'zustand';
import { runView } from './run-view.ts';
import { paceOf, stageOptions } from './stage-options.ts';

/** null: not known, or not running. At a pace the clock decides, not the search. */
export function useSecondsLeft(): number | null {
  const { pace } = useStore(stageOptions);
  const { progress, record, phase } = useStore(runView);
  if (!progress || !record || phase !== 'running') return null;
  const { generations } = record.spec.stop;
  const perSecond = paceOf(pace, record.spec);
  if (perSecond === null || generations === undefined) return progress.secondsLeft;
  return Math.max(progress.secondsLeft ?? 0, (generations - progress.generation) / perSecond);
}
