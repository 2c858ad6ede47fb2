// The pictures of a report, as SVG that takes its colours from the report's own style.
import { type Chart, drawChart } from './chart.ts';
import { type Curves, curvesChart, finalRanges } from './curves-chart.ts';
import { type Fit, fitChart, fitRanges } from './fit-chart.ts';
import { pixelsOf, shadesOf, suggestScale } from './heat.ts';
import { contourLinesOf, exportChart } from './landscape-chart.ts';
import { html, Markup } from './markup.ts';
import { livePalette } from './palette.ts';
import { drawPart, fittingScale } from './part-chart.ts';
import { pngDataUrl } from './png.ts';
import type { ReportInput } from './report-input.ts';
import { type SvgNode, toMarkup } from './svg.ts';

const wide = { width: 800, height: 360 };
const square = { width: 640, height: 520 };

export function picturesOf(input: ReportInput): Markup {
  const figures = [...fitFigures(input), ...partFigure(input), ...landscapeFigure(input), ...curveFigures(input)];
  return figures.length === 0 ? html`<p>There is nothing to draw.</p>` : html`${figures}`;
}

function figure(caption: string, chart: Chart): Markup {
  return figureOf(caption, drawChart(chart, livePalette));
}

function figureOf(caption: string, picture: SvgNode): Markup {
  return html`<figure>
    ${new Markup(toMarkup(picture))}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

function curveFigures({ result, series = [] }: ReportInput): Markup[] {
  const { generations, best } = result.curve;
  const all = [{ name: result.fit ? 'Residual sum of squares' : 'Best value', x: generations, y: best }, ...series];
  return all
    .filter(({ x }) => x.length > 1)
    .map((one) => {
      const finite = one.y.filter((value) => value !== null && Number.isFinite(value));
      const yScale = finite.every((value) => value !== null && value > 0) && finite.length > 0 ? 'log' : 'linear';
      const curves: Curves = { series: [one], xTitle: 'Generation', yTitle: one.name, yScale };
      return figure(`${one.name} by generation.`, curvesChart(curves, finalRanges(curves), wide));
    });
}

function partFigure({ part }: ReportInput): Markup[] {
  if (!part) return [];
  const frame = { values: part.variables.map(({ value }) => value), scale: fittingScale(part, square) };
  return [figureOf('The part as its best design makes it.', drawPart(part, square, livePalette, frame))];
}

function landscapeFigure({ landscape }: ReportInput): Markup[] {
  if (!landscape) return [];
  const { grid, xTitle, yTitle, best, optimum } = landscape;
  const shades = shadesOf(grid.values, suggestScale(grid.values));
  const image = pngDataUrl(pixelsOf(shades.units, grid.size), grid.size, grid.size);
  const chart = exportChart(
    {
      ...{ grid, xTitle, yTitle, best, optimum, shades, x: grid.x, y: grid.y },
      ...{ hasMembers: false, members: new Float32Array(), trails: false },
      contours: contourLinesOf(grid, shades),
    },
    square,
    image,
    [],
  );
  return [figure(`The objective over ${xTitle} and ${yTitle}, the other variables held.`, chart)];
}

function fitFigures({ result }: ReportInput): Markup[] {
  const { fit, problem } = result;
  if (!fit || problem.name !== 'fit') return [];
  const columns = typeof problem.data === 'string' ? {} : problem.data.columns;
  const column = fit.curve ? columns[fit.curve.column] : undefined;
  const x = column && column.length === fit.observed.length ? column : null;
  const shared: Omit<Fit, 'kind'> = {
    ...{ xTitle: fit.curve?.column ?? '', yTitle: problem.response, x, observed: fit.observed, fitted: fit.fitted },
    curve: x ? fit.curve : null,
  };
  const draw = (kind: Fit['kind'], caption: string, size: typeof wide): Markup => {
    const some: Fit = { ...shared, kind };
    return figure(caption, fitChart(some, fitRanges(null, some), size));
  };
  return [
    draw(
      'curve',
      x ? 'The data, the fitted curve and the 95 % confidence band of the mean.' : 'Observed against fitted.',
      square,
    ),
    draw('residuals', 'What the fit leaves: observed minus fitted.', wide),
  ];
}
