// A Lennard-Jones cluster as a problem: its energy over the coordinates of its atoms.
import shader from '../../../../shaders/swarm/problems/lennard-jones.wgsl?raw';
import { roundInwards } from '../f32-box.ts';
import type { Answer, CompiledProblem, Decoding } from '../problem.ts';
import type { ClusterProblem } from '../schema.ts';
import { clusterDimensions, clusterNames, clusterReach } from './clusters.ts';
import { clusterEnergy } from './lennard-jones.numeric.ts';

const real: Decoding = { kind: 'real' };

export function compileCluster({ name, atoms }: ClusterProblem): CompiledProblem {
  const dimensions = clusterDimensions(atoms);
  const reach = clusterReach(atoms);
  const [lower, upper] = roundInwards(-reach, reach);
  const evaluate = (position: ArrayLike<number>): Answer => ({ value: clusterEnergy(position, null), violation: 0 });
  return {
    name,
    dimensions,
    offset: 0,
    lower: new Float64Array(dimensions).fill(lower),
    upper: new Float64Array(dimensions).fill(upper),
    names: clusterNames(atoms),
    decodings: Array.from({ length: dimensions }, () => real),
    evaluate,
    evaluateValues: evaluate,
    gradient: clusterEnergy,
    shader: { modules: { 'swarm::objective': shader }, data: new Float32Array(0) },
    minimiser: null,
  };
}
