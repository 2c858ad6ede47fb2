// The newest runs, and first of all those that were cut off and can go on.
import { Play } from 'lucide-react';
import { Link } from 'wouter';
import type { RunOverview } from '../../core/run.ts';
import { ButtonLink, Button } from '../shared/button.tsx';
import { isElsewhere, useRuns } from '../shared/engine.ts';
import { formatTime } from '../../views/format.ts';
import { runAddress } from '../shared/run-address.ts';
import { RunStateMark } from '../shared/run-state-mark.tsx';
import { openResumed } from '../runs/run-commands.ts';
import styles from './home.module.css';

const shownAtMost = 6;

export function RecentRuns() {
  const { runs, here } = useRuns();
  // Space is kept from the start, so that nothing under it moves when the list comes; nothing is under it.
  if (!runs || runs.length === 0) return <div className={styles['recentSpace']} />;
  const interrupted = runs.filter(({ state }) => state.status === 'interrupted');
  const shown = [...interrupted, ...runs.filter((run) => !interrupted.includes(run))].slice(0, shownAtMost);
  return (
    <section aria-labelledby="home-runs" className={styles['recentSpace']}>
      <div className={styles['headingRow']}>
        <h2 id="home-runs" className={styles['heading']}>
          {interrupted.length > 0 ? 'Recent runs; some were cut off and can go on' : 'Recent runs'}
        </h2>
        <ButtonLink size="small" variant="quiet" href="/runs">
          All {runs.length.toLocaleString('en')}
        </ButtonLink>
      </div>
      <ul className={styles['recent']}>
        {shown.map((run) => (
          <RecentRun key={run.id} run={run} isOther={isElsewhere(run, here)} />
        ))}
      </ul>
    </section>
  );
}

function RecentRun({ run, isOther }: { readonly run: RunOverview; readonly isOther: boolean }) {
  return (
    <li className={styles['recentRun']}>
      <RunStateMark status={run.state.status} isElsewhere={isOther} />
      <Link href={runAddress(run)} className={styles['recentTitle']}>
        {run.title}
      </Link>
      <span className={styles['recentSummary']}>{run.summary}</span>
      {run.state.status === 'interrupted' ? (
        <Button size="small" icon={Play} onPress={() => void openResumed(run)}>
          Resume
        </Button>
      ) : (
        <span className={styles['recentTime']}>{formatTime(run.createdAt)}</span>
      )}
    </li>
  );
}
