// Catalogue functions as problems: plain, shifted, rotated.
import ackley from '../../../../shaders/swarm/problems/ackley.wgsl?raw';
import ellipsoid from '../../../../shaders/swarm/problems/ellipsoid.wgsl?raw';
import griewank from '../../../../shaders/swarm/problems/griewank.wgsl?raw';
import happycat from '../../../../shaders/swarm/problems/happycat.wgsl?raw';
import levy from '../../../../shaders/swarm/problems/levy.wgsl?raw';
import michalewicz from '../../../../shaders/swarm/problems/michalewicz.wgsl?raw';
import rastrigin from '../../../../shaders/swarm/problems/rastrigin.wgsl?raw';
import rosenbrock from '../../../../shaders/swarm/problems/rosenbrock.wgsl?raw';
import schwefel from '../../../../shaders/swarm/problems/schwefel.wgsl?raw';
import sphere from '../../../../shaders/swarm/problems/sphere.wgsl?raw';
import styblinskiTang from '../../../../shaders/swarm/problems/styblinski-tang.wgsl?raw';
import zakharov from '../../../../shaders/swarm/problems/zakharov.wgsl?raw';
import plain from '../../../../shaders/swarm/objective-plain.wgsl?raw';
import rotated from '../../../../shaders/swarm/objective-rotated.wgsl?raw';
import shifted from '../../../../shaders/swarm/objective-shifted.wgsl?raw';
import { catalogue, type CatalogueName } from '../catalogue.ts';
import { catalogueFunctions, evaluateMoved } from '../catalogue.reference.ts';
import { type Answer, type CompiledProblem, type Decoding } from '../problem.ts';
import { roundInwards } from '../f32-box.ts';
import type { CatalogueProblem } from '../schema.ts';
import { drawOptimum, drawRotation, packRotation, rotate } from '../transform.numeric.ts';

const functionShaders: Readonly<Record<CatalogueName, string>> = {
  sphere,
  ellipsoid,
  rosenbrock,
  rastrigin,
  ackley,
  griewank,
  schwefel,
  levy,
  zakharov,
  michalewicz,
  'styblinski-tang': styblinskiTang,
  happycat,
};

const real: Decoding = { kind: 'real' };

export function compileCatalogueProblem(spec: CatalogueProblem): CompiledProblem {
  const entry = catalogue[spec.name];
  const { dimensions } = spec;
  const [lower, upper] = roundInwards(...(spec.bounds ?? entry.bounds));
  const middle = (lower + upper) / 2;
  const minimiser = Float64Array.from({ length: dimensions }, (_, d) => entry.minimiser(d, dimensions) ?? middle);
  const isMoved = spec.shiftSeed !== undefined || spec.rotationSeed !== undefined;
  const optimum = spec.shiftSeed === undefined ? minimiser : drawOptimum(spec.shiftSeed, lower, upper, dimensions);
  const shift = optimum.map((place, d) => place - (minimiser[d] ?? 0));
  const rotation = spec.rotationSeed === undefined ? null : drawRotation(spec.rotationSeed, dimensions);
  const z = new Float64Array(dimensions);

  function valueAt(position: ArrayLike<number>): number {
    if (!isMoved) {
      for (let d = 0; d < dimensions; d++) z[d] = position[d] ?? Number.NaN;
      return catalogueFunctions[spec.name](z);
    }
    if (rotation) rotate(rotation, position, optimum, minimiser, z);
    else for (let d = 0; d < dimensions; d++) z[d] = (position[d] ?? Number.NaN) - (shift[d] ?? 0);
    return evaluateMoved(spec.name, z);
  }

  const evaluate = (position: ArrayLike<number>): Answer => ({ value: valueAt(position), violation: 0 });

  const knowsMinimiser = entry.minimiser(0, dimensions) !== null;
  const inside = optimum.every((x) => x >= lower && x <= upper);
  return {
    name: spec.name,
    dimensions,
    offset: 0,
    lower: new Float64Array(dimensions).fill(lower),
    upper: new Float64Array(dimensions).fill(upper),
    names: Array.from({ length: dimensions }, (_, d) => `x${d + 1}`),
    decodings: Array.from({ length: dimensions }, () => real),
    evaluate,
    evaluateValues: evaluate,
    shader: {
      modules: {
        'swarm::objective': `${functionShaders[spec.name]}\n${rotation ? rotated : isMoved ? shifted : plain}`,
      },
      data: rotation
        ? packRotation(rotation, optimum, minimiser)
        : isMoved
          ? Float32Array.from(shift)
          : new Float32Array(0),
    },
    minimiser: knowsMinimiser && inside ? Array.from(optimum) : null,
  };
}
