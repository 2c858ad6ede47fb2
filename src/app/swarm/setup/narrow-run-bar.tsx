// The run button where there is no room for the zones side by side: fixed above them.
import { useStore } from 'zustand';
import { formatNumber } from '../../../views/format.ts';
import { runView } from '../run/run-view.ts';
import styles from './narrow.module.css';
import { RunButtons } from './run-buttons.tsx';

export function NarrowRunBar() {
  const best = useStore(runView, ({ result, progress }) => result?.best.value ?? progress?.bestValue ?? null);
  return (
    <div className={styles['bar']}>
      <RunButtons />
      {best !== null && <span className="number">{formatNumber(best)}</span>}
    </div>
  );
}
