// Where one is, what computes, what runs, and the way to everything by name.
import { Command } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { describeAdapter } from '../../core/adapter.ts';
import { formatShortcut, runAction } from '../shared/actions.ts';
import { Button } from '../shared/button.tsx';
import { classes } from '../shared/classes.ts';
import { useAdapter, useRunningCount } from '../shared/engine.ts';
import { useShownTitle } from '../shared/page-title.ts';
import { useOnline } from './use-online.ts';
import styles from './top-bar.module.css';

export function TopBar() {
  const { title, crumb } = useShownTitle();
  const [path] = useLocation();
  const running = useRunningCount();
  const isOnline = useOnline();
  return (
    <header className={styles['bar']}>
      <div className={styles['title']}>
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
      <GpuPill isWorking={running > 0} />
      <Link
        href="/runs"
        className={classes(styles['pill'], running > 0 && styles['live'])}
        aria-label={`Runs: ${running === 0 ? 'none running' : `${running} running`}`}
      >
        Runs <span className="number">{running}</span>
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

function GpuPill({ isWorking }: { readonly isWorking: boolean }) {
  const { report } = useAdapter();
  const usesGpu = report?.available && report.choice.path === 'gpu';
  // The whole description fits no pill; its page has it.
  const name = !report ? '…' : usesGpu ? shortName(describeAdapter(report.adapter)) : 'CPU';
  const isSoftware = Boolean(report?.available && report.adapter.software);
  return (
    <Link
      href="/gpu"
      className={classes(styles['pill'], styles['gpu'])}
      aria-label={`Computes on: ${name}${isSoftware && usesGpu ? ', a software adapter' : ''}${isWorking ? ', working' : ''}`}
    >
      <span aria-hidden className={classes(styles['light'], isWorking && styles['pulse'], report && styles['known'])} />
      <span className={styles['gpuName']}>{name}</span>
    </Link>
  );
}

function shortName(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}
