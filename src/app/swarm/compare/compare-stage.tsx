// The stage of a comparison: what will be tried, how far it is, what came out.
import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { algorithmLabels, comparedProblems } from '../../../models/swarm/comparison/plan.ts';
import type { ComparisonSpec } from '../../../models/swarm/comparison/schema.ts';
import { formatCount, formatDuration } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { canRun, runAction, useActions } from '../../shared/actions.ts';
import { IconButton } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { isGoing } from '../run/run-view.ts';
import { RunBanner } from '../stage/run-banner.tsx';
import stage from '../stage/stage.module.css';
import styles from './compare.module.css';
import { comparisonStore } from './comparison-store.ts';
import { comparisonView } from './comparison-view.ts';
import { isPicture, lookStore } from './look-store.ts';
import { TrialGrid } from './trial-grid.tsx';

const ResultViews = lazy(() => import('./result-views.tsx').then(({ ResultViews }) => ({ default: ResultViews })));

const skeleton = <div className={stage['skeleton']} />;

export function CompareStage() {
  const { phase, record, error } = useStore(comparisonView);
  const result = record?.result ?? null;
  return (
    <div className={stage['stage']}>
      <header className={stage['head']}>
        <h2 className={stage['title']}>{record?.title ?? (phase === 'loading' ? 'A comparison' : 'What is tried')}</h2>
        {result && <SaveMenu />}
      </header>
      <RunBanner phase={phase} error={error} record={record} resumeAction="compare.resume" />
      <div key={phase === 'loading' ? 'loading' : 'shown'} className={styles['body']}>
        {phase === 'loading' ? (
          <div className={stage['skeleton']} role="status" aria-label="Loading the comparison" />
        ) : result ? (
          <Suspense fallback={skeleton}>
            <ResultViews result={result} />
          </Suspense>
        ) : (
          <Trials />
        )}
      </div>
      {(isGoing(phase) || !result) && <Transport />}
    </div>
  );
}

/** Of the comparison that is shown, else of the form. */
function Trials() {
  const record = useStore(comparisonView, (view) => view.record);
  const progress = useStore(comparisonView, (view) => view.progress);
  const ofForm = useStore(comparisonStore, ({ check }) => check.spec);
  const spec: ComparisonSpec | null = record?.spec ?? ofForm;
  if (!spec) return <p className={stage['plain']}>The trials are listed here when the form is complete.</p>;
  const problems = comparedProblems(spec);
  return (
    <TrialGrid
      algorithms={algorithmLabels(spec.algorithms)}
      problems={problems.map(({ label }) => label)}
      cells={spec.algorithms.map((_, a) =>
        problems.map(({ trials }, p) => ({
          ...(progress?.cells[a]?.[p] ?? { done: 0, targetsHit: null }),
          trials: trials.length,
        })),
      )}
    />
  );
}

function Transport() {
  const phase = useStore(comparisonView, (view) => view.phase);
  const progress = useStore(comparisonView, (view) => view.progress);
  const going = isGoing(phase);
  const note =
    phase === 'paused'
      ? 'paused'
      : progress && progress.secondsLeft !== null
        ? `${formatDuration(progress.secondsLeft)} left`
        : undefined;
  return (
    <div className={stage['transport']}>
      <div className={stage['buttons']}>
        {going && phase !== 'paused' ? (
          <ActionButton action="compare.pause" variant="secondary" iconOnly isDisabled={phase !== 'running'} />
        ) : phase === 'none' || phase === 'failed' ? null : (
          <ActionButton action="compare.resume" variant="secondary" iconOnly />
        )}
        {going && <ActionButton action="compare.stop" variant="quiet" iconOnly isDisabled={phase === 'starting'} />}
      </div>
      <div className={stage['progress']} aria-live="off">
        {going && (
          <ProgressBar
            label={
              progress
                ? `${formatCount(progress.trialsDone)} of ${formatCount(progress.trials)} trials`
                : 'Preparing the trials'
            }
            fraction={progress ? progress.fraction : null}
            note={note}
          />
        )}
      </div>
    </div>
  );
}

const savesOfPicture = ['compare.png', 'compare.svg'];
const savesOfResult = ['compare.csv', 'compare.json', 'compare.coco'];

function SaveMenu() {
  const actions = useActions();
  const hasPicture = useStore(lookStore, ({ look }) => isPicture(look));
  const entries = [...(hasPicture ? savesOfPicture : []), ...savesOfResult].flatMap((id) => {
    const action = actions.find((candidate) => candidate.id === id);
    return action && canRun(action)
      ? [{ id, title: action.title, icon: action.icon, run: () => void runAction(id) }]
      : [];
  });
  return (
    <span className={stage['take']}>
      {hasPicture && <ActionButton action="compare.table" size="small" variant="quiet" iconOnly isDisabled={false} />}
      <Menu
        label="Save"
        trigger={<IconButton icon={Download} label="Save picture or numbers" size="small" />}
        entries={entries}
      />
    </span>
  );
}
