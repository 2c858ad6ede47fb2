// What the run will cost, or how much of the form still needs a look.
import { useStore } from 'zustand';
import { formatBytes, formatCount, formatDuration, formatWithUnit } from '../../../views/format.ts';
import { draftStore } from '../spec/draft-store.ts';
import { describeFault } from './field-frame.tsx';
import styles from './setup.module.css';

export function CostLine() {
  const { faults, cost } = useStore(draftStore, ({ check }) => check);
  const [first] = faults.values();
  if (first)
    return (
      <p className={styles['cost']} data-fault>
        {faults.size === 1 ? describeFault(first) : `${faults.size} fields need a look. ${describeFault(first)}`}
      </p>
    );
  if (!cost) return null;
  const parts = [
    cost.evaluations !== null && `up to ${formatWithUnit(cost.evaluations, '')} evaluations`,
    cost.generations !== null && `${formatCount(cost.generations)} generations`,
    cost.secondsAtMost !== null && `at most ${formatDuration(cost.secondsAtMost)}`,
    `${formatBytes(cost.memoryBytes)} of memory`,
  ];
  return <p className={styles['cost']}>{parts.filter(Boolean).join(' · ')}</p>;
}
