// What stands in the swarm's own words before generation 0, where those are not zeros; the same on both paths.
import type { AlgorithmSpec } from './algorithms/registry.ts';
import { sobolTable } from './sobol.numeric.ts';

const none = new Uint32Array(0);

/** Of one repeat; empty: zeros. */
export function initialWords(
  { name }: AlgorithmSpec,
  dimensions: number,
  seed: number,
  repeat: number,
): Uint32Array<ArrayBuffer> {
  return name === 'quasi-random' ? sobolTable(dimensions, seed, repeat) : none;
}
