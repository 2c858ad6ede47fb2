// BBOB functions as problems: what the search sees is the distance above f_opt.
import f1 from '../../../../shaders/swarm/bbob/f1.wgsl?raw';
import f2 from '../../../../shaders/swarm/bbob/f2.wgsl?raw';
import f3 from '../../../../shaders/swarm/bbob/f3.wgsl?raw';
import f4 from '../../../../shaders/swarm/bbob/f4.wgsl?raw';
import f5 from '../../../../shaders/swarm/bbob/f5.wgsl?raw';
import f6 from '../../../../shaders/swarm/bbob/f6.wgsl?raw';
import f7 from '../../../../shaders/swarm/bbob/f7.wgsl?raw';
import f8 from '../../../../shaders/swarm/bbob/f8.wgsl?raw';
import f9 from '../../../../shaders/swarm/bbob/f9.wgsl?raw';
import f10 from '../../../../shaders/swarm/bbob/f10.wgsl?raw';
import f11 from '../../../../shaders/swarm/bbob/f11.wgsl?raw';
import f12 from '../../../../shaders/swarm/bbob/f12.wgsl?raw';
import f13 from '../../../../shaders/swarm/bbob/f13.wgsl?raw';
import f14 from '../../../../shaders/swarm/bbob/f14.wgsl?raw';
import f15 from '../../../../shaders/swarm/bbob/f15.wgsl?raw';
import f16 from '../../../../shaders/swarm/bbob/f16.wgsl?raw';
import f17 from '../../../../shaders/swarm/bbob/f17.wgsl?raw';
import f19 from '../../../../shaders/swarm/bbob/f19.wgsl?raw';
import f20 from '../../../../shaders/swarm/bbob/f20.wgsl?raw';
import f21 from '../../../../shaders/swarm/bbob/f21.wgsl?raw';
import f22 from '../../../../shaders/swarm/bbob/f22.wgsl?raw';
import f23 from '../../../../shaders/swarm/bbob/f23.wgsl?raw';
import f24 from '../../../../shaders/swarm/bbob/f24.wgsl?raw';
import shared from '../../../../shaders/swarm/bbob/bbob.wgsl?raw';
import type { Answer, CompiledProblem, Decoding } from '../problem.ts';
import type { BbobProblem } from '../schema.ts';
import { bbobBounds, bbobNumber, bbobOffset } from './bbob.ts';
import { createBbob } from './bbob-functions.numeric.ts';

// 17 and 18 differ in the condition, which their second matrix carries.
const kernels: readonly string[] = [
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
  f13,
  f14,
  f15,
  f16,
  f17,
  f17,
  f19,
  f20,
  f21,
  f22,
  f23,
  f24,
];
const real: Decoding = { kind: 'real' };

export function compileBbobProblem(spec: BbobProblem): CompiledProblem {
  const { dimensions } = spec;
  const id = bbobNumber(spec.name);
  const { optimum, excess, matrices, extra } = createBbob(id, spec.instance, dimensions);
  const evaluate = (position: ArrayLike<number>): Answer => ({ value: excess(position), violation: 0 });
  const nearest = optimum.map(Math.fround);
  return {
    name: spec.name,
    dimensions,
    offset: bbobOffset(spec.name, spec.instance),
    lower: new Float64Array(dimensions).fill(bbobBounds[0]),
    upper: new Float64Array(dimensions).fill(bbobBounds[1]),
    names: Array.from({ length: dimensions }, (_, d) => `x${d + 1}`),
    decodings: Array.from({ length: dimensions }, () => real),
    evaluate,
    evaluateValues: evaluate,
    shader: {
      modules: { 'swarm::bbob': shared, 'swarm::objective': kernels[id - 1] ?? '' },
      data: Float32Array.from([
        ...nearest,
        ...optimum.map((o, d) => o - (nearest[d] ?? 0)),
        ...matrices.flatMap((matrix) => [...matrix]),
        ...extra,
      ]),
    },
    minimiser: [...optimum],
  };
}
