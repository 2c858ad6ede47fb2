// The 24 noiseless functions of BBOB (Hansen, Finck, Ros & Auger 2009) in f64, as COCO computes them, each without its
// offset f_opt, so that the optimum is 0 and nothing cancels there. Indices count from 0.
import {
  beyond,
  conditioning,
  createSkew,
  createValley,
  middleOf,
  minus,
  multiply,
  oscillate,
  oscillateAll,
  powers,
  rastrigin,
  rosenbrock,
  sandwich,
  scaleRows,
  share,
  sinPiSquared,
  stretch,
  tens,
  valley,
  weighted,
} from './bbob-transformations.numeric.ts';
import { createGallagher } from './bbob-gallagher.numeric.ts';
import { bbobSeed } from './bbob.ts';
import { gaussians, rotation, uniforms } from './coco-random.numeric.ts';

/** What an instance is made of; the kernels read the same numbers. */
export interface BbobInstance {
  readonly optimum: Float64Array;
  /** Value above f_opt at x; defined everywhere, outside [-5, 5] too. */
  excess(x: ArrayLike<number>): number;
  /** What the kernel reads beside the optimum: matrices by rows, then numbers of its own (shaders/swarm/bbob/bbob.wgsl). */
  readonly matrices: readonly Float64Array[];
  readonly extra: Float64Array;
}

type Vector = Float64Array;

/** Function 1 to 24; instances from 1; 2 dimensions and more. */
export function createBbob(id: number, instance: number, dimensions: number): BbobInstance {
  const build = builders[id - 1];
  if (!build) throw new RangeError(`There is no BBOB function ${id}.`);
  return { matrices: [], extra: new Float64Array(0), ...build(dimensions, bbobSeed(id, instance)) };
}

function drawOptimum(dimensions: number, seed: number): Vector {
  return uniforms(dimensions, seed).map((u) => (8 * Math.floor(1e4 * u)) / 1e4 - 4 || -1e-5);
}

type Built = Pick<BbobInstance, 'optimum' | 'excess'> & Partial<Pick<BbobInstance, 'matrices' | 'extra'>>;
type Builder = (dimensions: number, r: number) => Built;

/** The two rotations, R and Q. */
function rotations(dimensions: number, r: number): { R: Vector; Q: Vector } {
  return { R: rotation(dimensions, r + 1_000_000), Q: rotation(dimensions, r) };
}

/** The optimum, the first rotation, and both with Lambda^alpha between them: R Lambda Q. */
function conditioned(dimensions: number, r: number, alpha: number): { optimum: Vector; R: Vector; matrix: Vector } {
  const { R, Q } = rotations(dimensions, r);
  return { optimum: drawOptimum(dimensions, r), R, matrix: sandwich(R, conditioning(alpha, dimensions), Q) };
}

/** Scratch space: evaluations do not overlap, and allocate nothing. */
function vectors(dimensions: number): readonly [Vector, Vector] {
  return [new Float64Array(dimensions), new Float64Array(dimensions)];
}

