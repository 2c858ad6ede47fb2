// The readout before a run: what will stand here, and what was found lately.
import { Link } from 'wouter';
import { useRuns } from '../../shared/engine.ts';
import { runAddress } from '../../shared/run-address.ts';
import { formatTime } from '../../../views/format.ts';
import styles from './readout.module.css';

const shownAtMost = 8;

export function NothingYet() {
  const { runs } = useRuns();
  const recent = runs?.slice(0, shownAtMost) ?? [];
  return (
    <div className={styles['empty']}>
      <section aria-label="Best value" className={styles['best']}>
        <h2>Best value</h2>
        <p className={styles['bestNumber']}>–</p>
        <p>
          Its curve and the solution follow while a swarm runs. What was found can be saved as a report, as CSV, as a
          picture, or sent as a link.
        </p>
      </section>
      {recent.length > 0 && (
        <section aria-label="Recent runs">
          <h2>Recent runs</h2>
          <ul className={styles['recent']}>
            {recent.map(({ id, kind, title, summary, createdAt }) => (
              <li key={id}>
                <Link href={runAddress({ id, kind })}>{title}</Link>
                <span>
                  {formatTime(createdAt)}
                  {summary && ` · ${summary}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
