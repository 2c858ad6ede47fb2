// The readout: of the run that is shown, or what will stand here.
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { runView } from '../run/run-view.ts';
import { NothingYet } from './nothing-yet.tsx';
import styles from './readout.module.css';

// The first visit has no run.
const RunReadout = lazy(() => import('./run-readout.tsx').then(({ RunReadout }) => ({ default: RunReadout })));

export function Readout() {
  const phase = useStore(runView, (view) => view.phase);
  const hasRun = useStore(runView, ({ record, progress }) => record !== null || progress !== null);
  if (phase === 'loading') return <div className={styles['skeleton']} aria-hidden />;
  if (!hasRun) return <NothingYet />;
  return (
    <Suspense fallback={<NothingYet />}>
      <RunReadout />
    </Suspense>
  );
}
