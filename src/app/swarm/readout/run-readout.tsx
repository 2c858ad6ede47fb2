// The readout of a run: the best value and what is known of it, the curves, the solution, the repeats, the fit.
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { runView } from '../run/run-view.ts';
import { BestValue } from './best-value.tsx';
import { Figures } from './figures.tsx';
import styles from './readout.module.css';
import { RepeatsTable } from './repeats-table.tsx';
import { ResultCard } from './result-card.tsx';
import { SolutionTable } from './solution-table.tsx';

// The charting library comes when there is something to chart.
const Curves = lazy(() => import('./curves-panel.tsx').then(({ Curves }) => ({ default: Curves })));

const FitTable = lazy(() => import('./fit-table.tsx').then(({ FitTable }) => ({ default: FitTable })));

export function RunReadout() {
  const isFit = useStore(runView, ({ progress, result }) => Boolean(progress?.fit ?? result?.fit));
  const isTold = useStore(runView, ({ record }) => record?.spec.problem.name === 'external');
  return (
    <div className={styles['readout']}>
      <BestValue />
      <ResultCard />
      <Figures />
      {/* Where there is no landscape they stand on the stage. */}
      {!isTold && (
        <Suspense fallback={<div className={styles['curvesToCome']} />}>
          <Curves />
        </Suspense>
      )}
      {isFit && (
        <Suspense>
          <FitTable />
        </Suspense>
      )}
      <SolutionTable />
      <RepeatsTable />
    </div>
  );
}
