// The solution in the problem's own names; while the run goes on, the best place as the pictures show it.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatNumber } from '../../../views/format.ts';
import { runView } from '../run/run-view.ts';
import { liveVariables } from './live-variables.ts';
import styles from './readout.module.css';
import { VirtualRows } from './virtual-rows.tsx';

export function SolutionTable() {
  const result = useStore(runView, (view) => view.result);
  const picture = useStore(runView, (view) => view.picture);
  const problem = useStore(runView, (view) => view.record?.spec.problem ?? null);
  const entries = useMemo(
    () =>
      result ? Object.entries(result.best.variables) : problem && picture ? liveVariables(problem, picture.best) : [],
    [result, problem, picture],
  );
  if (entries.length === 0 || problem?.name === 'fit') return null;
  return (
    <section aria-label="Solution">
      <h3>Solution</h3>
      <VirtualRows
        label="Solution"
        headers={['Variable', 'Value']}
        count={entries.length}
        row={(index) => [entries[index]?.[0], formatNumber(entries[index]?.[1], 6)]}
      />
      {!result && <p className={styles['trust']}>the best place so far, in f32</p>}
    </section>
  );
}
