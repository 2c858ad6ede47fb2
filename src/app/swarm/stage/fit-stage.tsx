// The data of a fit with the curve as it is found; the residuals when it is done.
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FitProblem } from '../../../models/swarm/schema.ts';
import { FitView, type FitProps } from '../../../views/fit-view.ts';
import { ViewHost } from '../../shared/view-host.tsx';
import { fineCurve, fitData, type FitData } from '../fit/fit-picture.ts';
import { runView, type RunView } from '../run/run-view.ts';
import { keepPicture } from './shown-picture.ts';
import styles from './stage.module.css';
import { Toggle } from './toggle.tsx';

export function FitStage({ problem }: { readonly problem: FitProblem }) {
  const [isResiduals, setResiduals] = useState(false);
  const progress = useStore(runView, (view) => view.progress?.fit ?? null);
  const result = useStore(runView, (view) => view.result?.fit ?? null);
  const data = useMemo(() => readData(problem), [problem]);
  const props = useMemo(
    () => data && fitProps(problem, data, { progress, result }, isResiduals),
    [problem, data, progress, result, isResiduals],
  );
  if (!props) return <p className={styles['plain']}>Choose a file with your data, or take a sample.</p>;
  return (
    <div className={styles['fit']}>
      {result && (
        <div className={styles['looks']}>
          <Toggle label="Curve" isOn={!isResiduals} onChange={() => setResiduals(false)} />
          <Toggle label="Residuals" isOn={isResiduals} onChange={() => setResiduals(true)} />
        </div>
      )}
      <ViewHost
        View={FitView}
        props={props}
        label="Data and fitted curve"
        className={styles['picture']}
        onView={keepPicture}
      />
    </div>
  );
}

function readData(problem: FitProblem): FitData | null {
  if (typeof problem.data === 'string') return null;
  try {
    return fitData(problem, problem.data);
  } catch {
    // What is wrong with the formulas, the form says at their place.
    return null;
  }
}

interface Found {
  readonly progress: NonNullable<RunView['progress']>['fit'];
  readonly result: NonNullable<RunView['result']>['fit'] | null;
}

function fitProps(problem: FitProblem, data: FitData, { progress, result }: Found, isResiduals: boolean): FitProps {
  const shared = {
    kind: isResiduals && result ? ('residuals' as const) : ('curve' as const),
    xTitle: data.x?.title ?? `fitted ${data.yTitle}`,
    yTitle: data.yTitle,
    x: data.x?.values ?? null,
    observed: data.observed,
  };
  if (result) return { ...shared, fitted: result.fitted, curve: result.curve };
  if (!progress) return { ...shared, fitted: [], curve: null };
  const fine = fineCurve(problem, data, progress.parameters);
  return { ...shared, fitted: progress.fitted, curve: fine && { ...fine, bandHalfWidth: [] } };
}
