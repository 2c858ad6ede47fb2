// Objectives that somebody wrote in WGSL, on a device: their values against f64, their data, loops that do not end, and what
// the compiler says, at the user's own lines.
import { afterAll, describe, expect, it } from 'vitest';
import { withTestGpu } from '../../../../cli/test-gpu.contract.ts';
import { AeonError } from '../../../core/errors.ts';
import { createWorkQueue } from '../../../core/work-queue.ts';
import type { Gpu } from '../../../gpu/gpu.ts';
import { catalogueFunctions } from '../catalogue.reference.ts';
import { compileProblem } from '../compile-problem.ts';
import { evaluateOnGpu } from '../gpu-evaluation.ts';
import { createGpuPso } from '../gpu-pso.ts';
import { decodeAll } from '../problem.ts';
import { parseSwarmSpec } from '../schema.ts';

let gpu: Gpu;
let executed = 0;
withTestGpu((opened) => {
  gpu = opened;
});
afterAll(() => {
  // So that green on nothing is red.
  expect(executed).toBe(27);
});

const box = { dimensions: 3, bounds: [-2, 2] };
const particles = 70;

/** Members of a swarm with this objective after some generations: places in the problem's own values, and values. */
async function search(problem: Record<string, unknown>, generations = 1, algorithm: Record<string, unknown> = {}) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'wgsl', ...problem },
    algorithm: { name: 'pso', particles, ...algorithm },
    stop: { generations: 1_000 },
  });
  const compiled = compileProblem(spec.problem);
  using machine = await createGpuPso({ gpu, spec, problem: compiled, variant: 'tile16-wg64', saved: null });
  await machine.advance(generations);
  const { positions, values } = await machine.sample(0, particles);
  executed++;
  const { dimensions } = compiled;
  const places = Array.from({ length: particles }, (_, i) =>
    Object.values(decodeAll(compiled, positions.subarray(i * dimensions, (i + 1) * dimensions))),
  );
  return { compiled, places, values: Array.from(values) };
}

async function refusal(problem: Record<string, unknown>, algorithm: Record<string, unknown> = {}): Promise<AeonError> {
  const outcome = await search(problem, 1, algorithm).catch((error: unknown) => error);
  executed++;
  if (outcome instanceof AeonError) return outcome;
  throw new Error('it was not refused', { cause: outcome });
}

const rastrigin = `const PI = 3.14159265358979;

// Rastrigin in a form that does not cancel.
fn term(z: f32) -> f32 {
  let s = sin(PI * (z - round(z)));
  return z * z + 20.0 * s * s;
}

fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < d; i++) {
    sum += term(at(x, i));
  }
  return sum;
}
`;

