// Ways to take a run away: spec, link, report, numbers, pictures.
import { AeonError } from '../../core/errors.ts';
import { copyText } from '../shared/copy-text.ts';
import { saveFile } from '../shared/save-file.ts';
import { specAddress } from '../shared/spec-address.ts';
import { runView } from './run/run-view.ts';
import { formatSpec } from './spec/format-spec.ts';
import { toSpec } from './spec/draft.ts';
import { draftStore } from './spec/draft-store.ts';
import { encodeSpec, linkLengthLimit } from './spec/spec-link.ts';
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
  const { reportOf } = await import('./report-of-run.ts');
  saveFile(`${fileName()}.html`, new Blob([await reportOf(record, result, curves)], { type: 'text/html' }));
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
