// The report of a run as one HTML text, with what the page knows of its problem. Fetched when somebody saves one.
import { describeAdapter } from '../../core/adapter.ts';
import { typedProblem } from '../../models/swarm/designs/design-formulas.ts';
import { isDesign } from '../../models/swarm/designs/design-names.ts';
import { knownMinimum } from '../../models/swarm/known-functions.ts';
import { placeOnAxis } from '../../models/swarm/place-on-axis.ts';
import type { SwarmResult } from '../../models/swarm/result.ts';
import { dimensionsOf } from '../../models/swarm/schema.ts';
import { buildReport, type ReportInput } from '../../views/report.ts';
import { client } from '../shared/engine.ts';
import type { RunCurves } from './run/curves.ts';
import type { SwarmRecord } from './run/run-view.ts';
import { axesFor, stageOptions } from './run/stage-options.ts';
import { partOf } from './stage/part-picture.ts';
import { axisTitle, optimumOn } from './stage/problem-words.ts';

export async function reportOf(record: SwarmRecord, result: SwarmResult, curves: RunCurves): Promise<string> {
  const { problem } = record.spec;
  return buildReport({
    record,
    result,
    adapterName: describeAdapter(record.choices.adapter),
    landscape: await reportLandscape(record, result.best.position),
    series: [
      { name: 'mean', x: [...curves.mean.x], y: [...curves.mean.y] },
      { name: 'diversity', x: [...curves.diversity.x], y: [...curves.diversity.y] },
    ].filter(({ x }) => x.length > 1),
    knownMinimum: knownMinimum(problem),
    typed: typedProblem(problem),
    part: isDesign(problem) ? partOf(problem, result.best.position) : null,
  });
}

async function reportLandscape(
  { spec }: SwarmRecord,
  best: readonly number[],
): Promise<NonNullable<ReportInput['landscape']> | null> {
  const { problem } = spec;
  const axes = axesFor(stageOptions.getState().axes, dimensionsOf(problem));
  if (problem.name === 'fit' || axes === null) return null;
  const plane = axes === 'principal' ? ([0, 1] as const) : axes;
  const { x, y, size, values } = await client.landscape({ problem, axes: plane, around: best, size: 128 });
  return {
    grid: { x, y, size, values },
    xTitle: axisTitle(problem, plane[0]),
    yTitle: axisTitle(problem, plane[1]),
    best: [
      placeOnAxis(problem, plane[0], best[plane[0]] ?? Number.NaN),
      placeOnAxis(problem, plane[1], best[plane[1]] ?? Number.NaN),
    ],
    optimum: optimumOn(problem, plane),
  };
}
