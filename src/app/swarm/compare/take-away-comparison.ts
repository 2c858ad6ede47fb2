// Ways to take a comparison away: spec, link, report, trials, whole result, picture. Fetched when one is asked for.
import { strToU8, zipSync } from 'fflate';
import { describeAdapter } from '../../../core/adapter.ts';
import { AeonError } from '../../../core/errors.ts';
import { toCocoFormat } from '../../../models/swarm/comparison/coco-format.ts';
import { trialsToCsv } from '../../../models/swarm/comparison/trials-csv.ts';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import { buildComparisonReport } from '../../../views/comparison-report.ts';
import { copyText } from '../../shared/copy-text.ts';
import { saveFile } from '../../shared/save-file.ts';
import { formatSpec } from '../spec/format-spec.ts';
import { encodeSpec, linkLengthLimit } from '../spec/spec-link.ts';
import { shownPicture } from '../stage/shown-picture.ts';
import { comparisonAddress } from './comparison-address.ts';
import { toComparisonSpec } from './comparison-draft.ts';
import { comparisonStore } from './comparison-store.ts';
import { type ComparisonRecord, comparisonView } from './comparison-view.ts';
import { convergencePicture, distributionPicture, problemGroups, profilePicture } from './pictures.ts';
import { conclusionsOf } from './sentences.ts';
import { finalErrorTable, pairTable, rankTable, runningTimeTable } from './tables.ts';
import { summaryOf } from './use-comparison.ts';

/** Of the comparison that is shown, else of the form. */
function shownSpec(): unknown {
  return comparisonView.getState().record?.spec ?? toComparisonSpec(comparisonStore.getState().draft);
}

export async function copyComparisonSpec(): Promise<void> {
  await copyText(formatSpec(shownSpec()), 'The spec');
}

export async function copyComparisonLink(): Promise<void> {
  const encoded = await encodeSpec(shownSpec());
  if (encoded.length > linkLengthLimit)
    throw new AeonError('bad-spec', 'The comparison is too large for a link.', {
      hint: 'Copy the spec as JSON, or export the run on the runs page.',
    });
  await copyText(new URL(comparisonAddress(encoded), location.origin).href, 'The link');
}

export function saveComparisonReport(): void {
  const { record } = comparisonView.getState();
  if (!record?.result) return;
  const html = comparisonReport(record, record.result);
  saveFile(`${fileName()}.html`, new Blob([html], { type: 'text/html' }));
}

export function comparisonReport(record: ComparisonRecord, result: ComparisonResult): string {
  const summary = summaryOf(result);
  const last = result.targets.length - 1;
  const groups = problemGroups(result).filter(({ problems }) => problems.length > 1 || result.problems.length === 1);
  return buildComparisonReport({
    record,
    result,
    adapterName: describeAdapter(result.adapter),
    conclusions: conclusionsOf(result, summary),
    pictures: [
      ...groups.map((group) => distributionPicture(result, group, 'none')),
      profilePicture(result, summary, last),
      ...result.problems.map((_, p) => convergencePicture(result, p)),
    ],
    tables: [
      rankTable(result, summary),
      pairTable(result, summary),
      runningTimeTable(result, summary, last),
      finalErrorTable(result, summary),
    ],
  });
}

export function saveComparisonCsv(): void {
  const result = comparisonView.getState().record?.result;
  if (result) saveFile(`${fileName()}.csv`, new Blob([trialsToCsv(result)], { type: 'text/csv' }));
}

/** A folder an algorithm, as COCO's post-processing reads it. Throws `bad-spec` where nothing is of BBOB. */
export function saveCocoArchive(): void {
  const result = comparisonView.getState().record?.result;
  if (!result) return;
  const files = Object.entries(toCocoFormat(result)).map(([path, text]) => [path, strToU8(text)] as const);
  const zip = zipSync(Object.fromEntries(files), { level: 6 });
  saveFile(`${fileName()}-coco.zip`, new Blob([zip], { type: 'application/zip' }));
}

export function saveComparisonJson(): void {
  const result = comparisonView.getState().record?.result;
  if (result) saveFile(`${fileName()}.json`, new Blob([JSON.stringify(result)], { type: 'application/json' }));
}

export async function saveComparisonPicture(kind: 'png' | 'svg'): Promise<void> {
  const picture = shownPicture.current;
  if (!picture) return;
  const file = kind === 'png' ? await picture.toPng() : new Blob([picture.toSvg()], { type: 'image/svg+xml' });
  saveFile(`${fileName()}.${kind}`, file);
}

function fileName(): string {
  return `aeonnova-comparison-${comparisonView.getState().record?.id ?? 'spec'}`;
}
