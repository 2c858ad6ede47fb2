// The swarm on the landscape of its problem.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { placeOnAxis } from '../../../models/swarm/place-on-axis.ts';
import type { Plane } from '../../../models/swarm/result.ts';
import { dimensionsOf, type ProblemSpec } from '../../../models/swarm/schema.ts';
import { LandscapeView, suggestScale, type LandscapeProps } from '../../../views/landscape-view.ts';
import { useReducedMotion } from '../../shared/engine.ts';
import { ViewHost } from '../../shared/view-host.tsx';
import { axesFor, stageOptions } from '../run/stage-options.ts';
import { runView } from '../run/run-view.ts';
import { axisTitle, optimumOn } from './problem-words.ts';
import { keepPicture } from './shown-picture.ts';
import styles from './stage.module.css';
import { useLandscape } from './use-landscape.ts';

export function LandscapeStage({ problem }: { readonly problem: ProblemSpec }) {
  const { axes: wanted, trails, contours, scale } = useStore(stageOptions);
  const drawn = useStore(runView, (view) => view.picture);
  const result = useStore(runView, (view) => view.result);
  const reducedMotion = useReducedMotion();
  const axes = useMemo(() => axesFor(wanted, dimensionsOf(problem)), [wanted, problem]);
  const plane = axes === 'principal' ? null : axes;
  // What was drawn on other axes says nothing on these; a run that has ended draws no more.
  const picture = drawn && wordOf(drawn.axes) === wordOf(axes) ? drawn : null;
  const principal = picture && 'origin' in picture.axes ? picture.axes : null;
  // Through the best place once it is known for good: elsewhere the swarm would not lie in what is seen of the landscape.
  const landscape = useLandscape(problem, plane ?? principal, result ? result.best.position : null);
  const optimum = useMemo(() => optimumOn(problem, plane), [problem, plane]);
  const grid = useMemo(
    () => landscape && { x: landscape.x, y: landscape.y, size: landscape.size, values: landscape.values },
    [landscape],
  );
  const suggested = useMemo(() => (landscape ? suggestScale(landscape.values) : 'linear'), [landscape]);
  const best = useMemo(() => {
    if (picture) return picture.bestPoint;
    if (!plane || !result) return null;
    const placeOf = (d: number): number => placeOnAxis(problem, d, result.best.position[d] ?? Number.NaN);
    return [placeOf(plane[0]), placeOf(plane[1])] as const;
  }, [picture, result, problem, plane]);
  if (axes === null)
    return (
      <p className={styles['plain']}>One variable has no landscape to look down on. The curves show the search.</p>
    );
  const props: LandscapeProps = {
    grid,
    xTitle: plane ? axisTitle(problem, plane[0]) : 'first principal axis',
    yTitle: plane ? axisTitle(problem, plane[1]) : 'second principal axis',
    scale: scale !== 'auto' ? scale : suggested,
    points: picture?.points ?? null,
    best,
    optimum,
    trails: trails && !reducedMotion,
    contours,
    reducedMotion,
  };
  return (
    <ViewHost
      View={LandscapeView}
      props={props}
      label="Landscape with the swarm"
      className={styles['picture']}
      onView={keepPicture}
    />
  );
}

/** Every principal plane answers the wish for one. */
function wordOf(axes: readonly [number, number] | Plane | 'principal' | null): string {
  return axes !== null && typeof axes === 'object' && 'origin' in axes ? 'principal' : String(axes);
}
