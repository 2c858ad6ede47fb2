// The swarm of a fit: members in niches of eight that follow the best of their own niche only, over the nonlinear
// parameters in [-1, 1]. State is f32, arithmetic between loads and stores f64. The oracle of shaders/swarm/fit.wgsl, and
// the CPU path. Member-major; a generation reads one state and writes another, so that it is whole or not there.
import { drawWords, type Generator, type Key, toUniform } from '../../../core/random.ts';
import { worst } from '../swarm.reference.ts';
import type { Boundary } from '../algorithms/fields.ts';
import { type BoxMap, createBoxMap, fromUnit, toUnit } from './box-maps.numeric.ts';
import type { SeparableModel } from './separable-model.numeric.ts';

/** Members of a niche. With 32, two of NIST's three double peaks are lost. */
export const nicheSize = 8;
/** From the second round on, a coordinate of a crossed member comes from an optimum found before with this chance. */
const inheritance = 0.6;

export interface FitSwarmState {
  /** [member][nonlinear parameter] in [-1, 1] */
  readonly positions: Float32Array<ArrayBuffer>;
  readonly velocities: Float32Array<ArrayBuffer>;
  readonly bestPositions: Float32Array<ArrayBuffer>;
  /** Own best of each member; `worst` where nothing was finite. */
  readonly bestValues: Float32Array<ArrayBuffer>;
}

export interface FitSwarmSettings {
  readonly members: number;
  readonly inertia: number;
  readonly cognitive: number;
  readonly social: number;
  /** Share of the box. */
  readonly velocityLimit: number;
  readonly boundary: Boundary;
  readonly generator: Generator;
}

export function createFitSwarmState(members: number, dimensions: number): FitSwarmState {
  return {
    positions: new Float32Array(members * dimensions),
    velocities: new Float32Array(members * dimensions),
    bestPositions: new Float32Array(members * dimensions),
    bestValues: new Float32Array(members).fill(worst),
  };
}

/** Even niches see the box linearly, odd ones by decades. */
export function seesDecades(member: number): boolean {
  return (Math.floor(member / nicheSize) & 1) === 1;
}

/** From round 1 on, half of the niches, two of each map. */
function isCrossed(member: number): boolean {
  return Math.floor(member / nicheSize) % 4 >= 2;
}

export function boxMapsOf({ nonlinear, lower, upper }: SeparableModel): readonly BoxMap[] {
  return nonlinear.map((j) => createBoxMap(lower[j], upper[j]));
}

/** Writes a member's nonlinear parameters into `parameters`. */
export function readMember(
  model: SeparableModel,
  maps: readonly BoxMap[],
  positions: Float32Array,
  member: number,
  parameters: Float64Array,
): void {
  const { nonlinear } = model;
  const isDecades = seesDecades(member);
  for (let d = 0; d < nonlinear.length; d++)
    parameters[nonlinear[d]] = fromUnit(maps[d], positions[member * nonlinear.length + d], isDecades);
}

/** Places of a round's first generation: uniform, or, in crossed niches, mixed with optima found before. */
export function drawPositions(
  model: SeparableModel,
  maps: readonly BoxMap[],
  settings: FitSwarmSettings,
  key: Key,
  generation: number,
  optima: readonly ArrayLike<number>[],
): Float32Array<ArrayBuffer> {
  const { nonlinear } = model;
  const dimensions = nonlinear.length;
  const positions = new Float32Array(settings.members * dimensions);
  const words = new Uint32Array(4);
  const draws = new Uint32Array(4);
  for (let member = 0; member < settings.members; member++) {
    for (let d = 0; d < dimensions; d++) {
      drawWords(settings.generator, key, member, generation, d, 'initialPosition', words);
      let u = 2 * toUniform(words[0]) - 1;
      if (optima.length > 0 && isCrossed(member)) {
        drawWords(settings.generator, key, member, generation, d, 'crossover', draws);
        if (toUniform(draws[0]) < inheritance) {
          const parent = optima[Math.min(optima.length - 1, Math.floor(toUniform(draws[1]) * optima.length))];
          u = toUnit(maps[d], parent[nonlinear[d]], seesDecades(member));
        }
      }
      positions[member * dimensions + d] = u;
    }
  }
  return positions;
}

/** The best member of the niche that `member` belongs to, by own bests; the first of equals. */
function bestOfNiche(bestValues: Float32Array, member: number): number {
  const first = member - (member % nicheSize);
  const last = Math.min(bestValues.length, first + nicheSize);
  let best = first;
  for (let other = first + 1; other < last; other++) if (bestValues[other] < bestValues[best]) best = other;
  return best;
}

/** Position and velocity of one member in the next generation. Its own best is settled by `remember`. */
export function moveMember(
  from: FitSwarmState,
  to: FitSwarmState,
  settings: FitSwarmSettings,
  key: Key,
  generation: number,
  member: number,
  dimensions: number,
): void {
  const words = moveWords;
  const attractor = bestOfNiche(from.bestValues, member) * dimensions;
  const base = member * dimensions;
  const limit = 2 * settings.velocityLimit;
  for (let d = 0; d < dimensions; d++) {
    if ((d & 1) === 0) drawWords(settings.generator, key, member, generation, d >> 1, 'velocity', words);
    const r1 = toUniform(words[(d & 1) * 2]);
    const r2 = toUniform(words[(d & 1) * 2 + 1]);
    const u = from.positions[base + d];
    let v =
      settings.inertia * from.velocities[base + d] +
      settings.cognitive * r1 * (from.bestPositions[base + d] - u) +
      settings.social * r2 * (from.bestPositions[attractor + d] - u);
    v = Math.min(limit, Math.max(-limit, v));
    let next = u + v;
    if (next < -1 || next > 1) {
      const edge = next < -1 ? -1 : 1;
      switch (settings.boundary) {
        case 'reflect':
          next = 2 * edge - next;
          v = -v;
          break;
        case 'periodic':
          next -= 2 * edge;
          break;
        case 'random':
          drawWords(settings.generator, key, member, generation, d, 'boundary', edgeWords);
          next = 2 * toUniform(edgeWords[0]) - 1;
          break;
        case 'absorb':
          next = edge;
          v = 0;
          break;
        case 'clamp':
          next = edge;
          break;
        default:
          settings.boundary satisfies never;
      }
      next = Math.min(1, Math.max(-1, next));
    }
    to.positions[base + d] = next;
    to.velocities[base + d] = v;
  }
}

const moveWords = new Uint32Array(4);
const edgeWords = new Uint32Array(4);

/** Own best of one member after its new place was valued. */
export function remember(
  from: FitSwarmState,
  to: FitSwarmState,
  member: number,
  value: number,
  dimensions: number,
): void {
  const rounded = Math.fround(value);
  const isBetter = rounded < from.bestValues[member];
  to.bestValues[member] = isBetter ? rounded : from.bestValues[member];
  for (let d = member * dimensions; d < (member + 1) * dimensions; d++)
    to.bestPositions[d] = isBetter ? to.positions[d] : from.bestPositions[d];
}
