import { describe, expect, it } from 'vitest';
import { designNames, type DesignName } from '../models/swarm/designs/design-names.ts';
import { designFormulas } from '../models/swarm/designs/design-formulas.ts';
import { designs } from '../models/swarm/designs/designs.ts';
import type { Variable } from '../models/swarm/spec-parts.ts';
import { drawPart, fittingScale, labelOf, partFile, partSummary, type PartPicture } from './part-chart.ts';
import { livePalette } from './palette.ts';
import { toMarkup } from './svg.ts';
import { expectWellFormed } from './well-formed.contract.ts';

function endsOf(variable: Variable): readonly [number, number] {
  if (Array.isArray(variable)) return [variable[0], variable[1]];
  if ('integer' in variable) return [variable.integer[0], variable.integer[1]];
  if ('oneOf' in variable) return [Math.min(...variable.oneOf), Math.max(...variable.oneOf)];
  throw new Error('There are three kinds of variables.');
}

function pictureOf(design: DesignName, valueOf: (d: number, ends: readonly [number, number]) => number): PartPicture {
  const { title, variables } = designs[design];
  const { meanings } = designFormulas[design];
  const entries = Object.entries(variables).map(([name, variable], d) => ({
    ...{ name, meaning: meanings[d]! },
    value: valueOf(d, endsOf(variable)),
  }));
  return { design, title, variables: entries };
}

/** All numbers of the paths: x and y in turn. */
function placesOf(markup: string): [number, number][] {
  return [...markup.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

const cases = designNames.flatMap((name): [string, PartPicture][] => [
  [`${name}, at its optimum`, pictureOf(name, (d) => designs[name].minimiser[d]!)],
  [`${name}, least of all`, pictureOf(name, (_, [low]) => low)],
  [`${name}, most of all`, pictureOf(name, (_, [, high]) => high)],
]);

describe('the picture of a part', () => {
  it.each(cases)('%s: lies within its frame, wide and narrow, with a label for each variable', (_, picture) => {
    for (const size of [
      { width: 720, height: 480 },
      { width: 328, height: 300 },
    ]) {
      const markup = partFile(picture, size, livePalette);
      expectWellFormed(markup);
      const places = placesOf(markup);
      expect(places.length).toBeGreaterThan(8);
      for (const [x, y] of places) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(size.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(size.height);
      }
      for (const variable of picture.variables) expect(markup).toContain(`>${labelOf(variable)}<`);
    }
  });

  it('is to scale: a vessel twice as thick has twice the wall', () => {
    const size = { width: 720, height: 480 };
    const wallOf = (Ts: number): number => {
      const picture = pictureOf('pressure-vessel', (d) => [Ts, 1, 40, 100][d]!);
      const scale = 4;
      const frame = { values: picture.variables.map(({ value }) => value), scale };
      const [body = ''] = /<path d="[^"]*"/.exec(toMarkup(drawPart(picture, size, livePalette, frame))) ?? [];
      return Math.max(...placesOf(body).map(([, y]) => y - 240)) / scale - 40;
    };
    expect(wallOf(2)).toBeCloseTo(2, 6);
    expect(wallOf(4)).toBeCloseTo(4, 6);
  });

  it('keeps its scale while the part changes little', () => {
    const size = { width: 720, height: 480 };
    const scaleOf = (R: number): number =>
      fittingScale(
        pictureOf('pressure-vessel', (d) => [1, 1, R, 100][d]!),
        size,
      );
    expect(scaleOf(41)).toBe(scaleOf(40));
    expect(scaleOf(160)).toBeLessThan(scaleOf(40));
  });

  it('says in words what it shows', () => {
    const picture = pictureOf('gear-train', (d) => designs['gear-train'].minimiser[d]!);
    expect(partSummary(picture)).toBe(
      'Gear train, drawn from its variables: teeth of gear A Ta = 16; teeth of gear B Tb = 19; teeth of gear D Td = 43; teeth of gear F Tf = 49.',
    );
  });
});
