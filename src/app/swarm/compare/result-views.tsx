// What a finished comparison shows on the stage, one look at a time.
import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import { formatNumber } from '../../../views/format.ts';
import type { SeriesPicture } from '../../../views/series-chart.ts';
import { SeriesView } from '../../../views/series-view.ts';
import { Select } from '../../shared/select.tsx';
import { Tabs } from '../../shared/tabs.tsx';
import { ViewHost } from '../../shared/view-host.tsx';
import { keepPicture } from '../stage/shown-picture.ts';
import { Toggle } from '../stage/toggle.tsx';
import styles from './compare.module.css';
import { type Look, lookStore } from './look-store.ts';
import { convergencePicture, distributionPicture, problemGroups, profilePicture } from './pictures.ts';
import { ResultTable } from './result-table.tsx';
import { finalErrorTable, pairTable, pairTableOf, rankTable, runningTimeTable } from './tables.ts';
import { useSummary } from './use-comparison.ts';

const views = [
  { id: 'hits', title: 'Targets hit', Look: Distribution },
  { id: 'convergence', title: 'Convergence', Look: Convergence },
  { id: 'profiles', title: 'Profiles', Look: Profiles },
  { id: 'times', title: 'Running times', Look: RunningTimes },
  { id: 'errors', title: 'Errors', Look: Errors },
  { id: 'ranks', title: 'Ranks', Look: Ranks },
] as const satisfies readonly { readonly id: Look; readonly title: string; readonly Look: unknown }[];

interface LookProps {
  readonly result: ComparisonResult;
}

export function ResultViews({ result }: LookProps) {
  const shown = useStore(lookStore, ({ look }) => look);
  return (
    <Tabs
      label="What is shown"
      className={styles['looks'] ?? ''}
      selected={shown}
      onSelect={(look) => lookStore.setState({ look })}
      tabs={views.map(({ id, title, Look }) => ({
        ...{ id, title },
        content: (
          <div className={styles['look']}>
            <Look result={result} />
          </div>
        ),
      }))}
    />
  );
}

function Picture({ picture, children }: { readonly picture: SeriesPicture; readonly children?: ReactNode }) {
  return (
    <>
      <div className={styles['tools']}>{children}</div>
      <ViewHost
        View={SeriesView}
        props={picture}
        label={picture.title}
        className={styles['picture']}
        onView={keepPicture}
      />
    </>
  );
}

function Distribution({ result }: LookProps) {
  const groups = useMemo(() => problemGroups(result), [result]);
  const [chosen, setChosen] = useState('all');
  const [isBeyond, setBeyond] = useState(false);
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];
  const picture = useMemo(
    () => group && distributionPicture(result, group, isBeyond ? 'simulated' : 'none'),
    [result, group, isBeyond],
  );
  if (!group || !picture) return null;
  return (
    <Picture picture={picture}>
      <Select label="Problems" hideLabel value={group.id} options={groups} onChange={setChosen} />
      <Toggle label="Beyond the budget, by restarts" isOn={isBeyond} onChange={setBeyond} />
    </Picture>
  );
}

function Convergence({ result }: LookProps) {
  const [problem, setProblem] = useProblem();
  const picture = useMemo(() => convergencePicture(result, problem), [result, problem]);
  return (
    <Picture picture={picture}>
      <ProblemSelect result={result} value={problem} onChange={setProblem} />
    </Picture>
  );
}

function Profiles({ result }: LookProps) {
  const [target, setTarget] = useTarget(result);
  const summary = useSummary(result, target);
  const picture = useMemo(() => profilePicture(result, summary, target), [result, summary, target]);
  return (
    <Picture picture={picture}>
      <TargetSelect result={result} value={target} onChange={setTarget} />
    </Picture>
  );
}

function RunningTimes({ result }: LookProps) {
  const [target, setTarget] = useTarget(result);
  const summary = useSummary(result, target);
  return (
    <>
      <div className={styles['tools']}>
        <TargetSelect result={result} value={target} onChange={setTarget} />
      </div>
      <ResultTable table={useMemo(() => runningTimeTable(result, summary, target), [result, summary, target])} />
    </>
  );
}

function Errors({ result }: LookProps) {
  return <ResultTable table={finalErrorTable(result, useSummary(result))} />;
}

function Ranks({ result }: LookProps) {
  const summary = useSummary(result);
  const [problem, setProblem] = useProblem();
  return (
    <>
      <ResultTable table={rankTable(result, summary)} />
      {summary.pairs.length > 0 && (
        <>
          <ResultTable table={pairTable(result, summary)} />
          <div className={styles['tools']}>
            <ProblemSelect result={result} value={problem} onChange={setProblem} />
          </div>
          <ResultTable table={pairTableOf(result, summary, problem)} />
        </>
      )}
    </>
  );
}

const useProblem = (): readonly [number, (problem: number) => void] => useState(0);

interface ChoiceProps extends LookProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function ProblemSelect({ result, value, onChange }: ChoiceProps) {
  const options = result.problems.map(({ label }, p) => ({ id: String(p), title: label }));
  return (
    <Select label="Problem" hideLabel value={String(value)} options={options} onChange={(id) => onChange(Number(id))} />
  );
}

const useTarget = ({ targets }: ComparisonResult): readonly [number, (target: number) => void] =>
  useState(targets.length - 1);

function TargetSelect({ result: { targets }, value, onChange }: ChoiceProps) {
  // One a decade suffices for choosing.
  const stride = Math.max(1, Math.floor(targets.length / 10));
  const options = targets.flatMap((target, i) =>
    i % stride === 0 || i === targets.length - 1 ? [{ id: String(i), title: `Target ${formatNumber(target)}` }] : [],
  );
  return (
    <Select label="Target" hideLabel value={String(value)} options={options} onChange={(id) => onChange(Number(id))} />
  );
}
