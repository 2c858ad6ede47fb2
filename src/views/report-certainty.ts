// The part of a report that says how far its number can be trusted.
import type { FitResult, RepeatResult, SwarmResult } from '../models/swarm/result.ts';
import { formatCount, formatNumber, formatPercent, formatUncertain, noValue } from './format.ts';
import { html, type Markup, table } from './markup.ts';
import type { ReportInput } from './report-input.ts';

const mostRepeats = 100;

export function certaintyOf({ result, knownMinimum }: ReportInput): Markup {
  return html`${result.fit ? ofFit(result.fit) : null}${result.fit ? null : ofRepeats(result)}${
    knownMinimum === undefined || knownMinimum === null || result.fit ? null : ofMinimum(result, knownMinimum)
  }${ofPolish(result)}${ofRounding(result)}${ofNotFinite(result.repeats)}`;
}

function ofRepeats({ repeats, seed }: SwarmResult): Markup {
  const [only] = repeats;
  if (repeats.length < 2 || !only) {
    return html`<p>
      One search from one seed (${seed}). Whether another would end at the same value is not known: ask for several
      repeats to see.
    </p>`;
  }
  const values = repeats.map(({ best }) => best.value).sort((a, b) => a - b);
  const least = values[0] ?? Number.NaN;
  const most = values.at(-1) ?? Number.NaN;
  const middle = (values[(values.length - 1) >> 1] ?? 0) / 2 + (values[values.length >> 1] ?? 0) / 2;
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const close = values.filter((value) => value - least <= 1e-6 * Math.max(Math.abs(least), 1e-6)).length;
  const rows = repeats
    .slice(0, mostRepeats)
    .map(({ repeat, best, evaluations, generations, restarts, stoppedBecause }) => [
      formatCount(repeat + 1),
      formatNumber(best.value, 8),
      best.feasible ? 'yes' : `no, ${formatNumber(best.violation)}`,
      formatCount(evaluations),
      formatCount(generations),
      formatCount(restarts),
      stoppedBecause,
    ]);
  return html`<p>
      ${formatCount(repeats.length)} independent searches from seeds of their own: best ${formatNumber(least, 6)},
      median ${formatNumber(middle, 6)}, worst ${formatNumber(most, 6)}, mean ${formatUncertain(mean, deviation)}
      (standard deviation). ${formatCount(close)} of ${formatCount(repeats.length)} ended within a millionth of the
      best.
    </p>
    ${table('Repeats', ['Repeat', 'Best value', 'Feasible', 'Evaluations', 'Generations', 'Restarts', 'Ended because of'], rows)}${
      repeats.length > mostRepeats
        ? html`<p class="note">${formatCount(repeats.length - mostRepeats)} more are not listed.</p>`
        : null
    }`;
}

function ofPolish({ polish, best }: SwarmResult): Markup | null {
  if (!polish) return null;
  return html`<p>
    The search itself found ${formatNumber(polish.valueBefore, 8)} in f64. What is reported,
    ${formatNumber(best.value, 8)}, is what ${polish.method === 'local' ? 'a local polish' : 'basin hopping'} in f64
    made of it, by ${formatCount(polish.evaluations)} evaluations beside the search's.
  </p>`;
}

function ofMinimum({ best }: SwarmResult, minimum: number): Markup {
  return html`<p>
    The least value of this function is published: ${minimum}. What was found lies
    ${formatNumber(Math.max(0, best.value - minimum))} above it.
  </p>`;
}

function ofRounding({ best, fit, polish }: SwarmResult): Markup | null {
  if (fit || !Number.isFinite(best.valueF32)) return null;
  const found = polish?.valueBefore ?? best.value;
  return html`<p>
    Value in f64 at the best place the search found: ${found}. As the search saw it in f32: ${best.valueF32}, a
    difference of ${formatNumber(Math.abs(found - best.valueF32))}.
  </p>`;
}

function ofNotFinite(repeats: readonly RepeatResult[]): Markup | null {
  const count = repeats.reduce((sum, { notFinite }) => sum + notFinite, 0);
  if (count === 0) return null;
  const all = repeats.reduce((sum, { evaluations }) => sum + evaluations, 0);
  return html`<p>
    ${formatCount(count)} evaluations (${formatPercent(count / Math.max(1, all))}) gave no finite number and were
    treated as infeasible.
  </p>`;
}

function ofFit(fit: FitResult): Markup {
  const { found, alternatives, parameters, standardErrors } = fit;
  const rows: [string, string][] = [
    ['Residual sum of squares', String(fit.residualSumOfSquares)],
    [
      'Residual standard deviation',
      fit.residualStandardDeviation === null ? noValue : String(fit.residualStandardDeviation),
    ],
    ['Degrees of freedom', formatCount(fit.degreesOfFreedom)],
    ['R²', formatNumber(fit.rSquared, 8)],
    ['Rows', formatCount(fit.observed.length)],
  ];
  const estimates = Object.entries(parameters).map(([name, value]) => [
    name,
    formatUncertain(value, standardErrors[name] ?? Number.NaN),
    relativeError(value, standardErrors[name] ?? Number.NaN),
  ]);
  return html`<p>
      The best optimum was reached by ${formatCount(found.times)} of ${formatCount(found.polishes)} polishes from
      different members of the swarm, in ${formatCount(found.rounds)}
      rounds.${found.times < 2 ? ' That is too seldom to call it certain: run again with another seed.' : ''}
    </p>
    ${fit.notes.map((note) => html`<p class="warn">${note}</p>`)}${table('Estimates', ['Parameter', 'Value ± standard error', 'Relative'], estimates)}
    ${table('Quality of the fit', ['', ''], rows)}${ofAlternatives(alternatives)}`;
}

function relativeError(value: number, error: number): string {
  return value === 0 || !Number.isFinite(error) ? '' : formatPercent(Math.abs(error / value));
}

function ofAlternatives(alternatives: FitResult['alternatives']): Markup {
  const [first] = alternatives;
  if (!first) return html`<p>No other optimum explains the data equally well.</p>`;
  const names = Object.keys(first.parameters);
  return html`<p class="warn">Other parameters explain the data equally well; the data alone cannot tell them apart.</p>
    ${table(
      'Equal optima',
      ['', ...names, 'Residual sum of squares'],
      alternatives.map(({ parameters, residualSumOfSquares }, i) => [
        formatCount(i + 1),
        ...names.map((name) => formatNumber(parameters[name], 8)),
        formatNumber(residualSumOfSquares, 8),
      ]),
    )}`;
}
