import { describe, expect, it } from 'vitest';
import type { SwarmProgress } from '../../../models/swarm/result.ts';
import { addProgress, noCurves } from './curves.ts';

function record(generation: number, best: readonly [number, number][], meanValue: number | null = null): SwarmProgress {
  return {
    kind: 'swarm',
    status: 'running',
    generation,
    evaluations: 0,
    seconds: 0,
    evaluationsPerSecond: 0,
    fraction: null,
    secondsLeft: null,
    bestValue: 0,
    violation: 0,
    meanValue,
    diversity: null,
    curve: { generations: best.map(([x]) => x), best: best.map(([, y]) => y) },
    picture: null,
    fit: null,
    phase: 'searching',
  };
}

describe('curves of a run', () => {
  it('grow to the right only, whatever is replayed', () => {
    let curves = addProgress(noCurves, record(2, [[0, 9], [1, 8], [2, 7]], 10)); // prettier-ignore
    curves = addProgress(curves, record(2, [[1, 8], [2, 7], [3, 6]], 10)); // prettier-ignore
    expect(curves.best).toEqual({ x: [0, 1, 2, 3], y: [9, 8, 7, 6] });
    expect(curves.mean).toEqual({ x: [2], y: [10] });
    expect(curves.diversity.x).toEqual([]);
  });

  it('leave out what is not finite', () => {
    const curves = addProgress(noCurves, record(1, [[0, Number.POSITIVE_INFINITY], [1, 3]])); // prettier-ignore
    expect(curves.best).toEqual({ x: [1], y: [3] });
  });

  it('stay small in a long run and keep first and last', () => {
    let curves = noCurves;
    for (let g = 0; g < 20_000; g += 100)
      curves = addProgress(
        curves,
        record(
          g,
          Array.from({ length: 100 }, (_, i) => [g + i, -g - i]),
        ),
      );
    expect(curves.best.x.length).toBeLessThanOrEqual(2_000);
    expect(curves.best.x[0]).toBe(0);
    expect(curves.best.x.at(-1)).toBe(19_999);
  });
});
