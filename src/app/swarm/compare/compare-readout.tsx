// The readout of a comparison: what it says, in sentences and figures; before it, what it will say.
import { useStore } from 'zustand';
import { Link } from 'wouter';
import { describeAdapter } from '../../../core/adapter.ts';
import { formatCount, formatDuration, formatPercent, formatTime, formatWithUnit } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { useRuns } from '../../shared/engine.ts';
import { runAddress } from '../../shared/run-address.ts';
import { Figure } from '../readout/figures.tsx';
import readout from '../readout/readout.module.css';
import styles from './compare.module.css';
import { type ComparisonRecord, comparisonView } from './comparison-view.ts';
import { conclusionsOf } from './sentences.ts';
import { useSummary } from './use-comparison.ts';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';

export function CompareReadout() {
  const { phase, record, progress } = useStore(comparisonView);
  if (phase === 'loading') return <div className={readout['skeleton']} aria-hidden />;
  if (record?.result)
    return (
      <div className={readout['readout']}>
        <Conclusions result={record.result} phase={phase} />
        <Standing result={record.result} />
        <ResultFigures record={record} result={record.result} />
      </div>
    );
  if (!progress) return <NothingYet />;
  return (
    <div className={readout['readout']}>
      <section aria-label="Progress">
        <dl className={readout['figures']}>
          <Figure title="Trials" value={`${formatCount(progress.trialsDone)} of ${formatCount(progress.trials)}`} />
          <Figure title="Evaluations" value={formatCount(progress.evaluations)} />
          <Figure title="Rate" value={formatWithUnit(progress.evaluationsPerSecond, 'eval/s')} />
          <Figure title="Search time" value={formatDuration(progress.seconds)} />
          <Figure
            title="Time left"
            value={progress.secondsLeft === null ? '–' : formatDuration(progress.secondsLeft)}
          />
          <Figure title="State" value={phase} />
        </dl>
      </section>
    </div>
  );
}

function Conclusions({ result, phase }: { readonly result: ComparisonResult; readonly phase: string }) {
  const summary = useSummary(result);
  return (
    <section aria-label="Result" className={readout['card']}>
      {conclusionsOf(result, summary).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className={readout['cardActions']}>
        <ActionButton action="compare.report" size="small" variant="secondary" />
        {phase === 'cancelled' && <ActionButton action="compare.resume" size="small" />}
        <ActionButton action="compare.csv" size="small" variant="quiet" iconOnly />
        <ActionButton action="compare.json" size="small" variant="quiet" iconOnly />
        <ActionButton action="compare.copy-spec" size="small" variant="quiet" iconOnly />
        <ActionButton action="compare.share" size="small" variant="quiet" iconOnly />
        <ActionButton action="compare.new" size="small" variant="quiet" iconOnly />
      </div>
    </section>
  );
}

/** Algorithms by the share of targets that they hit. */
function Standing({ result }: { readonly result: ComparisonResult }) {
  const { targetsHit } = useSummary(result);
  const order = [...targetsHit.keys()].sort((a, b) => (targetsHit[b] ?? 0) - (targetsHit[a] ?? 0));
  return (
    <section aria-label="Targets hit">
      <h3>Targets hit</h3>
      <ol className={styles['standing']}>
        {order.map((a) => (
          <li key={a}>
            <span title={result.algorithms[a]?.label}>{result.algorithms[a]?.label}</span>
            <span className="number">{formatPercent(targetsHit[a] ?? 0)}</span>
            <span className={styles['bar']} aria-hidden>
              <span style={{ width: `${100 * (targetsHit[a] ?? 0)}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ResultFiguresProps {
  readonly record: ComparisonRecord;
  readonly result: ComparisonResult;
}

function ResultFigures({ record, result }: ResultFiguresProps) {
  const { evaluations, seconds, setupSeconds, resolution, problems, algorithms } = result;
  const trials = algorithms.length * problems.reduce((total, problem) => total + problem.trials.length, 0);
  return (
    <section aria-label="Figures">
      <dl className={readout['figures']}>
        <Figure title="Trials" value={formatCount(trials)} />
        <Figure title="Problems" value={formatCount(problems.length)} />
        <Figure title="Evaluations" value={formatCount(evaluations)} />
        <Figure title="Rate" value={formatWithUnit(evaluations / Math.max(seconds, 1e-9), 'eval/s')} />
        <Figure title="Search time" value={formatDuration(seconds)} />
        <Figure title="Set-up" value={formatDuration(setupSeconds)} />
        <Figure title="Runs on" value={describeAdapter(result.adapter)} />
        <Figure title="Seeds from" value={record.spec.seed} />
      </dl>
      <p className={readout['trust']}>
        {resolution === 'evaluation'
          ? 'Hits of targets are counted to the evaluation.'
          : 'Hits of targets are counted at the end of the generation.'}
      </p>
    </section>
  );
}

const shownAtMost = 8;

function NothingYet() {
  const { runs } = useRuns();
  const recent = runs?.filter(({ kind }) => kind === 'comparison').slice(0, shownAtMost) ?? [];
  return (
    <div className={readout['empty']}>
      <section aria-label="What it will say">
        <h2>What it will say</h2>
        <p>
          Which algorithm hits how many targets, how soon, and which differences can be told from chance. Every
          algorithm gets the same problems, seeds and evaluations; each trial is a search of its own on the CPU, and
          hits are counted to the evaluation.
        </p>
      </section>
      {recent.length > 0 && (
        <section aria-label="Recent comparisons">
          <h2>Recent comparisons</h2>
          <ul className={readout['recent']}>
            {recent.map((run) => (
              <li key={run.id}>
                <Link href={runAddress(run)}>{run.title}</Link>
                <span>
                  {formatTime(run.createdAt)}
                  {run.summary && ` · ${run.summary}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
