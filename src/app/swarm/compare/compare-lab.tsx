// Algorithms compared on problems over seeds: Setup, Stage, Readout, as in the Swarm lab.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useStore } from 'zustand';
import { ErrorPanel } from '../../shared/error-panel.tsx';
import { usePageTitle } from '../../shared/page-title.ts';
import { tableDialog } from '../readout/table-dialog-store.ts';
import { isGoing } from '../run/run-view.ts';
import narrow from '../setup/narrow.module.css';
import { specDialog } from '../setup/spec-dialog-store.ts';
import { draftStore } from '../spec/draft-store.ts';
import { LabZones, type Zone } from '../lab-zones.tsx';
import lab from '../swarm-lab.module.css';
import { useCompareActions } from './compare-actions.ts';
import { CompareReadout } from './compare-readout.tsx';
import { CompareButtons, CompareSetup } from './compare-setup.tsx';
import { CompareStage } from './compare-stage.tsx';
import { comparePath, useComparisonInAddress } from './comparison-address.ts';
import { comparisonOf, toComparisonSpec } from './comparison-draft.ts';
import { comparisonStore, loadComparison, setComparison } from './comparison-store.ts';
import { comparisonView, showComparison, showNoComparison } from './comparison-view.ts';
import { readSpeed } from './speed.ts';

export interface CompareLabProps {
  readonly runId?: string;
  /** As links have it. */
  readonly encodedSpec?: string;
}

const SpecDialog = lazy(() => import('../setup/spec-dialog.tsx').then(({ SpecDialog }) => ({ default: SpecDialog })));
const TableDialog = lazy(() =>
  import('../readout/table-dialog.tsx').then(({ TableDialog }) => ({ default: TableDialog })),
);

export function CompareLab({ runId, encodedSpec }: CompareLabProps) {
  const [zone, setZone] = useState<Zone>('stage');
  const isSpecOpen = useStore(specDialog, ({ isOpen }) => isOpen);
  const isTableOpen = useStore(tableDialog, ({ shown }) => shown !== null);
  const linkError = useComparisonInAddress(runId === undefined, encodedSpec);
  const title = useStore(comparisonView, ({ record }) => record?.title ?? null);
  usePageTitle(title ?? 'Compare algorithms', { title: 'Swarm', href: '/swarm' });
  useCompareActions();
  useShown(runId);
  useForm(runId);
  useEffect(() => void readSpeed(), []);
  return (
    <div className={lab['lab']} data-zone={zone}>
      <div className={narrow['bar']}>
        <CompareButtons />
      </div>
      <LabZones zone={zone} onChange={setZone} />
      <section className={lab['setup']} aria-label="Setup">
        <CompareSetup />
      </section>
      <section className={lab['stage']} aria-label="Stage">
        {linkError && <ErrorPanel title="The link could not be opened" error={linkError} />}
        <CompareStage />
      </section>
      <section className={lab['readout']} aria-label="Readout">
        <CompareReadout />
      </section>
      {isTableOpen && (
        <Suspense>
          <TableDialog />
        </Suspense>
      )}
      {isSpecOpen && (
        <Suspense>
          <SpecDialog spec={toComparisonSpec(comparisonStore.getState().draft)} onUse={loadComparison} />
        </Suspense>
      )}
    </div>
  );
}

let isFilling = false;

/** Shows what the address names, with its spec in the form; whoever then edits it leaves what is shown. */
function useShown(runId: string | undefined): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (runId === undefined) return showNoComparison();
    // What was just begun here is shown already, and the form is its spec.
    if (comparisonView.getState().id === runId) return undefined;
    void showComparison(runId).then(() => {
      const { id, record } = comparisonView.getState();
      if (id !== runId || !record) return;
      isFilling = true;
      loadComparison(record.spec);
      isFilling = false;
    });
    return undefined;
  }, [runId]);
  useEffect(
    () =>
      comparisonStore.subscribe(() => {
        const { id, phase } = comparisonView.getState();
        if (isFilling || phase === 'loading' || isGoing(phase)) return;
        if (id !== null && id === runId) navigate(comparePath);
        else if (phase === 'failed') showNoComparison();
      }),
    [runId, navigate],
  );
}

/** The way in from the lab's form brings what that holds. */
function useForm(runId: string | undefined): void {
  const [parameters, setParameters] = useSearchParams();
  const isAsked = runId === undefined && parameters.get('from') === 'form';
  useEffect(() => {
    if (!isAsked) return;
    const { draft, check } = draftStore.getState();
    if (check.spec) setComparison(comparisonOf(draft, check));
    setParameters(new URLSearchParams(), { replace: true });
  }, [isAsked, setParameters]);
}
