// Runs side by side: their curves in one picture, and what their configurations differ in.
import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import { overviewOf, type RunRecord } from '../../core/run.ts';
import { CurvesView } from '../../views/curves-view.ts';
import { Button } from '../shared/button.tsx';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { formatDuration } from '../../views/format.ts';
import { runAddress } from '../shared/run-address.ts';
import { RunStateMark } from '../shared/run-state-mark.tsx';
import { Switch } from '../shared/switch.tsx';
import { ViewHost } from '../shared/view-host.tsx';
import { readRun } from './run-commands.ts';
import { compareConfigurations, curveOf } from './run-list.ts';
import styles from './runs.module.css';

export function CompareRuns({ ids, onClose }: { readonly ids: readonly string[]; readonly onClose: () => void }) {
  const [runs, setRuns] = useState<readonly RunRecord[] | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const all = ids.join();
  useEffect(() => {
    let isOver = false;
    Promise.all(all.split(',').map(readRun)).then(
      (read) => !isOver && setRuns(read),
      (reason: unknown) => !isOver && setError(toErrorData(reason)),
    );
    return () => {
      isOver = true;
    };
  }, [all]);
  if (error) return <ErrorPanel title="The runs could not be compared" error={error} />;
  return runs && <Comparison runs={runs} onClose={onClose} />;
}

function Comparison({ runs, onClose }: { readonly runs: readonly RunRecord[]; readonly onClose: () => void }) {
  const [wantsLog, setLog] = useState(true);
  const [showsAll, setShowsAll] = useState(false);
  const curves = useMemo(
    () =>
      runs.flatMap((run, index) => {
        const curve = curveOf(run);
        return curve ? [{ name: `${index + 1} ${run.title}`, x: [...curve.generations], y: [...curve.best] }] : [];
      }),
    [runs],
  );
  // A value at or below zero has no logarithm.
  const canLog = curves.every(({ y }) => y.every((value) => value > 0));
  const isLog = wantsLog && canLog;
  const props = useMemo(
    () => ({
      series: curves,
      xTitle: 'Generation',
      yTitle: 'Best value',
      yScale: isLog ? ('log' as const) : ('linear' as const),
    }),
    [curves, isLog],
  );
  const fields = compareConfigurations(runs).filter(({ differs }) => showsAll || differs);
  return (
    <div className={styles['compare']}>
      <div className={styles['compareBar']}>
        <Button icon={ArrowLeft} onPress={onClose}>
          All runs
        </Button>
        {canLog && <Switch label="Log scale" isOn={isLog} onChange={setLog} />}
        <Switch label="Also what is equal" isOn={showsAll} onChange={setShowsAll} />
      </div>
      {new Set(runs.map((run) => overviewOf(run).problem)).size > 1 && (
        <p className={styles['compareHint']}>
          These runs solve different problems: how fast they settle can be compared, their values cannot.
        </p>
      )}
      {curves.length > 0 ? (
        <ViewHost
          View={CurvesView}
          props={props}
          label={`Best value by generation of ${curves.length} runs`}
          className={styles['curves']}
        />
      ) : (
        <p className={styles['note']}>None of these runs is done; a curve is there when a run ends.</p>
      )}
      <div className={styles['diff']} tabIndex={0} role="region" aria-label="Configurations compared">
        <table>
          <thead>
            <tr>
              <th scope="col">{showsAll ? 'Field' : 'Differs'}</th>
              {runs.map((run, index) => (
                <th key={run.id} scope="col">
                  <span className={styles['compareNumber']}>{index + 1}</span>{' '}
                  <Link href={runAddress({ id: run.id, kind: run.spec.kind })}>{run.title}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">State</th>
              {runs.map((run) => (
                <td key={run.id}>
                  <RunStateMark status={run.state.status} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Result</th>
              {runs.map((run) => (
                <td key={run.id}>{run.summary || '–'}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">Searched</th>
              {runs.map((run) => (
                <td key={run.id}>{formatDuration(run.activeSeconds)}</td>
              ))}
            </tr>
            {fields.length === 0 && (
              <tr>
                <td colSpan={runs.length + 1}>The configurations are equal.</td>
              </tr>
            )}
            {fields.map(({ path, values, differs }) => (
              <tr key={path} data-differs={differs}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                {values.map((value, index) => (
                  <td key={runs[index]?.id}>{value === '' ? '–' : value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
