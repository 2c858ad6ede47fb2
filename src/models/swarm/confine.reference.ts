// What becomes of a step that leads out of the box, in TypeScript: the oracle of shaders/swarm/boundaries/.
import { drawWords, type Generator, type Key, toUniform } from '../../core/random.ts';
import type { AnyBoundary } from './algorithms/fields.ts';
import { keepBetween } from './swarm.reference.ts';

/** For `y` outside of [low, high]; the answer is good until the next call. */
export function createConfine(boundary: AnyBoundary, generator: Generator) {
  const words = new Uint32Array(4);
  const inside = { position: 0, velocity: 0 };
  return (
    y: number,
    v: number,
    low: number,
    high: number,
    key: Key,
    member: number,
    generation: number,
    d: number,
  ): typeof inside => {
    const edge = keepBetween(y, low, high);
    inside.position = edge;
    inside.velocity = v;
    switch (boundary) {
      case 'reflect':
        inside.position = keepBetween(edge + (edge - y), low, high);
        inside.velocity = -v;
        break;
      case 'periodic':
        inside.position = keepBetween(y > high ? y - (high - low) : y + (high - low), low, high);
        break;
      case 'random':
        drawWords(generator, key, member, generation, d, 'boundary', words);
        inside.position = keepBetween(low + toUniform(words[0]) * (high - low), low, high);
        break;
      case 'absorb':
        inside.velocity = 0;
        break;
      case 'bounce':
        inside.velocity = -0.5 * v;
        break;
      case 'invisible':
        inside.position = y;
        break;
      case 'clamp':
        break;
      case 'midpoint':
        inside.position = keepBetween(0.5 * (edge + (y - v)), low, high);
        break;
      default:
        boundary satisfies never;
    }
    return inside;
  };
}
