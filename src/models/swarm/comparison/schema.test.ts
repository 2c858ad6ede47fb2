import { describe, expect, test } from 'vitest';
import { algorithmLabels, comparedProblems, evaluationGrid, problemOfTrial } from './plan.ts';
import { sweptGrids } from './swept-grids.ts';
import { defaultTargets, parseComparisonSpec } from './schema.ts';

const pso = { name: 'pso', particles: 40 };
const sphere = { name: 'sphere', dimensions: 3 };

describe('the spec of a comparison', () => {
  test('fills in defaults and reads itself again unchanged', () => {
    const spec = parseComparisonSpec({ kind: 'comparison', algorithms: [pso], problems: [sphere, { suite: 'bbob' }] });
    expect(spec).toMatchObject({ repeats: 15, seed: 1, budget: { evaluationsPerDimension: 10_000 } });
    expect(spec.targets).toHaveLength(51);
    expect(parseComparisonSpec(structuredClone(spec))).toEqual(spec);
    expect(comparedProblems(spec)).toHaveLength(1 + 48);
  });

  test('a suite alone has one trial an instance; each has its own seed, the same for all algorithms', () => {
    const spec = parseComparisonSpec({
      kind: 'comparison',
      algorithms: [pso],
      problems: [{ suite: 'bbob', functions: [3, 1], dimensions: [5], instances: [1, 4] }],
      seed: 7,
    });
    const problems = comparedProblems(spec);
    expect(problems.map(({ label, budget }) => [label, budget])).toEqual([
      ['bbob-f3 5-D', 50_000],
      ['bbob-f1 5-D', 50_000],
    ]);
    expect(problems[0]?.trials).toEqual([
      { instance: 1, seed: 7 },
      { instance: 4, seed: 8 },
    ]);
    expect(problems[0] && problemOfTrial(problems[0], 1)).toEqual({ name: 'bbob-f3', dimensions: 5, instance: 4 });
  });

  test('a suite that asks for billions of trials is refused before they are laid out', () => {
    const suite = {
      suite: 'bbob',
      dimensions: [2, 3, 5, 10, 20],
      instances: Array.from({ length: 20_000 }, (_, i) => i + 1),
    };
    expect(() =>
      parseComparisonSpec({ kind: 'comparison', algorithms: [pso], problems: [suite], repeats: 1_024 }),
    ).toThrow('the comparison has 2,457,600,000 trials, 100,000 are the most');
  });

  test('a sweep is every combination, named by what differs', () => {
    const { algorithms } = parseComparisonSpec({
      kind: 'comparison',
      algorithms: [{ ...pso, sweep: { inertia: [0.4, 0.7], boundary: ['clamp', 'reflect'] } }, { name: 'random' }],
      problems: [sphere],
    });
    expect(algorithmLabels(algorithms)).toEqual([
      'pso inertia 0.4 boundary "clamp"',
      'pso inertia 0.4 boundary "reflect"',
      'pso inertia 0.7 boundary "clamp"',
      'pso inertia 0.7 boundary "reflect"',
      'random',
    ]);
  });

  test.each([
    ['algorithms.0.particels', { algorithms: [{ ...pso, particels: 3 }] }],
    ['problems.0.name', { problems: [{ name: 'fit', data: 'x.csv', model: 'b*x', parameters: { b: [0, 1] } }] }],
    ['problems.0.name', { problems: [{ name: 'external', variables: { x: [0, 1] } }] }],
    [
      'problems.0.name',
      {
        problems: [
          { name: 'wgsl', variables: { x: [0, 1] }, source: 'fn objective(x: Position, d: u32) -> f32 { return 0; }' },
        ],
      },
    ],
    ['problems', { problems: [sphere, sphere] }],
    ['budget', { budget: { evaluations: 39 } }],
    ['targets', { targets: [1, 1] }],
    ['problems.0.functions.0', { problems: [{ suite: 'bbob', functions: [25] }] }],
    ['repeats', { repeats: 1_024, problems: [{ suite: 'bbob' }] }],
    ['algorithms.0.sweep', { algorithms: [{ ...pso, sweep: {} }] }],
    ['inertia', { algorithms: [{ ...pso, sweep: { inertia: [9] } }] }],
  ])('refuses a fault in %s', (field, change) => {
    const parse = (): unknown =>
      parseComparisonSpec({ kind: 'comparison', algorithms: [pso], problems: [sphere], ...change });
    expect(parse).toThrow(expect.objectContaining({ code: 'bad-spec', place: { field } }));
  });
});

test('targets are COCO’s', () => {
  expect([defaultTargets[0], defaultTargets[10], defaultTargets.at(-1)]).toEqual([100, 1, 1e-8]);
  expect(defaultTargets[1]).toBeCloseTo(63.0957, 4);
});

test('the grid of a curve has its ends, and nothing twice', () => {
  expect(evaluationGrid(10, 3)).toEqual([1, 2, 4, 10]);
  expect(evaluationGrid(1, 20)).toEqual([1]);
  const grid = evaluationGrid(100_000, 20);
  expect(grid.at(-1)).toBe(100_000);
  expect(grid).toContain(10_000);
});

describe('parameter studies', () => {
  const grids = (algorithms: unknown[]): ReturnType<typeof sweptGrids> =>
    sweptGrids(parseComparisonSpec({ kind: 'comparison', algorithms, problems: [sphere] }).algorithms);

  test('two swept fields are a grid, beside whatever else is compared', () => {
    expect(grids([{ name: 'random' }, { ...pso, sweep: { inertia: [0.4, 0.7], social: [1, 1.5, 2] } }])).toEqual([
      {
        name: 'pso',
        rows: { name: 'inertia', values: [0.4, 0.7] },
        columns: { name: 'social', values: [1, 1.5, 2] },
        algorithms: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    ]);
  });

  test('one field is a column; a field left out is a value like others', () => {
    expect(grids([{ ...pso, sweep: { inertia: [0.4, 0.7, 0.9] } }])[0]).toMatchObject({
      columns: null,
      algorithms: [[0], [1], [2]],
    });
    expect(grids([pso, { ...pso, restartAfter: 50 }])[0]).toMatchObject({
      rows: { name: 'restartAfter', values: [undefined, 50] },
    });
  });

  test('what differs in more, or is there once, is none', () => {
    expect(grids([pso, { ...pso, inertia: 0.4, social: 1, cognitive: 1 }, { name: 'de' }])).toEqual([]);
    expect(grids([pso, pso])).toEqual([]);
  });
});
