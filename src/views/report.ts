// A finished run as one HTML file that needs nothing else: what was asked, what was found, how sure it is, pictures, and
// how to repeat it. No script, no request; every text that came from outside is escaped.
import type { RunRecord } from '../core/run.ts';
import type { SwarmResult } from '../models/swarm/result.ts';
import type { FormulaProblem } from '../models/swarm/schema.ts';
import { formatCount, formatDuration, formatMoment, formatNumber, formatWithUnit } from './format.ts';
import { html, type Markup, table } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { picturesOf } from './report-pictures.ts';
import { certaintyOf } from './report-certainty.ts';
import { reportPage } from './report-page.ts';
import { specText } from './spec-text.ts';

export type { ReportInput } from './report-input.ts';

/** Variables listed; beyond that they are in the JSON at the end. */
const mostVariables = 200;

export function buildReport(input: ReportInput): string {
  const { record, result } = input;
  return reportPage(
    record,
    metaOf(input),
    html`${headline(result)}
      <section>
        <h2>What was found</h2>
        ${found(input)}
      </section>
      <section>
        <h2>How sure it is</h2>
        ${certaintyOf(input)}
      </section>
      <section>
        <h2>Pictures</h2>
        ${picturesOf(input)}
      </section>
      <section>
        <h2>What was asked</h2>
        ${asked(input)}
      </section>
      <section>
        <h2>How to repeat it</h2>
        ${repeat(record)}
      </section>`,
  );
}

function metaOf({ record, result, adapterName }: ReportInput): string[] {
  return [
    `${result.problem.name} by ${result.algorithm.name}`,
    `started ${formatMoment(record.createdAt, 'UTC')} UTC`,
    adapterName,
    `seed ${result.seed}`,
    `run ${record.id}`,
  ];
}

function headline({ best, fit }: SwarmResult): Markup {
  const what = fit ? 'Residual sum of squares' : 'Best value';
  const value = fit ? fit.residualSumOfSquares : best.value;
  return html`<div class="headline">
    ${what}<strong>${value}</strong>${
      best.feasible
        ? html`<span class="note"
            >the best place found, evaluated again in f64; the search itself saw ${best.valueF32} in f32</span
          >`
        : html`<span class="warn"
            >Not feasible: the constraints are violated by ${best.violation} in sum. This is the least violation
            found.</span
          >`
    }
  </div>`;
}

function found({ result, adapterName, typed = null }: ReportInput): Markup {
  const { best, fit, problem } = result;
  const variables = Object.entries(best.variables);
  const ranges = problem.name === 'fit' ? problem.parameters : rangesOf(typed);
  const rows = variables.slice(0, mostVariables).map(([name, value], i) => {
    const range = ranges[name] ?? ('bounds' in problem ? (problem.bounds ?? null) : null);
    return [
      name,
      fit ? (fit.parameters[name] ?? value) : value,
      ...(fit ? [formatNumber(fit.standardErrors[name], 5)] : []),
      ...(range === null ? [''] : [boundsText(range, best.position[i] ?? Number.NaN)]),
    ];
  });
  const hasRanges = rows.some((row) => row.at(-1) !== '');
  const hidden = variables.length - rows.length;
  return html`${table(
      fit ? 'Parameters' : 'Variables at the best place',
      ['Name', 'Value', ...(fit ? ['Standard error'] : []), ...(hasRanges ? ['Searched in'] : [])],
      hasRanges ? rows : rows.map((row) => row.slice(0, -1)),
    )}${hidden > 0 ? html`<p class="note">${formatCount(hidden)} more are in the list below.</p>` : null}
    ${
      hidden > 0
        ? html`<details>
            <summary>All ${formatCount(variables.length)} coordinates</summary>
            <pre>${specText(best.position)}</pre>
          </details>`
        : null
    }
    <p>
      ${formatCount(result.evaluations)} evaluations in ${formatCount(result.generations)} generations,
      ${formatDuration(result.seconds)} of search
      (${formatWithUnit(result.evaluations / Math.max(result.seconds, 1e-9), 'eval/s')}) after
      ${formatDuration(result.setupSeconds)} of set-up, on ${adapterName}. It ended because of:
      ${result.stoppedBecause}.
    </p>`;
}

function rangesOf(typed: FormulaProblem | null): Readonly<Record<string, readonly number[] | string>> {
  return Object.fromEntries(
    Object.entries(typed?.variables ?? {}).map(([name, variable]) => {
      if (Array.isArray(variable)) return [name, variable];
      if ('integer' in variable) return [name, `whole numbers ${variable.integer.join(' to ')}`];
      return [name, 'oneOf' in variable ? `one of ${variable.oneOf.slice(0, 12).join(', ')}` : ''];
    }),
  );
}

/** A best place at the edge of the box says that the box may be too small. */
function boundsText(range: readonly number[] | string, at: number): string {
  if (typeof range === 'string') return range;
  const [low = Number.NaN, high = Number.NaN] = range;
  const isAtEdge = Math.min(Math.abs(at - low), Math.abs(at - high)) <= 1e-6 * (high - low);
  return `${low} to ${high}${isAtEdge ? ' (at its edge)' : ''}`;
}

function asked({ record, result, adapterName, typed = null }: ReportInput): Markup {
  const { choices } = record;
  const rows: [string, string][] = [
    ['Seed', String(result.seed)],
    ['Path', `${choices.path === 'gpu' ? 'GPU' : 'CPU'} (${choices.reason})`],
    ['Adapter', `${adapterName}${choices.adapter.description ? `, ${choices.adapter.description}` : ''}`],
    [
      'Kernel variants',
      Object.entries(choices.variants)
        .map((pair) => pair.join(' '))
        .join(', ') || 'none',
    ],
    ['Build', choices.build],
    ['Started', `${formatMoment(record.createdAt, 'UTC')} UTC`],
    ['Last change', `${formatMoment(record.updatedAt, 'UTC')} UTC`],
  ];
  return html`${table('Chosen at the start and kept', ['', ''], rows)}
    <p>The spec in full, every default filled in and data included:</p>
    <pre>${specText(record.spec)}</pre>
    ${
      typed && typed.name !== result.problem.name
        ? html`<p>Its problem, as one would type it in:</p>
            <pre>${specText(typed)}</pre>`
        : null
    }`;
}

function repeat(record: RunRecord): Markup {
  const { path, build } = record.choices;
  const turns = record.knobTurns.length;
  return html`<p>Save the spec above as <code>run.json</code>, then:</p>
    <pre>npx aeonnova swarm run run.json --adapter ${path}</pre>
    <p>
      The same spec on the same adapter, driver and build (${build}) gives the same bits; elsewhere the random numbers
      are the same and results are equal within rounding.
    </p>
    ${
      turns > 0
        ? html`<p class="warn">
              Knobs were turned ${turns === 1 ? 'once' : `${turns} times`} while it ran, which the spec does not hold:
            </p>
            ${table(
              'Turns',
              ['From generation', 'Knobs'],
              record.knobTurns.map(({ generation, knobs }) => [formatCount(generation), specText(knobs)]),
            )}`
        : null
    }`;
}
