// The numbers of a run as CSV: the solution or the fit, then the curve. Full precision.
import type { RunView } from './run/run-view.ts';

export function numbersCsv({ record, result, curves, progress }: RunView): string {
  const lines: (readonly (string | number)[])[] = [];
  const fit = result?.fit;
  if (record) lines.push(['run', record.id], ['title', record.title], ['adapter', record.choices.adapter.description]);
  if (fit) {
    lines.push(['residual sum of squares', fit.residualSumOfSquares], ['R squared', fit.rSquared ?? ''], []);
    lines.push(['parameter', 'value', 'standard error']);
    for (const [name, value] of Object.entries(fit.parameters))
      lines.push([name, value, fit.standardErrors[name] ?? '']);
    lines.push([], ['row', 'observed', 'fitted', 'residual', 'half width of the 95 % band']);
    fit.observed.forEach((observed, row) => {
      const fitted = fit.fitted[row] ?? Number.NaN;
      lines.push([row + 1, observed, fitted, observed - fitted, fit.bandHalfWidth[row] ?? '']);
    });
  } else if (result) {
    lines.push(['best value', result.best.value], ['as the search saw it (f32)', result.best.valueF32], []);
    lines.push(['variable', 'value'], ...Object.entries(result.best.variables));
  } else if (progress) lines.push(['best value so far (f32)', progress.bestValue]);
  lines.push([], ['generation', 'best']);
  curves.best.x.forEach((generation, i) => lines.push([generation, curves.best.y[i] ?? '']));
  return `${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Quotes where needed (RFC 4180); a text that a spreadsheet would run as a formula gets a quote before it. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