const builders: readonly Builder[] = [
  // 1 sphere
  (d, r) => {
    const optimum = drawOptimum(d, r);
    return {
      optimum,
      excess(x) {
        let sum = 0;
        for (let i = 0; i < d; i++) sum += (x[i] - optimum[i]) * (x[i] - optimum[i]);
        return sum;
      },
    };
  },
  // 2 separable ellipsoid
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const weights = tens(6, d);
    const [y] = vectors(d);
    return { optimum, excess: (x) => weighted(oscillateAll(minus(x, optimum, y)), weights) };
  },
  // 3 separable Rastrigin
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const scale = conditioning(10, d);
    const skew = createSkew(0.2, d);
    const [y] = vectors(d);
    return { optimum, excess: (x) => rastrigin(stretch(skew(oscillateAll(minus(x, optimum, y))), scale)) };
  },
  // 4 Büche–Rastrigin
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v, i) => (i % 2 === 0 ? Math.abs(v) : v));
    const scale = powers(Math.sqrt(10), d);
    const [y] = vectors(d);
    return {
      optimum,
      excess(x) {
        oscillateAll(minus(x, optimum, y));
        for (let i = 0; i < d; i++) y[i] = scale[i] * (y[i] > 0 && i % 2 === 0 ? 10 : 1) * y[i];
        return rastrigin(y) + 100 * beyond(x);
      },
    };
  },
  // 5 linear slope
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v) => (v > 0 ? 5 : -5));
    const slope = optimum.map((b, i) => Math.sign(b) * 10 ** share(i, d));
    return {
      optimum,
      excess(x) {
        let sum = 0;
        for (let i = 0; i < d; i++)
          sum += 5 * Math.abs(slope[i]) - slope[i] * (x[i] * optimum[i] < 25 ? x[i] : optimum[i]);
        return sum;
      },
    };
  },
  // 6 attractive sector
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 10);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [matrix],
      excess(x) {
        multiply(matrix, minus(x, optimum, y), z);
        let sum = 0;
        for (let i = 0; i < d; i++) sum += ((z[i] * optimum[i] > 0 ? 100 : 1) * z[i]) ** 2;
        return oscillate(sum) ** 0.9;
      },
    };
  },
  // 7 step ellipsoid
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R, Q } = rotations(d, r);
    const steepening = scaleRows(conditioning(10, d), Q);
    const weights = tens(2, d);
    const [y, steps] = vectors(d);
    return {
      optimum,
      matrices: [steepening, R],
      excess(x) {
        multiply(steepening, minus(x, optimum, y), steps);
        const first = Math.abs(steps[0]);
        for (let i = 0; i < d; i++)
          steps[i] = Math.abs(steps[i]) > 0.5 ? Math.floor(steps[i] + 0.5) : Math.floor(10 * steps[i] + 0.5) / 10;
        return 0.1 * Math.max(first / 1e4, weighted(multiply(R, steps, y), weights)) + beyond(x);
      },
    };
  },
  // 8 Rosenbrock
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v) => 0.75 * v);
    const scale = valley(d);
    const [z] = vectors(d);
    return {
      optimum,
      excess(x) {
        for (let i = 0; i < d; i++) z[i] = scale * (x[i] - optimum[i]) + 1;
        return rosenbrock(z);
      },
    };
  },
  // 9 Rosenbrock, rotated
  (d, r) => {
    const matrix = rotations(d, r).Q.map((v) => valley(d) * v);
    const inValley = createValley(matrix, d);
    return { optimum: middleOf(matrix, valley(d)), matrices: [matrix], excess: (x) => rosenbrock(inValley(x)) };
  },
  // 10 ellipsoid, rotated
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    const weights = tens(6, d);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [R],
      excess: (x) => weighted(oscillateAll(multiply(R, minus(x, optimum, y), z)), weights),
    };
  },
  // 11 discus
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    const weights = new Float64Array(d).fill(1).fill(1e6, 0, 1);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [R],
      excess: (x) => weighted(oscillateAll(multiply(R, minus(x, optimum, y), z)), weights),
    };
  },
  // 12 bent cigar
  (d, r) => {
    const optimum = drawOptimum(d, r + 1_000_000);
    const { R } = rotations(d, r);
    const weights = new Float64Array(d).fill(1e6).fill(1, 0, 1);
    const skew = createSkew(0.5, d);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [R],
      excess: (x) => weighted(multiply(R, skew(multiply(R, minus(x, optimum, y), z)), y), weights),
    };
  },
  // 13 sharp ridge
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 10);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [matrix],
      excess(x) {
        multiply(matrix, minus(x, optimum, y), z);
        let ridge = 0;
        for (let i = 1; i < d; i++) ridge += z[i] * z[i];
        return z[0] ** 2 + 100 * Math.sqrt(ridge);
      },
    };
  },
  // 14 sum of different powers
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    const exponents = Float64Array.from({ length: d }, (_, i) => 2 + 4 * share(i, d));
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [R],
      excess(x) {
        multiply(R, minus(x, optimum, y), z);
        let sum = 0;
        for (let i = 0; i < d; i++) sum += Math.abs(z[i]) ** exponents[i];
        return Math.sqrt(sum);
      },
    };
  },
  // 15 Rastrigin, rotated
  (d, r) => {
    const { optimum, R, matrix } = conditioned(d, r, 10);
    const skew = createSkew(0.2, d);
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [R, matrix],
      excess: (x) => rastrigin(multiply(matrix, skew(oscillateAll(multiply(R, minus(x, optimum, y), z))), y)),
    };
  },
  // 16 Weierstrass
  (d, r) => {
    const { optimum, R, matrix } = conditioned(d, r, 1 / 100);
    const [y, z] = vectors(d);
    const heights = Float64Array.from({ length: 12 }, (_, k) => 2 ** (1 - k));
    const frequencies = Float64Array.from({ length: 12 }, (_, k) => 3 ** k);
    return {
      optimum,
      matrices: [R, matrix],
      excess(x) {
        multiply(matrix, oscillateAll(multiply(R, minus(x, optimum, y), z)), y);
        // cos(2 pi 3^k (z + 1/2)) - cos(pi 3^k) = 2 sin(pi 3^k z)^2, since 3^k is odd.
        let waves = 0;
        for (let i = 0; i < d; i++) {
          let sum = 0;
          for (let k = 0; k < 12; k++) sum += heights[k] * sinPiSquared(frequencies[k] * y[i]);
          waves += sum;
        }
        return 10 * (waves / d) ** 3 + (10 / d) * beyond(x);
      },
    };
  },
  // 17 and 18 Schaffers F7, of condition 10 and 1,000
  (d, r) => schaffers(d, r, 10),
  (d, r) => schaffers(d, r, 1_000),
  // 19 composite Griewank–Rosenbrock
  (d, r) => {
    const matrix = rotations(d, r).Q.map((v) => valley(d) * v);
    const inValley = createValley(matrix, d);
    return {
      optimum: middleOf(matrix, valley(d)),
      matrices: [matrix],
      excess(x) {
        const z = inValley(x);
        let sum = 0;
        for (let i = 0; i + 1 < d; i++) {
          const t = 100 * (z[i] ** 2 - z[i + 1]) ** 2 + (1 - z[i]) ** 2;
          // 1 - cos t without its cancellation.
          sum += t / 4_000 + 2 * Math.sin(t / 2) ** 2;
        }
        return (10 / (d - 1)) * sum;
      },
    };
  },
  // 20 Schwefel x sin x
  (d, r) => {
    const signs = uniforms(d, r).map((u) => (u < 0.5 ? -1 : 1));
    const scale = conditioning(10, d);
    const m = 4.2096874637;
    const [z] = vectors(d);
    return {
      optimum: signs.map((sign) => (sign * m) / 2),
      excess(x) {
        let [before, waves] = [0, 0];
        for (let i = 0; i < d; i++) {
          const h = 2 * signs[i] * x[i];
          z[i] = 100 * (scale[i] * (h + (i > 0 ? 0.25 * (before - m) : 0) - m) + m);
          waves += z[i] * Math.sin(Math.sqrt(Math.abs(z[i])));
          before = h;
        }
        return 0.01 * (beyond(z, 500) + 418.9828872724339 - waves / d);
      },
    };
  },
  // 21 and 22 Gallagher, of 101 and 21 peaks
  (d, r) => createGallagher(d, r, { peaks: 101, firstCondition: Math.sqrt(1_000), spread: 10, shift: 5 }),
  (d, r) => createGallagher(d, r, { peaks: 21, firstCondition: 1_000, spread: 9.8, shift: 4.9 }),
  // 23 Katsuura
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 100);
    const exponent = 10 / d ** 1.2;
    const [y, z] = vectors(d);
    return {
      optimum,
      matrices: [matrix],
      excess(x) {
        multiply(matrix, minus(x, optimum, y), z);
        let product = 1;
        for (let i = 0; i < d; i++) {
          let sum = 0;
          // Scaling by powers of two is exact.
          for (let j = 1, power = 2; j <= 32; j++, power *= 2) {
            const grown = power * z[i];
            sum += Math.abs(grown - Math.floor(grown + 0.5)) / power;
          }
          product *= (1 + (i + 1) * sum) ** exponent;
        }
        return (10 / d ** 2) * (product - 1) + beyond(x);
      },
    };
  },
  // 24 Lunacek bi-Rastrigin
  (d, r) => {
    const signs = gaussians(d, r).map((g) => (g < 0 ? -1 : 1));
    const { R, Q } = rotations(d, r);
    const matrix = sandwich(R, conditioning(100, d), Q);
    const mu0 = 2.5;
    const s = 1 - 0.5 / (Math.sqrt(d + 20) - 4.1);
    const mu1 = -Math.sqrt((mu0 ** 2 - 1) / s);
    const [y, z] = vectors(d);
    return {
      optimum: signs.map((sign) => (sign * mu0) / 2),
      matrices: [matrix],
      excess(x) {
        let near = 0;
        let far = 0;
        for (let i = 0; i < d; i++) {
          const h = 2 * signs[i] * x[i];
          y[i] = h - mu0;
          near += (h - mu0) ** 2;
          far += (h - mu1) ** 2;
        }
        multiply(matrix, y, z);
        let waves = 0;
        for (let i = 0; i < d; i++) waves += sinPiSquared(z[i]);
        return Math.min(near, d + s * far) + 20 * waves + 1e4 * beyond(x);
      },
    };
  },
];

function schaffers(d: number, r: number, condition: number): Built {
  const optimum = drawOptimum(d, r);
  const { R, Q } = rotations(d, r);
  const second = scaleRows(conditioning(condition, d), Q);
  const skew = createSkew(0.5, d);
  const [y, z] = vectors(d);
  return {
    optimum,
    matrices: [R, second],
    excess(x) {
      multiply(second, skew(multiply(R, minus(x, optimum, y), z)), y);
      let sum = 0;
      for (let i = 0; i + 1 < d; i++) {
        const q = y[i] ** 2 + y[i + 1] ** 2;
        sum += q ** 0.25 * (1 + Math.sin(50 * q ** 0.1) ** 2);
      }
      return (sum / (d - 1)) ** 2 + 10 * beyond(x);
    },
  };
}
