import { describe, expect, it } from 'vitest';
import { AeonError } from '../../core/errors.ts';
import { parseSwarmSpec } from './schema.ts';

function refusal(spec: unknown): AeonError {
  try {
    parseSwarmSpec(spec);
  } catch (error) {
    if (error instanceof AeonError) return error;
    throw error;
  }
  throw new Error('The spec was taken.');
}

const sphere = { name: 'sphere', dimensions: 3 };

const fit = { name: 'fit', data: 'a.csv', model: 'a*x^b', parameters: { a: [-9, 9], b: [1, 2] } };
const startAt = (...points: number[][]) => ({ name: 'pso', initialisation: { points } });

const data = { name: 'a.csv', columns: { x: [1, 2], y: [1, 2] } };
/** An object with a key that literals and schemas take for something else. */
const withProto = (value: unknown): object => JSON.parse(`{ "a": [-9, 9], "__proto__": ${JSON.stringify(value)} }`);

describe('swarm spec', () => {
  it('takes a problem alone and fills in the rest', () => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem: { name: 'sphere' } });
    expect(spec.problem).toMatchObject({ name: 'sphere', dimensions: 10 });
    expect(spec.algorithm).toMatchObject({
      name: 'pso',
      particles: 1024,
      inertia: 0.7298,
      cognitive: 1.49618,
      social: 1.49618,
    });
    expect(spec.stop.seconds).toBe(10);
    expect(spec).toMatchObject({ seed: 1, repeats: 1 });
  });

  it.each([
    [{ problem: sphere, stop: { generation: 3 } }, 'stop', 'unknown key "generation"'],
    [{ problem: { ...sphere, dimensions: '3' } }, 'problem.dimensions', 'expected number, got "3"'],
    [{ problem: { ...sphere, dimensions: 0 } }, 'problem.dimensions', 'at least 1'],
    [{ problem: { ...sphere, dimensions: 4096 } }, 'problem.dimensions', 'at most 2048'],
    [{ problem: { ...sphere, bounds: [3, -3] } }, 'problem.bounds', 'below the upper'],
    [{ problem: { ...sphere, bounds: [0, Number.POSITIVE_INFINITY] } }, 'problem.bounds.1', 'expected number'],
    [{ problem: sphere, algorithm: { name: 'pso', particles: 0 } }, 'algorithm.particles', 'at least 1'],
    [{ problem: sphere, algorithm: { name: 'pso', particles: 2_000_000 } }, 'algorithm.particles', 'at most 1048576'],
    [
      { problem: sphere, algorithm: { name: 'pso', inertia: Number.NaN } },
      'algorithm.inertia',
      'expected number or list, got NaN',
    ],
    [{ problem: sphere, algorithm: { name: 'ants' } }, 'algorithm.name', ', got "ants"'],
    [
      { problem: { name: 'fit', data: 'a.csv', model: 'b*x', parameters: { b: [1, -1] } } },
      'problem.parameters.b',
      'below the upper',
    ],
    [{ problem: { name: 'formula', variables: { 'x y': [0, 1] }, minimize: 'x' } }, 'problem.variables.x y', ''],
    [{ problem: { name: 'formula', variables: {}, minimize: '1' } }, 'problem', 'nothing to search'],
    [{ problem: 'sphere' }, 'problem', 'expected object, got "sphere"'],
    [
      { problem: { name: 'formula', variables: { x: [0, 1] }, minimize: 'x', subjectTo: Array(65).fill('x < 1') } },
      'problem.subjectTo',
      'at most 64 entries, got 65',
    ],
    [{ problem: sphere, seed: -1 }, 'seed', 'at least 0'],
    [
      { problem: { ...fit, parameters: withProto([0, 1]) } },
      'problem.parameters.__proto__',
      'cannot be used as a name',
    ],
    [
      { problem: { name: 'formula', variables: withProto([0, 1]), minimize: 'a' } },
      'problem.variables.__proto__',
      'cannot be used as a name',
    ],
    [
      { problem: { ...fit, data: { ...data, columns: withProto([1, 2]) } } },
      'problem.data.columns.__proto__',
      'cannot be used as a name',
    ],
    [{ problem: sphere, stop: { evaluations: 1023 } }, 'stop.evaluations', 'one generation of 1024 particles'],
    [{ problem: fit, stop: { evaluations: 255 } }, 'stop.evaluations', 'one generation of 256 particles'],
    [
      { problem: fit, algorithm: startAt([5, 2], [5, 1.5], [-9.5, 2]) },
      'algorithm.initialisation.points.2.0',
      '-9.5 lies outside the bounds of a, -9 to 9',
    ],
    [{ problem: fit, algorithm: startAt([5, 2.5]) }, 'algorithm.initialisation.points.0.1', 'the bounds of b, 1 to 2'],
  ])('refuses %j and names %s', (rest, field, words) => {
    const error = refusal({ kind: 'swarm', ...rest });
    expect(error.code).toBe('bad-spec');
    expect(error.place?.field).toMatch(new RegExp(`^${field.replaceAll('.', '\\.')}`));
    expect(error.message).toContain(words);
  });

  const narrow = 'the bounds must differ in their first 7 digits';
  it.each([
    [[1.00000001, 1.00000002], '', narrow],
    [[100000000.1, 100000000.2], '', narrow],
    [[-1e300, 1e300], '', 'lie within ±1e+38, got [-1e+300, 1e+300]'],
    [[-3e38, 3e38], '', 'lie within ±1e+38'],
    [[1e-40, 2e-40], '', narrow],
    [{ integer: [0, 2 ** 24 + 1] }, '.integer.1', 'at most 8388608, got 16777217'],
    [{ integer: [-(2 ** 23) - 1, 0] }, '.integer.0', 'at least -8388608'],
    [{ oneOf: [1, 1e39] }, '.oneOf.1', 'got 1e+39'],
    [{ oneOf: [1e-60] }, '.oneOf.0', 'got 1e-60'],
  ])('refuses a variable that 32-bit numbers cannot hold: %j', (variable, field, words) => {
    const error = refusal({ kind: 'swarm', problem: { name: 'formula', variables: { x: variable }, minimize: 'x' } });
    expect(error).toMatchObject({ code: 'bad-spec', place: { field: `problem.variables.x${field}` } });
    expect(error.message).toContain(words);
  });

  it('refuses such bounds of a known function too, and takes them for a fit, which scales its boxes', () => {
    expect(refusal({ kind: 'swarm', problem: { ...sphere, bounds: [-1e300, 1e300] } }).place?.field).toBe(
      'problem.bounds',
    );
    const fit = { name: 'fit', data: 'a.csv', model: 'b*x', parameters: { b: [1.00000001, 1.00000002] } };
    expect(parseSwarmSpec({ kind: 'swarm', problem: fit }).problem).toMatchObject(fit);
  });

  it.each([[[-1e38, 1e38]], [[1, 1.000001]], [{ integer: [-(2 ** 23), 2 ** 23] }], [{ oneOf: [0, -3.4e38] }]])(
    'takes %j, which they hold',
    (x) => {
      expect(
        parseSwarmSpec({ kind: 'swarm', problem: { name: 'formula', variables: { x }, minimize: 'x' } }).problem,
      ).toMatchObject({ variables: { x } });
    },
  );
});
