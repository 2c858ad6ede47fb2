// What concerns the whole app, at the foot of the page, where it moves nothing: a crash, safe mode, no GPU, an update.
import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { StorageReport } from '../../engine/api.ts';
import { formatTime } from '../../views/format.ts';
import { ActionButton } from '../shared/action-button.tsx';
import { Button, ButtonLink } from '../shared/button.tsx';
import { classes } from '../shared/classes.ts';
import { client, resumeAny, useAdapter, useClientState, useInterruptedRuns } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import { takeUpdate, useUpdate } from './app-update.ts';
import { dismissDefects, useDefects } from './defects.tsx';
import styles from './banners.module.css';

export function Banners() {
  const region = useRef<HTMLDivElement>(null);
  // Pages as high as the window leave room for the banners.
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const observer = new ResizeObserver(() => root.setProperty('--banner-height', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.removeProperty('--banner-height');
    };
  }, []);
  return (
    <div ref={region} className={styles['region']}>
      <EngineBanner />
      <DefectBanner />
      <InterruptedBanner />
      <StorageBanner />
      <UpdateBanner />
      <GpuBanner />
    </div>
  );
}

interface BannerProps {
  readonly tone: 'plain' | 'warn' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

function Banner({ tone, children, actions }: BannerProps) {
  return (
    <div className={classes(styles['banner'], styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <div className={styles['text']}>{children}</div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}

function EngineBanner() {
  const state = useClientState();
  switch (state.status) {
    case 'restarting':
      return (
        <Banner tone="warn">
          <strong>The engine stopped and is starting again</strong> ({state.reason}). Runs keep their last checkpoint.
        </Banner>
      );
    case 'safe-mode':
      return (
        <Banner
          tone="bad"
          actions={
            <>
              <ActionButton action="data.export" size="small" />
              <ActionButton action="app.report" size="small" />
              <Button size="small" icon={RotateCw} onPress={() => client.restart()}>
                Restart the engine
              </Button>
            </>
          }
        >
          <strong>Safe mode.</strong> The engine crashed three times in a row; the report says how. Nothing starts by
          itself; your runs can be read, exported and erased.
        </Banner>
      );
    case 'failed':
      return (
        <div className={styles['panel']}>
          <ErrorPanel
            title="The engine could not be opened"
            error={state.error}
            actions={
              <Button size="small" icon={RotateCw} onPress={() => client.restart()}>
                Try again
              </Button>
            }
          />
        </div>
      );
    case 'starting':
    case 'ready':
    case 'closed':
      return null;
    default:
      return state satisfies never;
  }
}

function DefectBanner() {
  const newest = useDefects().at(-1);
  if (!newest) return null;
  return (
    <div className={styles['panel']}>
      <ErrorPanel
        title="Something went wrong"
        error={newest}
        actions={
          <Button size="small" onPress={dismissDefects}>
            Dismiss
          </Button>
        }
      />
    </div>
  );
}

function InterruptedBanner() {
  const [path] = useLocation();
  // Its own page says it of the run that is shown.
  const ids = useInterruptedRuns().filter((id) => !path.endsWith(`/${id}`));
  const isReady = useClientState().status === 'ready';
  if (ids.length === 0 || !isReady) return null;
  const resumeAll = (): void => {
    for (const id of ids)
      resumeAny(id).catch((error: unknown) =>
        notify(`A run could not be resumed: ${explain(error)}`, {
          tone: 'bad',
        }),
      );
  };
  return (
    <Banner
      tone="warn"
      actions={
        <>
          <Button size="small" onPress={resumeAll}>
            {ids.length === 1 ? 'Resume it' : 'Resume them'}
          </Button>
          <ButtonLink size="small" href="/runs?state=interrupted">
            Look
          </ButtonLink>
        </>
      }
    >
      {ids.length === 1 ? 'A run was interrupted' : `${ids.length} runs were interrupted`} when the engine stopped, and
      can go on from the last checkpoint.
    </Banner>
  );
}

/** Above this share of the quota a long run may end for want of room. */
const almostFull = 0.9;

function StorageBanner() {
  const isReady = useClientState().status === 'ready';
  const [report, setReport] = useState<StorageReport | null>(null);
  useEffect(() => {
    // What cannot be read is told where it is looked at, in the settings.
    if (isReady) client.storage().then(setReport, () => undefined);
  }, [isReady]);
  if (!report) return null;
  const { usageBytes, quotaBytes, lostFrom } = report;
  const isFull = usageBytes !== null && quotaBytes !== null && usageBytes > almostFull * quotaBytes;
  if (lostFrom === null && !isFull) return null;
  return (
    <Banner
      tone="warn"
      actions={
        <>
          <ButtonLink size="small" href="/settings">
            Look
          </ButtonLink>
          <Button size="small" variant="quiet" onPress={() => setReport(null)}>
            Close
          </Button>
        </>
      }
    >
      {lostFrom === null
        ? 'The storage of this browser is almost full. Export and delete runs before a checkpoint finds no room.'
        : `What was kept here since ${formatTime(lostFrom)} is gone: the browser dropped the database. An export can be imported again; asking the browser to keep data prevents it.`}
    </Banner>
  );
}

function UpdateBanner() {
  const { status } = useUpdate();
  const [isPutOff, setPutOff] = useState(false);
  if (status === 'none' || (isPutOff && status !== 'taking')) return null;
  return (
    <Banner
      tone="plain"
      actions={
        <>
          <Button size="small" isDisabled={status === 'taking'} onPress={() => void takeUpdate()}>
            {status === 'taking' ? 'Updating' : status === 'waiting' ? 'Update now' : 'Reload'}
          </Button>
          {status !== 'taking' && (
            <Button size="small" variant="quiet" onPress={() => setPutOff(true)}>
              Later
            </Button>
          )}
        </>
      }
    >
      {status === 'taken-elsewhere'
        ? 'Another tab took a new version. This one goes on as it is until it is loaded again.'
        : 'A new version is ready. What runs is paused with a checkpoint, and goes on in the new version.'}
    </Banner>
  );
}

const gpuBannerKey = 'aeonnova-gpu-banner-closed';

function GpuBanner() {
  const { report } = useAdapter();
  const [path] = useLocation();
  const [isClosed, setClosed] = useState(() => {
    try {
      return localStorage.getItem(gpuBannerKey) !== null;
    } catch {
      return false;
    }
  });
  // The GPU page says all of it.
  if (!report || report.available || isClosed || path === '/gpu') return null;
  const close = (): void => {
    setClosed(true);
    try {
      localStorage.setItem(gpuBannerKey, 'yes');
    } catch {
      // Then it is shown again next time.
    }
  };
  return (
    <Banner
      tone="plain"
      actions={
        <>
          <ButtonLink size="small" href="/gpu">
            Get a GPU
          </ButtonLink>
          <Button size="small" variant="quiet" onPress={close}>
            Close
          </Button>
        </>
      }
    >
      <strong>No GPU here:</strong> everything works on the CPU, only slower with large swarms. {report.reason}
    </Banner>
  );
}