describe('values', () => {
  it.each(['pso', 'de', 'cso', 'fips'])('are those of the catalogue for its Rastrigin, moved by %s', async (name) => {
    const { places, values } = await search({ source: rastrigin, dimensions: 7, bounds: [-5.12, 5.12] }, 3, { name });
    values.forEach((value, i) => {
      const exact = catalogueFunctions.rastrigin(Float64Array.from(places[i]));
      // WGSL's sin is good to 2^-11 on [-pi, pi]: 20 s^2 is off by 40 * 2^-11 for each of the 7 at most.
      expect(Math.abs(value - exact)).toBeLessThan(7 * 40 * 2 ** -11);
    });
    expect(new Set(values).size).toBeGreaterThan(particles / 2);
  });

  it('are the same outside of a search', async () => {
    const { compiled, places, values } = await search({ source: rastrigin, ...box });
    const again = await evaluateOnGpu(gpu, compiled, places, createWorkQueue(1));
    // The same arithmetic in another kernel, which may contract other products: a few units in the last place.
    again.forEach(({ value }, i) => expect(Math.abs(value - values[i])).toBeLessThanOrEqual(1e-5 * values[i]));
  });

  it('decode integers and choices', async () => {
    const { places, values } = await search({
      source:
        'fn objective(x: Position, d: u32) -> f32 { return at(x, 0u) + 100.0 * at(x, 1u) + 10000.0 * at(x, 2u); }',
      variables: { a: [0, 1], n: { integer: [3, 7] }, kind: { oneOf: [2, 5, 11] } },
    });
    values.forEach((value, i) => {
      const [a, n, kind] = places[i];
      expect([3, 4, 5, 6, 7]).toContain(n);
      expect([2, 5, 11]).toContain(kind);
      expect(value).toBeCloseTo(a + 100 * n + 10_000 * kind, 1);
    });
  });

  it('read data by its names, its ends included', async () => {
    const source = `fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < weights_length; i++) { sum += weights(i) * abs(at(x, i % d) - targets(i)); }
  return sum;
}`;
    const weights = Array.from({ length: 31 }, (_, i) => 1 + i);
    const targets = weights.map((weight) => Math.sin(weight));
    const { places, values } = await search({ source, ...box, data: { weights, targets } });
    values.forEach((value, i) => {
      const exact = weights.reduce((sum, weight, j) => sum + weight * Math.abs(places[i][j % 3] - targets[j]), 0);
      // 31 additions, each of which rounds by 2^-24 of the sum, and its terms by three times that.
      expect(Math.abs(value - exact)).toBeLessThan(exact * 40 * 2 ** -24);
    });
  });

  it('beside names that the search uses for itself', async () => {
    const source = `const WORST = 1.0; const TILE = 2.0; struct Swarm { settings: f32 }
fn member_base(positions: f32) -> f32 { return positions; }
fn is_better(values: Swarm) -> f32 { return values.settings; }
fn objective(swarms: Position, problem: u32) -> f32 {
  let history = step(0.5, 1.0);
  return WORST + TILE + member_base(3.0) + is_better(Swarm(4.0)) + history + 0.0 * at(swarms, 0u);
}`;
    const { values } = await search({ source, ...box });
    expect(new Set(values)).toEqual(new Set([11]));
  });

  it('have none where they are not finite, and the run goes on', async () => {
    const source = 'fn objective(x: Position, d: u32) -> f32 { return sqrt(at(x, 0u)) / max(0.0, at(x, 1u)); }';
    const { values } = await search({ source, ...box });
    expect(values.some((value) => value >= 2.9e38)).toBe(true);
    expect(values.some((value) => value < 2.9e38)).toBe(true);
  });
});

