import { describe, expect, it } from 'vitest';
import { type ClusterPicture, clusterFile, clusterSummary, clusterTable, firstTurn } from './cluster-chart.ts';
import { livePalette } from './palette.ts';
import { expectWellFormed } from './well-formed.contract.ts';

/** Two pairs at rest, far from each other along z. */
const picture: ClusterPicture = {
  title: 'Lennard-Jones cluster of 4 atoms',
  coordinates: [0, 0, 2, 1.12, 0, 2, 0, 0, -2, 1.12, 0, -2],
  energies: [-0.5, -0.5, -0.75, -0.25],
};
const sizes = [
  { width: 720, height: 480 },
  { width: 300, height: 260 },
];
const turns = [firstTurn, { around: 0, over: 0 }, { around: 2, over: -1.5 }, { around: -7, over: 1.2 }];

function circlesOf(markup: string): { x: number; y: number; r: number }[] {
  return [...markup.matchAll(/<circle cx="(-?[\d.]+)" cy="(-?[\d.]+)" r="([\d.]+)"/g)].map(([, x, y, r]) => ({
    x: Number(x),
    y: Number(y),
    r: Number(r),
  }));
}

describe('the picture of a cluster', () => {
  it('lies within its frame from every side, wide and narrow', () => {
    for (const size of sizes)
      for (const turn of turns) {
        const markup = clusterFile(picture, size, livePalette, turn);
        expectWellFormed(markup);
        const circles = circlesOf(markup);
        expect(circles).toHaveLength(3 * 4);
        for (const { x, y, r } of circles) {
          expect(x - r).toBeGreaterThanOrEqual(0);
          expect(x + r).toBeLessThanOrEqual(size.width);
          expect(y - r).toBeGreaterThanOrEqual(0);
          expect(y + r).toBeLessThanOrEqual(size.height);
        }
      }
  });

  it('draws a bond where two atoms are neighbours, and none between strangers', () => {
    const bonds = clusterFile(picture, sizes[0]!, livePalette, firstTurn).match(/<line /g);
    expect(bonds).toHaveLength(2);
  });

  it('draws what is in front last and larger', () => {
    const circles = circlesOf(clusterFile(picture, sizes[0]!, livePalette, { around: 0, over: 0 }));
    expect(circles.at(-1)!.r).toBeGreaterThan(circles[0]!.r);
    const behind = circlesOf(clusterFile(picture, sizes[0]!, livePalette, { around: Math.PI, over: 0 }));
    // Half a turn on, the other pair is in front, mirrored.
    expect(behind.at(-1)!.r).toBeCloseTo(circles.at(-1)!.r, 1);
  });

  it('is told in words and numbers too', () => {
    expect(clusterSummary(picture)).toContain('4 atoms, energy -2');
    expect(clusterTable(picture).rows[3]).toEqual(['4', '1.12', '0', '-2', '-0.25']);
  });
});
