// Ways to take a run away: spec, link, report, numbers, pictures.
import { describeAdapter } from '../../core/adapter.ts';
import { AeonError } from '../../core/errors.ts';
import { isDesign } from '../../models/swarm/designs/design-names.ts';
import { typedProblem } from '../../models/swarm/designs/designs.ts';
import { knownMinimum } from '../../models/swarm/known-functions.ts';
import { placeOnAxis } from '../../models/swarm/place-on-axis.ts';
import { dimensionsOf } from '../../models/swarm/schema.ts';
import type { ReportInput } from '../../views/report-input.ts';
import { copyText } from '../shared/copy-text.ts';
import { saveFile } from '../shared/save-file.ts';
import { specAddress } from '../shared/spec-address.ts';
import { client } from '../shared/engine.ts';
import { runView, type SwarmRecord } from './run/run-view.ts';
import { formatSpec } from './spec/format-spec.ts';
import { toSpec } from './spec/draft.ts';
import { draftStore } from './spec/draft-store.ts';
import { encodeSpec, linkLengthLimit } from './spec/spec-link.ts';
import { axesFor, stageOptions } from './run/stage-options.ts';
import { partOf } from './stage/part-picture.ts';
import { axisTitle, optimumOn } from './stage/problem-words.ts';
import { shownPicture, type Picture } from './stage/shown-picture.ts';
import { numbersCsv } from './numbers-csv.ts';

/** Of the run that is shown, else of the form. */
function shownSpec(): unknown {
  return runView.getState().record?.spec ?? toSpec(draftStore.getState().draft);
}

export async function copySpec(): Promise<void> {
  await copyText(formatSpec(shownSpec()), 'The spec');
}

export async function copyShareLink(): Promise<void> {
  const encoded = await encodeSpec(shownSpec());
  if (encoded.length > linkLengthLimit)
    throw new AeonError('bad-spec', 'The data is too large for a link.', {
      hint: 'Copy the spec as JSON, or export the run on the runs page.',
    });
  await copyText(new URL(specAddress(encoded), location.origin).href, 'The link');
}

/** One file of HTML with the pictures in it. */
export async function saveReport(): Promise<void> {
  const { record, result, curves } = runView.getState();
  if (!record || !result) return;
  const { problem } = record.spec;
  const { buildReport } = await import('../../views/report.ts');
  const html = buildReport({
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
  saveFile(`${fileName()}.html`, new Blob([html], { type: 'text/html' }));
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

export function saveCsv(): void {
  const csv = numbersCsv(runView.getState());
  saveFile(`${fileName()}.csv`, new Blob([csv], { type: 'text/csv' }));
}

export async function savePng(): Promise<void> {
  saveFile(`${fileName()}.png`, await needPicture().toPng());
}

export function saveSvg(): void {
  saveFile(`${fileName()}.svg`, new Blob([needPicture().toSvg()], { type: 'image/svg+xml' }));
}

export function needPicture(): Picture {
  if (shownPicture.current) return shownPicture.current;
  throw new AeonError('not-found', 'There is no picture on the stage.', { hint: 'Complete the problem first.' });
}

/** "rastrigin-2d-01J…", so that files of many runs do not collide. */
function fileName(): string {
  const { record } = runView.getState();
  if (!record) return 'aeonnova-landscape';
  const { problem } = record.spec;
  return `aeonnova-${problem.name}-${record.id}`;
}
