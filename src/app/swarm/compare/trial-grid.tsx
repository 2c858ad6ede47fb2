// Algorithms by problems: how many trials are done, and the share of targets that they hit. Fills while the run goes on.
import { formatPercent } from '../../../views/format.ts';
import styles from './compare.module.css';

export interface GridCell {
  readonly done: number;
  readonly trials: number;
  /** null: not known. */
  readonly targetsHit: number | null;
}

export interface TrialGridProps {
  readonly algorithms: readonly string[];
  readonly problems: readonly string[];
  /** [algorithm][problem] */
  readonly cells: readonly (readonly GridCell[])[];
}

export function TrialGrid({ algorithms, problems, cells }: TrialGridProps) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Trials by algorithm and problem, scrolls">
      <table className={styles['grid']}>
        <caption className="visually-hidden">Share of targets hit, by problem and algorithm</caption>
        <thead>
          <tr>
            <th scope="col">Problem</th>
            {algorithms.map((label) => (
              <th key={label} scope="col" title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, p) => (
            <tr key={problem}>
              <th scope="row" title={problem}>
                {problem}
              </th>
              {algorithms.map((label, a) => (
                <Cell key={label} cell={cells[a]?.[p] ?? { done: 0, trials: 0, targetsHit: null }} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell: { done, trials, targetsHit } }: { readonly cell: GridCell }) {
  const isDone = done === trials && trials > 0;
  const count = `${done} of ${trials}`;
  return (
    <td data-done={isDone} title={targetsHit === null ? `${count} trials` : `${count} trials, targets hit`}>
      <span className={styles['hits']} style={{ width: `${100 * (targetsHit ?? 0)}%` }} aria-hidden />
      {!isDone && (
        <span className={styles['done']} style={{ width: `${(100 * done) / Math.max(1, trials)}%` }} aria-hidden />
      )}
      <span className={styles['value']}>
        {targetsHit !== null ? formatPercent(targetsHit) : isDone ? 'done' : `${done}/${trials}`}
      </span>
    </td>
  );
}
