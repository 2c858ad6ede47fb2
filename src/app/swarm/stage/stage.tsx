// The stage: the picture, what is drawn in it, and the transport under it; or what stands in its way.
import { lazy, Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import { isCluster } from '../../../models/swarm/clusters/clusters.ts';
import { isDesign } from '../../../models/swarm/designs/design-names.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';
import { stageOptions } from '../run/stage-options.ts';
import { runView } from '../run/run-view.ts';
import { unfinishedFit } from '../spec/draft.ts';
import { draftStore } from '../spec/draft-store.ts';
import { RunBanner } from './run-banner.tsx';
import { Examples } from './examples-row.tsx';
import { titleOf } from './problem-words.ts';
import styles from './stage.module.css';
import { SaveMenu } from './save-menu.tsx';
import { StageTools } from './stage-tools.tsx';
import { Transport } from './transport.tsx';

// Most visitors look at a landscape first: it is on its way while the form is drawn.
const landscapeStage = import('./landscape-stage.tsx').then(({ LandscapeStage }) => ({ default: LandscapeStage }));
const LandscapeStage = lazy(() => landscapeStage);
const ClusterStage = lazy(() => import('./cluster-stage.tsx').then(({ ClusterStage }) => ({ default: ClusterStage })));
const FitStage = lazy(() => import('./fit-stage.tsx').then(({ FitStage }) => ({ default: FitStage })));
const Knobs = lazy(() => import('./knobs.tsx').then(({ Knobs }) => ({ default: Knobs })));
const OutsideStage = lazy(() =>
  import('../outside/outside-stage.tsx').then(({ OutsideStage }) => ({ default: OutsideStage })),
);
const PartStage = lazy(() => import('./part-stage.tsx').then(({ PartStage }) => ({ default: PartStage })));

export function Stage() {
  const phase = useStore(runView, (view) => view.phase);
  const error = useStore(runView, (view) => view.error);
  const record = useStore(runView, (view) => view.record);
  const hasRun = record !== null;
  const problem = useShownProblem();
  const isFit = problem?.name === 'fit';
  const isPart = useStore(stageOptions, ({ shows }) => shows === 'part');
  const isLoading = phase === 'loading';
  return (
    <div className={styles['stage']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{problem ? titleOf(problem) : isLoading ? 'A run' : 'Nothing to show yet'}</h2>
        {problem && <SaveMenu />}
        {problem && problem.name !== 'fit' && problem.name !== 'external' && <StageTools problem={problem} />}
      </header>
      <RunBanner phase={phase} error={error} record={record} resumeAction="swarm.resume" />
      {/* What a banner stands above is not moved by it when both come together. */}
      <div key={isLoading ? 'loading' : 'shown'} className={styles['body']}>
        {isLoading ? (
          <div className={styles['skeleton']} role="status" aria-label="Loading the run" />
        ) : problem === null ? (
          <p className={styles['plain']}>The picture comes when the problem is complete.</p>
        ) : isFit ? (
          <Suspense fallback={<div className={styles['skeleton']} />}>
            <FitStage problem={problem} />
          </Suspense>
        ) : problem.name === 'external' ? (
          <Suspense fallback={<div className={styles['skeleton']} />}>
            <OutsideStage />
          </Suspense>
        ) : isPart && isDesign(problem) ? (
          <Suspense fallback={<div className={styles['skeleton']} />}>
            <PartStage problem={problem} />
          </Suspense>
        ) : isPart && isCluster(problem) ? (
          <Suspense fallback={<div className={styles['skeleton']} />}>
            <ClusterStage problem={problem} />
          </Suspense>
        ) : (
          <Suspense fallback={<div className={styles['skeleton']} />}>
            <LandscapeStage problem={problem} />
          </Suspense>
        )}
      </div>
      {phase === 'none' && <Examples />}
      {hasRun && (
        <Suspense>
          <Knobs />
        </Suspense>
      )}
      <Transport />
    </div>
  );
}

/** The problem of the run that is shown, else of the draft. */
function useShownProblem(): ProblemSpec | null {
  const ofRun = useStore(runView, (view) => view.record?.spec.problem ?? null);
  const isDraft = useStore(
    runView,
    ({ phase, record }) => phase === 'none' || (phase !== 'loading' && record === null),
  );
  const { draft, check } = useStore(draftStore);
  return useMemo(() => {
    if (ofRun) return ofRun;
    if (!isDraft) return null;
    if (check.spec) return check.spec.problem;
    // Data can be looked at before the model is right.
    return draft.kind === 'fit' ? unfinishedFit(draft.fit) : null;
  }, [ofRun, isDraft, draft, check]);
}
