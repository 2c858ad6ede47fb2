// How a run is called unless somebody says otherwise. With the words of all problems: fetched when a run starts.
import { knownTitle } from '../models/swarm/known-functions.ts';
import { dimensionsOf, type SwarmSpec } from '../models/swarm/schema.ts';

export function runTitle({ problem, algorithm }: SwarmSpec): string {
  if (problem.name === 'fit') return `Fit ${problem.model}`;
  if (problem.name === 'formula') return `Minimise ${problem.minimize}`;
  if (problem.name === 'external') return `Values for ${shortList(Object.keys(problem.variables))}`;
  const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;
  const particles = count(algorithm.particles, 'particle');
  if (problem.name === 'wgsl')
    return ['Objective in WGSL', count(dimensionsOf(problem), 'dimension'), particles].join(' · ');
  const dimensions = 'dimensions' in problem ? [count(problem.dimensions, 'dimension')] : [];
  return [knownTitle(problem), ...dimensions, particles].join(' · ');
}

/** "x, n", "x1, x2, x3 and 5 more" */
function shortList(names: readonly string[]): string {
  const most = 4;
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}
