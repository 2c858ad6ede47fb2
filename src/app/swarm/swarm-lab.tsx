// The Swarm lab: Setup, Stage, Readout. Side by side where there is room; below 720 px one at a time, the run button above.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { useHandedFiles } from '../shared/handed-files.ts';
import { usePageTitle } from '../shared/page-title.ts';
import { useLabActions } from './lab-actions.ts';
import { LabZones, type Zone } from './lab-zones.tsx';
import styles from './swarm-lab.module.css';
import { Readout } from './readout/readout.tsx';
import { tableDialog } from './readout/table-dialog-store.ts';
import { runView, showNothing, showRun } from './run/run-view.ts';
import { NarrowRunBar } from './setup/narrow-run-bar.tsx';
import { savedStore } from './saved/saved-store.ts';
import { SetupPanel } from './setup/setup-panel.tsx';
import { specDialog } from './setup/spec-dialog-store.ts';
import { fillForm, useLeaveEditedRun } from './run/use-leave-edited-run.ts';
import { toSpec } from './spec/draft.ts';
import { chooseKind, draftStore, loadSpec } from './spec/draft-store.ts';
import { openSpecLink, useSpecInAddress } from './spec/spec-in-address.ts';
import { useRestoredDraft } from './spec/use-restored-draft.ts';
import { Stage } from './stage/stage.tsx';

export interface SwarmLabProps {
  readonly runId?: string;
  /** base64url of deflate-raw of the spec's JSON, as links have it. */
  readonly encodedSpec?: string;
}

const SpecDialog = lazy(() => import('./setup/spec-dialog.tsx').then(({ SpecDialog }) => ({ default: SpecDialog })));

const SavedDialog = lazy(() =>
  import('./saved/saved-dialog.tsx').then(({ SavedDialog }) => ({ default: SavedDialog })),
);

const TableDialog = lazy(() =>
  import('./readout/table-dialog.tsx').then(({ TableDialog }) => ({ default: TableDialog })),
);

export function SwarmLab({ runId, encodedSpec }: SwarmLabProps) {
  const [zone, setZone] = useState<Zone>('stage');
  const { isOpen: isSpecOpen } = useStore(specDialog);
  const isSavedOpen = useStore(savedStore, ({ isOpen }) => isOpen);
  const isTableOpen = useStore(tableDialog, ({ shown }) => shown !== null);
  const isRestoring = useRestoredDraft(runId !== undefined || encodedSpec !== undefined);
  const linkError = useOpened(runId, encodedSpec, isRestoring);
  const [, navigate] = useLocation();
  useLabTitle();
  useLabActions();
  useLeaveEditedRun(runId);
  useSpecInAddress(runId === undefined);
  useHandedFiles((files) => {
    void import('./open-files.ts')
      .then(({ openFiles }) => openFiles(files))
      .then((isOpened) => {
        if (isOpened && runId !== undefined) navigate('/swarm');
        if (isOpened) setZone('setup');
      });
  });
  return (
    <div className={styles['lab']} data-zone={zone}>
      <NarrowRunBar />
      <LabZones zone={zone} onChange={setZone} />
      <section className={styles['setup']} aria-label="Setup" aria-busy={isRestoring} inert={isRestoring}>
        <SetupPanel />
      </section>
      <section className={styles['stage']} aria-label="Stage">
        {linkError && <ErrorPanel title="The link could not be opened" error={linkError} />}
        <Stage />
      </section>
      <section className={styles['readout']} aria-label="Readout">
        <Readout />
      </section>
      {isTableOpen && (
        <Suspense>
          <TableDialog />
        </Suspense>
      )}
      {isSavedOpen && (
        <Suspense>
          <SavedDialog />
        </Suspense>
      )}
      {isSpecOpen && (
        <Suspense>
          <SpecDialog spec={toSpec(draftStore.getState().draft)} onUse={loadSpec} />
        </Suspense>
      )}
    </div>
  );
}

/** Shows what the address names: a run, the spec of a link, or the form as it was left. */
function useOpened(runId: string | undefined, encodedSpec: string | undefined, isRestoring: boolean): ErrorData | null {
  const [error, setError] = useState<ErrorData | null>(null);
  useEffect(() => {
    setError(null);
    if (runId === undefined) return showNothing();
    // A run that was just begun here is shown already, and the form is its spec.
    if (runView.getState().id === runId) return undefined;
    void showRun(runId).then(() => {
      const { id, record } = runView.getState();
      if (id === runId && record) fillForm(() => loadSpec(record.spec));
    });
    return undefined;
  }, [runId]);
  // The ways in on other pages name the kind of problem.
  useEffect(() => {
    const kind = new URLSearchParams(location.search).get('problem');
    if (runId !== undefined || isRestoring) return;
    if (kind === 'fit' || kind === 'formula' || kind === 'external' || kind === 'catalogue') chooseKind(kind);
  }, [runId, isRestoring]);
  useEffect(() => {
    if (runId !== undefined) return undefined;
    setError(null);
    if (encodedSpec === undefined) return undefined;
    let isLeft = false;
    openSpecLink(encodedSpec).catch((reason: unknown) => isLeft || setError(toErrorData(reason)));
    return () => {
      isLeft = true;
    };
  }, [runId, encodedSpec]);
  return error;
}

function useLabTitle(): void {
  const title = useStore(runView, (view) => view.record?.title ?? null);
  usePageTitle(title ?? 'Swarm', title === null ? undefined : { title: 'Swarm', href: '/swarm' });
}
