// The 24 noiseless functions of BBOB (Hansen, Finck, Ros & Auger 2009) in f64, as COCO computes them, each without its
// offset f_opt, so that the optimum is 0 and nothing cancels there. Indices count from 0.
import {
  beyond,
  conditioning,
  ellipsoid,
  middleOf,
  minus,
  multiply,
  oscillate,
  rastrigin,
  rosenbrock,
  sandwich,
  scaleRows,
  share,
  sinPiSquared,
  skew,
  total,
  valley,
} from './bbob-transformations.numeric.ts';
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

const builders: readonly Builder[] = [
  // 1 sphere
  (d, r) => {
    const optimum = drawOptimum(d, r);
    return { optimum, excess: (x) => total(minus(x, optimum), (v) => v * v) };
  },
  // 2 separable ellipsoid
  (d, r) => {
    const optimum = drawOptimum(d, r);
    return { optimum, excess: (x) => ellipsoid(minus(x, optimum).map(oscillate)) };
  },
  // 3 separable Rastrigin
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const scale = conditioning(10, d);
    return {
      optimum,
      excess: (x) =>
        rastrigin(
          minus(x, optimum)
            .map(oscillate)
            .map(skew(0.2))
            .map((v, i) => v * scale[i]),
        ),
    };
  },
  // 4 Büche–Rastrigin
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v, i) => (i % 2 === 0 ? Math.abs(v) : v));
    return {
      optimum,
      excess(x) {
        const z = minus(x, optimum).map(oscillate);
        return (
          rastrigin(z.map((v, i) => Math.sqrt(10) ** share(i, d) * (v > 0 && i % 2 === 0 ? 10 : 1) * v)) +
          100 * beyond(x)
        );
      },
    };
  },
  // 5 linear slope
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v) => (v > 0 ? 5 : -5));
    const slope = optimum.map((b, i) => Math.sign(b) * 10 ** share(i, d));
    return {
      optimum,
      excess: (x) => total(slope, (s, i) => 5 * Math.abs(s) - s * (x[i] * optimum[i] < 25 ? x[i] : optimum[i])),
    };
  },
  // 6 attractive sector
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 10);
    return {
      optimum,
      matrices: [matrix],
      excess: (x) =>
        oscillate(total(multiply(matrix, minus(x, optimum)), (v, i) => ((v * optimum[i] > 0 ? 100 : 1) * v) ** 2)) **
        0.9,
    };
  },
  // 7 step ellipsoid
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R, Q } = rotations(d, r);
    const steepening = scaleRows(conditioning(10, d), Q);
    return {
      optimum,
      matrices: [steepening, R],
      excess(x) {
        const steep = multiply(steepening, minus(x, optimum));
        const steps = steep.map((v) => (Math.abs(v) > 0.5 ? Math.floor(v + 0.5) : Math.floor(10 * v + 0.5) / 10));
        const z = multiply(R, steps);
        const value = total(z, (v, i) => 10 ** (2 * share(i, d)) * v * v);
        return 0.1 * Math.max(Math.abs(steep[0]) / 1e4, value) + beyond(x);
      },
    };
  },
  // 8 Rosenbrock
  (d, r) => {
    const optimum = drawOptimum(d, r).map((v) => 0.75 * v);
    return { optimum, excess: (x) => rosenbrock(minus(x, optimum).map((v) => valley(d) * v + 1)) };
  },
  // 9 Rosenbrock, rotated
  (d, r) => {
    const matrix = rotations(d, r).Q.map((v) => valley(d) * v);
    return {
      optimum: middleOf(matrix, valley(d)),
      matrices: [matrix],
      excess: (x) => rosenbrock(multiply(matrix, x).map((v) => v + 0.5)),
    };
  },
  // 10 ellipsoid, rotated
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    return { optimum, matrices: [R], excess: (x) => ellipsoid(multiply(R, minus(x, optimum)).map(oscillate)) };
  },
  // 11 discus
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    return {
      optimum,
      matrices: [R],
      excess: (x) => total(multiply(R, minus(x, optimum)).map(oscillate), (v, i) => (i === 0 ? 1e6 : 1) * v * v),
    };
  },
  // 12 bent cigar
  (d, r) => {
    const optimum = drawOptimum(d, r + 1_000_000);
    const { R } = rotations(d, r);
    return {
      optimum,
      matrices: [R],
      excess: (x) =>
        total(multiply(R, multiply(R, minus(x, optimum)).map(skew(0.5))), (v, i) => (i === 0 ? 1 : 1e6) * v * v),
    };
  },
  // 13 sharp ridge
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 10);
    return {
      optimum,
      matrices: [matrix],
      excess(x) {
        const z = multiply(matrix, minus(x, optimum));
        return z[0] ** 2 + 100 * Math.sqrt(total(z, (v, i) => (i === 0 ? 0 : v * v)));
      },
    };
  },
  // 14 sum of different powers
  (d, r) => {
    const optimum = drawOptimum(d, r);
    const { R } = rotations(d, r);
    return {
      optimum,
      matrices: [R],
      excess: (x) => Math.sqrt(total(multiply(R, minus(x, optimum)), (v, i) => Math.abs(v) ** (2 + 4 * share(i, d)))),
    };
  },
  // 15 Rastrigin, rotated
  (d, r) => {
    const { optimum, R, matrix } = conditioned(d, r, 10);
    return {
      optimum,
      matrices: [R, matrix],
      excess: (x) => rastrigin(multiply(matrix, multiply(R, minus(x, optimum)).map(oscillate).map(skew(0.2)))),
    };
  },
  // 16 Weierstrass
  (d, r) => {
    const { optimum, R, matrix } = conditioned(d, r, 1 / 100);
    return {
      optimum,
      matrices: [R, matrix],
      excess(x) {
        const z = multiply(matrix, multiply(R, minus(x, optimum)).map(oscillate));
        // cos(2 pi 3^k (z + 1/2)) - cos(pi 3^k) = 2 sin(pi 3^k z)^2, since 3^k is odd.
        const waves = total(z, (v) => {
          let sum = 0;
          for (let k = 0; k < 12; k++) sum += 2 ** (1 - k) * sinPiSquared(3 ** k * v);
          return sum;
        });
        return 10 * (waves / d) ** 3 + (10 / d) * beyond(x);
      },
    };
  },
  // 17 and 18 Schaffers F7, of condition 10 and 1000
  (d, r) => schaffers(d, r, 10),
  (d, r) => schaffers(d, r, 1_000),
  // 19 composite Griewank–Rosenbrock
  (d, r) => {
    const matrix = rotations(d, r).Q.map((v) => valley(d) * v);
    return {
      optimum: middleOf(matrix, valley(d)),
      matrices: [matrix],
      excess(x) {
        const z = multiply(matrix, x).map((v) => v + 0.5);
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
    return {
      optimum: signs.map((sign) => (sign * m) / 2),
      excess(x) {
        const h = signs.map((sign, i) => 2 * sign * x[i]);
        const z = h.map((v, i) => 100 * (scale[i] * (v + (i > 0 ? 0.25 * (h[i - 1] - m) : 0) - m) + m));
        const waves = total(z, (v) => v * Math.sin(Math.sqrt(Math.abs(v))));
        return 0.01 * (beyond(z, 500) + 418.9828872724339 - waves / d);
      },
    };
  },
  // 21 and 22 Gallagher, of 101 and 21 peaks
  (d, r) => gallagher(d, r, { peaks: 101, firstCondition: Math.sqrt(1_000), spread: 10, shift: 5 }),
  (d, r) => gallagher(d, r, { peaks: 21, firstCondition: 1_000, spread: 9.8, shift: 4.9 }),
  // 23 Katsuura
  (d, r) => {
    const { optimum, matrix } = conditioned(d, r, 100);
    return {
      optimum,
      matrices: [matrix],
      excess(x) {
        const z = multiply(matrix, minus(x, optimum));
        let product = 1;
        z.forEach((v, i) => {
          let sum = 0;
          for (let j = 1; j <= 32; j++) {
            const grown = 2 ** j * v;
            sum += Math.abs(grown - Math.floor(grown + 0.5)) / 2 ** j;
          }
          product *= (1 + (i + 1) * sum) ** (10 / d ** 1.2);
        });
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
    return {
      optimum: signs.map((sign) => (sign * mu0) / 2),
      matrices: [matrix],
      excess(x) {
        const h = signs.map((sign, i) => 2 * sign * x[i]);
        const near = total(h, (v) => (v - mu0) ** 2);
        const far = d + s * total(h, (v) => (v - mu1) ** 2);
        const z = multiply(
          matrix,
          h.map((v) => v - mu0),
        );
        return Math.min(near, far) + 20 * total(z, sinPiSquared) + 1e4 * beyond(x);
      },
    };
  },
];

function schaffers(d: number, r: number, condition: number): Built {
  const optimum = drawOptimum(d, r);
  const { R, Q } = rotations(d, r);
  const second = scaleRows(conditioning(condition, d), Q);
  return {
    optimum,
    matrices: [R, second],
    excess(x) {
      const z = multiply(second, multiply(R, minus(x, optimum)).map(skew(0.5)));
      let sum = 0;
      for (let i = 0; i + 1 < d; i++) {
        const q = z[i] ** 2 + z[i + 1] ** 2;
        sum += q ** 0.25 * (1 + Math.sin(50 * q ** 0.1) ** 2);
      }
      return (sum / (d - 1)) ** 2 + 10 * beyond(x);
    },
  };
}

function gallagher(
  d: number,
  r: number,
  made: { peaks: number; firstCondition: number; spread: number; shift: number },
): Built {
  const { peaks } = made;
  const { Q } = rotations(d, r);
  const order = sortedIndices(uniforms(peaks - 1, r));
  const scales = Array.from({ length: peaks }, (_, peak) => {
    const condition = peak === 0 ? made.firstCondition : 1_000 ** (order[peak - 1] / (peaks - 2));
    const places = sortedIndices(uniforms(d, r + 1_000 * peak));
    return Float64Array.from(places, (place) => condition ** (share(place, d) - 0.5));
  });
  const drawn = uniforms(d * peaks, r);
  const centres = Array.from({ length: peaks }, (_, peak) =>
    Float64Array.from(
      { length: d },
      (_unused, j) => (peak === 0 ? 0.8 : 1) * (made.spread * drawn[peak * d + j] - made.shift),
    ),
  );
  const turned = centres.map((centre) => multiply(Q, centre));
  const heights = Array.from({ length: peaks }, (_, peak) => (peak === 0 ? 10 : 1.1 + (8 * (peak - 1)) / (peaks - 2)));
  return {
    optimum: centres[0],
    matrices: [Q],
    extra: Float64Array.from(
      heights.flatMap((height, peak) => [height, ...scales[peak], ...turned[peak].map((v, j) => v - turned[0][j])]),
    ),
    excess(x) {
      const z = multiply(Q, x);
      let highest = 0;
      for (let peak = 0; peak < peaks; peak++) {
        const distance = total(z, (v, j) => scales[peak][j] * (v - turned[peak][j]) ** 2);
        highest = Math.max(highest, heights[peak] * Math.exp((-0.5 / d) * distance));
      }
      return oscillate(10 - highest) ** 2 + beyond(x);
    },
  };
}

/** Indices in the order of their values. */
function sortedIndices(values: Float64Array): number[] {
  return [...values.keys()].sort((a, b) => values[a] - values[b]);
}
