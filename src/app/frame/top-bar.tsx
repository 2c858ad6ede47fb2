// Where one is, what computes, what runs, and the way to everything by name.
import { Activity, Command } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { describeAdapter, type AdapterSummary } from '../../core/adapter.ts';
import { formatShortcut, runAction } from '../shared/actions.ts';
import { Button } from '../shared/button.tsx';
import { classes } from '../shared/classes.ts';
import { useAdapter, useClientState, useRunning } from '../shared/engine.ts';
import type { AdapterReport } from '../../engine/api.ts';
import type { RunOverview } from '../../core/run.ts';
import { useShownTitle } from '../shared/page-title.ts';
import { useOnline } from './use-online.ts';
import styles from './top-bar.module.css';

export function TopBar() {
  const { title, crumb } = useShownTitle();
  const [path] = useLocation();
  const working = useRunning();
  const running = working.length;
  const isOnline = useOnline();
  return (
    <header className={styles['bar']}>
      <div className={styles['title']} title={title}>
        {crumb && (
          <>
            <Link href={crumb.href} className={styles['crumb']}>
              {crumb.title}
            </Link>
            <span aria-hidden className={styles['dot']}>
              ·
            </span>
          </>
        )}
        {/* The home page has its own, larger heading. */}
        {path === '/' ? <span>{title}</span> : <h1>{title}</h1>}
      </div>
      {!isOnline && (
        <span className={styles['chip']} title="Everything here works without a network.">
          Offline
        </span>
      )}
      <GpuPill working={working} />
      <Link
        href="/runs"
        className={classes(styles['pill'], running > 0 && styles['live'])}
        aria-label={`Runs: ${running === 0 ? 'none running' : `${running} running`}`}
      >
        <Activity aria-hidden className={styles['runsIcon']} />
        <span className={styles['runsWord']}>Runs</span>
        <span className="number">{running}</span>
      </Link>
      <Button
        size="small"
        icon={Command}
        aria-label="Find a command"
        className={styles['palette']}
        onPress={() => runAction('app.palette')}
      >
        <span className={styles['paletteText']}>Find</span>
        <kbd className={styles['paletteText']}>{formatShortcut('mod+k')}</kbd>
      </Button>
    </header>
  );
}

function GpuPill({ working }: { readonly working: readonly RunOverview[] }) {
  const { report } = useAdapter();
  const isWorking = working.length > 0;
  const isSafe = useClientState().status === 'safe-mode';
  const full = isSafe ? 'Safe mode' : nameOf(report, working);
  // The whole description fits no pill; its page has it.
  const name = full.length > 28 ? `${full.slice(0, 27)}…` : full;
  return (
    <Link
      href="/gpu"
      className={classes(styles['pill'], styles['gpu'])}
      aria-label={`Computes on: ${full}${isWorking ? ', working' : ''}`}
    >
      <span aria-hidden className={classes(styles['light'], isWorking && styles['pulse'], report && styles['known'])} />
      <span className={styles['gpuName']}>{name}</span>
    </Link>
  );
}

/** The program that stands in for a GPU has a name that says nothing to most; the GPU page has it. */
function describeShort(adapter: AdapterSummary): string {
  return adapter.software ? 'Software GPU' : describeAdapter(adapter);
}

/** What computes now; else what the next run would compute on. */
function nameOf(report: AdapterReport | null, working: readonly RunOverview[]): string {
  const now = working.find(({ choices }) => choices.path === 'gpu') ?? working[0];
  if (now) return now.choices.path === 'gpu' ? describeShort(now.choices.adapter) : 'CPU';
  if (!report) return '…';
  if (!report.available || report.choice.reason === 'chosen in the settings')
    return report.choice.path === 'cpu' ? 'CPU' : describeShort(report.adapter);
  // A software adapter is measured against the CPU by each run.
  return describeShort(report.adapter);
}
