// Initial places other than uniform ones, in f32, the same on both paths: Latin hypercube, Sobol, given points.
import { deriveKey, drawWords, type Generator, toIndex, toUniform } from '../../core/random.ts';
import { type CompiledProblem, encode } from './problem.ts';
import type { AlgorithmSpec } from './algorithms/registry.ts';
import { badSpec } from './spec-parts.ts';
import { sobolPoints } from './sobol.numeric.ts';

/**
 * Places for the first members of one repeat, [member][dimension] in problem coordinates, or null where the kernels
 * draw all of them.
 */
export function initialPlaces(
  algorithm: AlgorithmSpec,
  problem: CompiledProblem,
  seed: number,
  repeat: number,
): Float32Array<ArrayBuffer> | null {
  const { name, initialisation, particles, generator } = algorithm;
  const { dimensions } = problem;
  if (typeof initialisation === 'object') return givenPlaces(initialisation.points, problem, particles);
  if (initialisation === 'uniform' || name === 'quasi-random') return null;
  const unit =
    initialisation === 'sobol'
      ? sobolPoints(particles, dimensions, seed, repeat)
      : latinHypercube(particles, dimensions, seed, repeat, generator);
  const places = new Float32Array(particles * dimensions);
  for (let i = 0; i < places.length; i++) {
    const low = problem.lower[i % dimensions] ?? 0;
    const high = problem.upper[i % dimensions] ?? 0;
    places[i] = Math.min(high, Math.max(low, low + (unit[i] ?? 0) * (high - low)));
  }
  return places;
}

type SearchBox = Pick<CompiledProblem, 'dimensions' | 'names' | 'lower' | 'upper' | 'decodings'>;

/** Throws `bad-spec` with the place of the first number that the problem's variable cannot take. */
export function givenPlaces(
  points: readonly (readonly number[])[],
  problem: SearchBox,
  particles = points.length,
): Float32Array<ArrayBuffer> {
  const used = points.slice(0, particles);
  const places = new Float32Array(used.length * problem.dimensions);
  used.forEach((point, row) => {
    point.forEach((value, d) => {
      places[row * problem.dimensions + d] = placeOf(value, d, problem, `algorithm.initialisation.points.${row}.${d}`);
    });
  });
  return places;
}

/** The search coordinate of one of the problem's own values, inside the box of the search. */
function placeOf(value: number, d: number, problem: SearchBox, field: string): number {
  const name = problem.names[d] ?? '';
  const low = problem.lower[d] ?? 0;
  const high = problem.upper[d] ?? 0;
  const decoding = problem.decodings[d] ?? { kind: 'real' };
  const x = encode(decoding, value);
  if (x === null)
    throw badSpec(
      field,
      decoding.kind === 'integer' ? `${name} is a whole number, got ${value}` : `${value} is no choice of ${name}`,
    );
  // The box was rounded inwards to f32; a point on the asked-for bound is inside.
  const slack = decoding.kind === 'real' ? 1e-6 * (high - low) : 0;
  if (x < low - slack || x > high + slack) {
    const [first, last] = decoding.kind === 'integer' ? [decoding.first, decoding.last] : [low, high];
    throw badSpec(field, `${value} lies outside the bounds of ${name}, ${first} to ${last}`);
  }
  return Math.min(high, Math.max(low, x));
}

/** One member in each of `members` equal slices of every dimension (McKay, Beckman & Conover 1979), [member][dimension] in [0, 1]. */
function latinHypercube(
  members: number,
  dimensions: number,
  seed: number,
  repeat: number,
  generator: Generator,
): Float32Array<ArrayBuffer> {
  const key = deriveKey(seed, repeat);
  const words = new Uint32Array(4);
  const unit = new Float32Array(members * dimensions);
  const slices = new Uint32Array(members);
  for (let d = 0; d < dimensions; d++) {
    for (let i = 0; i < members; i++) slices[i] = i;
    for (let i = members - 1; i > 0; i--) {
      drawWords(generator, key, i, 0, d, 'permutation', words);
      const j = toIndex(words[0] ?? 0, i + 1);
      const kept = slices[i] ?? 0;
      slices[i] = slices[j] ?? 0;
      slices[j] = kept;
    }
    for (let i = 0; i < members; i++) {
      drawWords(generator, key, i, 0, d, 'initialPosition', words);
      unit[i * dimensions + d] = ((slices[i] ?? 0) + toUniform(words[0] ?? 0)) / members;
    }
  }
  return unit;
}
