// The part that the best design so far makes; before a run, as its optimum was published.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { designs } from '../../../models/swarm/designs/designs.ts';
import type { DesignProblem } from '../../../models/swarm/schema.ts';
import { PartView, type PartProps } from '../../../views/part-view.ts';
import { useReducedMotion } from '../../shared/engine.ts';
import { ViewHost } from '../../shared/view-host.tsx';
import { liveVariables } from '../readout/live-variables.ts';
import { runView } from '../run/run-view.ts';
import { partOf } from './part-picture.ts';
import { keepPicture } from './shown-picture.ts';
import styles from './stage.module.css';

export function PartStage({ problem }: { readonly problem: DesignProblem }) {
  const picture = useStore(runView, (view) => view.picture);
  const result = useStore(runView, (view) => view.result);
  const isFeasible = useStore(runView, ({ progress }) => (progress?.violation ?? 0) <= 0);
  const reducedMotion = useReducedMotion();
  const props = useMemo((): PartProps => {
    const { minimiser } = designs[problem.name];
    const values = result
      ? result.best.position
      : picture
        ? liveVariables(problem, picture.best).map(([, value]) => value)
        : minimiser;
    return { ...partOf(problem, values), reducedMotion };
  }, [problem, result, picture, reducedMotion]);
  const caption = result
    ? result.best.feasible
      ? 'The best design found'
      : 'The design that breaks its constraints least'
    : picture
      ? isFeasible
        ? 'The best design so far'
        : 'The best design so far, not feasible yet'
      : 'The published optimum';
  return (
    <figure className={styles['part']}>
      <ViewHost
        View={PartView}
        props={props}
        label="Part of the design"
        className={styles['picture']}
        onView={keepPicture}
      />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