describe('a loop that does not end', () => {
  const head = 'fn objective(x: Position, d: u32) -> f32 {\n';
  const cases: readonly [what: string, source: string, line: number, word: string][] = [
    ['for', `${head}  for (;;) {}\n  return 1.0;\n}`, 2, 'for'],
    ['while', `${head}  var i = 0u;\n  while (i < 10u) { /* i++ /* nested */ */ }\n  return 1.0;\n}`, 3, 'while'],
    [
      'loop, without an end that a compiler sees',
      `${head}  loop {\n    if (at(x, 0u) > 9.0) { return 2.0; }\n  }\n}`,
      2,
      'loop',
    ],
    [
      'loop that continues',
      `${head}  var i = 0u;\n  loop { if (i < 9u) { continue; }\n    continuing { i = 1u; break if i > 5u; } }\n  return 1.0;\n}`,
      3,
      'loop',
    ],
    [
      'in a function that the objective calls',
      `fn helper(a: f32) -> vec2<f32> {\n  while (true) {}\n  return vec2f(a);\n}\n${head}  return helper(1.0).x;\n}`,
      2,
      'while',
    ],
    ['in a function without a value', `fn helper() {\n  loop {}\n}\n${head}  helper();\n  return 1.0;\n}`, 2, 'loop'],
    [
      'around a short one',
      `${head}  var s = 0.0;\n  while (true) {\n    for (var i = 0u; i < 7u; i++) { s += 1.0; }\n  }\n  return s;\n}`,
      3,
      'while',
    ],
    [
      'around a function with a short one',
      `fn short() -> f32 {\n  var s = 0.0;\n  for (var i = 0u; i < 7u; i++) { s += 1.0; }\n  return s;\n}\n${head}  var s = 0.0;\n  loop { s += short(); }\n}`,
      8,
      'loop',
    ],
    [
      'inside of a long one',
      `${head}  var s = 0.0;\n  for (var i = 0u; i < 90u; i++) {\n    loop { s += 1.0; if (s < 0.0) { break; } }\n  }\n  return s;\n}`,
      4,
      'loop',
    ],
    [
      'in a continuing block',
      `${head}  var s = 0.0;\n  loop {\n    if (s > 5.0) { break; }\n    continuing {\n      while (s < 9.0) { s += 0.0; }\n    }\n  }\n  return s;\n}`,
      6,
      'while',
    ],
  ];
  it.each(cases)('is cut: %s', async (_, source, line, word) => {
    const error = await refusal({ source, ...box, iterations: 1_000 });
    expect(error).toMatchObject({ code: 'bad-wgsl', place: { line } });
    expect(error.message).toContain(`line ${line}, column`);
    expect(error.message).toContain(
      `This ${word === 'loop' ? '' : `${word} `}loop did not end: one evaluation has 1,000 iterations`,
    );
    expect(source.slice(error.place?.offset).startsWith(word)).toBe(true);
  });

  it('is one that uses up the budget, and not one that keeps within it', async () => {
    const source = `${head}  var s = 0.0;\n  for (var i = 0u; i < 1000u; i++) { s += 1.0; }\n  return s + at(x, 0u);\n}`;
    await search({ source, ...box, iterations: 1_000 });
    expect(await refusal({ source, ...box, iterations: 999 })).toMatchObject({ code: 'bad-wgsl', place: { line: 3 } });
  });

  it('has four iterations more for every number of the data', async () => {
    const source = `${head}  var s = 0.0;\n  for (var i = 0u; i < 41u; i++) { s += 1.0; }\n  return s;\n}`;
    await search({ source, ...box, iterations: 1, data: { a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } });
  });
});

describe('what is wrong', () => {
  it.each([
    ['at(x, d)', 'at(x, i) was asked for an i beyond the end; there are 3 dimensions'],
    ['weights(weights_length)', 'weights(i) was asked for an i beyond the end; there are 2 numbers'],
  ])('%s', async (expression, message) => {
    const source = `fn objective(x: Position, d: u32) -> f32 { return ${expression}; }`;
    const error = await refusal({ source, ...box, data: { weights: [1, 2] } });
    expect(error.code).toBe('bad-wgsl');
    expect(error.message).toContain(message);
  });

  it('with a type is told at its line and column, behind a loop of the same line', async () => {
    const line = '  for (var i = 0u; i < d; i++) { for (;;) { break; } sum += at(x, 1.5); }';
    const source = `// ünï😀\nfn objective(x: Position, d: u32) -> f32 {\r\n  var sum = 0.0;\r\n${line}\n  return sum;\n}`;
    const error = await refusal({ source, ...box });
    expect(error.code).toBe('bad-wgsl');
    const offset = source.indexOf('1.5)');
    expect(error.place).toMatchObject({ field: 'problem.source', line: 4 });
    expect(error.message).toContain(`line 4, column ${line.indexOf('1.5)') + 1}`);
    expect(error.place?.offset).toBe(offset);
  });

  it('at the end is told there', async () => {
    const source = 'fn objective(x: Position, d: u32) -> f32 { return 1.0; }\nconst a = 1';
    expect(await refusal({ source, ...box })).toMatchObject({ code: 'bad-wgsl', place: { line: 2 } });
  });

  it('a function that calls itself', async () => {
    const source =
      'fn f(n: f32) -> f32 {\n  return f(n - 1.0);\n}\nfn objective(x: Position, d: u32) -> f32 { return f(1.0); }';
    expect(await refusal({ source, ...box })).toMatchObject({ code: 'bad-wgsl', place: { line: 1 } });
  });
});
