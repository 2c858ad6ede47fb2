// A finished comparison as one HTML file that needs nothing else: what it says, tables, pictures, the spec and how to repeat
// it. No script, no request; every text that came from outside is escaped.
import type { RunRecord } from '../core/run.ts';
import type { ComparisonResult } from '../models/swarm/comparison/result.ts';
import { drawChart } from './chart.ts';
import { formatCount, formatDuration, formatMoment, formatWithUnit } from './format.ts';
import { html, Markup, table } from './markup.ts';
import { livePalette } from './palette.ts';
import { reportPage } from './report-page.ts';
import { seriesChart, type SeriesPicture } from './series-chart.ts';
import { specText } from './spec-text.ts';
import { toMarkup } from './svg.ts';

export interface ReportTable {
  readonly title: string;
  readonly note: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly { readonly text: string; readonly isStrong?: boolean }[])[];
}

export interface ComparisonReportInput {
  readonly record: RunRecord;
  readonly result: ComparisonResult;
  /** The adapter that carried it, in words. */
  readonly adapterName: string;
  /** What it says, in sentences. */
  readonly conclusions: readonly string[];
  readonly pictures: readonly SeriesPicture[];
  readonly tables: readonly ReportTable[];
}

const pictureSize = { width: 860, height: 400 };

export function buildComparisonReport(input: ComparisonReportInput): string {
  const { record, result, conclusions, tables, pictures } = input;
  return reportPage(
    record,
    [`started ${formatMoment(record.createdAt, 'UTC')} UTC`, input.adapterName, `run ${record.id}`],
    html`<div class="headline">${conclusions.map((sentence) => html`<p>${sentence}</p>`)}</div>
      <section>
        <h2>In tables</h2>
        ${tables.map(tableOf)}
      </section>
      <section>
        <h2>In pictures</h2>
        ${pictures.map(figureOf)}
      </section>
      <section>
        <h2>What was asked</h2>
        ${asked(input)}
      </section>
      <section>
        <h2>How to repeat it</h2>
        <p>Save the spec above as <code>comparison.json</code>, then:</p>
        <pre>npx aeonnova compare comparison.json</pre>
        <p>
          Trial t of a problem, from 0, has seed ${result.spec.seed} plus t, the same for all algorithms. The random
          numbers are the same everywhere; the same build (${record.choices.build}) gives the same results.
        </p>
      </section>`,
  );
}

function tableOf({ title, note, headers, rows }: ReportTable): Markup {
  const cells = rows.map((row) =>
    row.map(({ text, isStrong = false }) => (isStrong ? html`<strong>${text}</strong>` : text)),
  );
  return html`${table(title, headers, cells)}
    <p class="note">${note}</p>`;
}

function figureOf(picture: SeriesPicture): Markup {
  return html`<figure>
    ${new Markup(toMarkup(drawChart(seriesChart(picture, pictureSize), livePalette)))}
    <figcaption>${picture.title}.</figcaption>
  </figure>`;
}

function asked({ record, result, adapterName }: ComparisonReportInput): Markup {
  const { problems, algorithms, evaluations, seconds, setupSeconds, resolution } = result;
  const trials = algorithms.length * problems.reduce((total, problem) => total + problem.trials.length, 0);
  const rows: [string, string][] = [
    ['Trials', `${formatCount(trials)}: ${algorithms.length} algorithms on ${problems.length} problems`],
    ['Evaluations', formatCount(evaluations)],
    [
      'Time',
      `${formatDuration(seconds)} of search after ${formatDuration(setupSeconds)} of set-up, ${formatWithUnit(evaluations / Math.max(seconds, 1e-9), 'eval/s')}`,
    ],
    ['Adapter', `${adapterName} (${record.choices.reason})`],
    [
      'Hits of targets',
      resolution === 'evaluation' ? 'counted to the evaluation' : 'counted at the end of the generation that hit',
    ],
    ['Ended because of', result.stoppedBecause],
    ['Build', record.choices.build],
  ];
  return html`${table('Carried out', ['', ''], rows)}
    ${table(
      'Problems and their trials',
      ['Problem', 'Budget', 'Instances', 'Seeds', 'Errors from'],
      problems.map(({ label, budget, trials: of, reference }) => [
        label,
        formatCount(budget),
        [...new Set(of.map(({ instance }) => instance))].filter((instance) => instance !== null).join(', '),
        `${of[0]?.seed ?? ''} to ${of.at(-1)?.seed ?? ''}`,
        reference === 'known' ? 'the known least value' : 'the best that any trial found',
      ]),
    )}
    <p>The spec in full, every default filled in:</p>
    <pre>${specText(record.spec)}</pre>`;
}
