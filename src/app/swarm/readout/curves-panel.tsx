// Best and mean value by generation, and the diversity of the swarm under them.
import { Table2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CurvesView, type CurvesProps } from '../../../views/curves-view.ts';
import { IconButton } from '../../shared/button.tsx';
import { ViewHost } from '../../shared/view-host.tsx';
import { runView } from '../run/run-view.ts';
import { Toggle } from '../stage/toggle.tsx';
import { showTable, type Tabular } from './table-dialog-store.ts';

import styles from './readout.module.css';

export function Curves() {
  const curves = useStore(runView, (view) => view.curves);
  const isOver = useStore(runView, ({ run }) => run === null);
  const view = useRef<Tabular>(null);
  const [wantsLog, setLog] = useState(true);
  const { best, mean, diversity } = curves;
  // A value at or below zero has no logarithm.
  const canLog = best.y.every((value) => value > 0) && mean.y.every((value) => value > 0);
  const isLog = wantsLog && canLog;
  const values = useMemo((): CurvesProps => {
    const series = [
      { name: 'best', x: [...best.x], y: [...best.y] },
      { name: 'mean', x: [...mean.x], y: [...mean.y] },
    ];
    return {
      series: series.filter(({ x }) => x.length > 0),
      xTitle: 'generation',
      yTitle: 'value',
      yScale: isLog ? 'log' : 'linear',
      finished: isOver,
    };
  }, [best, mean, isLog, isOver]);
  const spread = useMemo(
    (): CurvesProps => ({
      series: [{ name: 'diversity', x: [...diversity.x], y: [...diversity.y] }],
      xTitle: 'generation',
      yTitle: 'diversity',
      yScale: 'linear',
      finished: isOver,
    }),
    [diversity, isOver],
  );
  // What stands under them does not move when they come.
  if (best.x.length < 2) return isOver ? null : <div className={styles['curvesToCome']} />;
  return (
    <section aria-label="Curves" className={styles['curves']}>
      <div className={styles['curvesHead']}>
        <h3>Convergence</h3>
        <span className={styles['curvesTools']}>
          {canLog && <Toggle label="Log scale" isOn={isLog} onChange={setLog} />}
          <IconButton
            icon={Table2}
            label="Show the curves as a table"
            size="small"
            onPress={() => view.current && showTable('Best and mean value by generation', view.current)}
          />
        </span>
      </div>
      <ViewHost
        View={CurvesView}
        props={values}
        label="Best and mean value by generation"
        className={styles['chart']}
        onView={(shown) => {
          view.current = shown;
        }}
      />
      {diversity.x.length > 1 && (
        <ViewHost View={CurvesView} props={spread} label="Diversity by generation" className={styles['chartLow']} />
      )}
    </section>
  );
}
