// The catalogue's functions in f64: what is reported is computed here, and the kernels in shaders/swarm/problems/ are
// held against it. Forms that do not cancel at the minimum, as there. Out-of-box points are evaluated as the formulas say.
import type { CatalogueName } from './catalogue.ts';

type Objective = (z: Float64Array) => number;

/** sin(πx)², with the period taken out first, so that large x keep their phase. */
function sinPiSquared(x: number): number {
  const s = Math.sin(Math.PI * (x - Math.round(x)));
  return s * s;
}

const schwefelMinimiser = 420.968746359982;
const schwefelRoot = Math.sqrt(schwefelMinimiser);
const schwefelSine = Math.sin(schwefelRoot);

function schwefelTerm(z: number): number {
  const root = Math.sqrt(Math.abs(z));
  if (z <= 0) return 418.9828872724338 - z * Math.sin(root);
  const offset = z - schwefelMinimiser;
  const e = offset / (root + schwefelRoot);
  const half = Math.sin(e / 2);
  return schwefelSine * (2 * z * (Math.sin(e) / schwefelRoot + half * half) - offset);
}

function sum(z: Float64Array, term: (z: number, d: number) => number): number {
  let total = 0;
  for (let d = 0; d < z.length; d++) total += term(z[d], d);
  return total;
}

export const catalogueFunctions: Readonly<Record<CatalogueName, Objective>> = {
  sphere: (z) => sum(z, (x) => x * x),
  ellipsoid: (z) => sum(z, (x, d) => 10 ** ((6 * d) / Math.max(1, z.length - 1)) * x * x),
  rosenbrock: (z) => {
    if (z.length === 1) return (1 - z[0]) ** 2;
    let total = 0;
    for (let d = 0; d + 1 < z.length; d++) total += 100 * (z[d + 1] - z[d] * z[d]) ** 2 + (1 - z[d]) ** 2;
    return total;
  },
  rastrigin: (z) => sum(z, (x) => x * x + 20 * sinPiSquared(x)),
  ackley: (z) => {
    const squares = sum(z, (x) => x * x);
    const waves = sum(z, (x) => sinPiSquared(x));
    return -20 * Math.expm1(-0.2 * Math.sqrt(squares / z.length)) - Math.E * Math.expm1((-2 * waves) / z.length);
  },
  griewank: (z) => {
    let squares = 0;
    let fallen = 0;
    for (let d = 0; d < z.length; d++) {
      squares += z[d] * z[d];
      const h = 2 * sinPiSquared(z[d] / Math.sqrt(d + 1) / (2 * Math.PI));
      fallen += (1 - fallen) * h;
    }
    return squares / 4000 + fallen;
  },
  schwefel: (z) => sum(z, schwefelTerm),
  levy: (z) => {
    const last = z.length - 1;
    return sum(z, (x, d) => {
      const u = (x - 1) / 4;
      const first = d === 0 ? sinPiSquared(u) : 0;
      return first + u * u * (d < last ? 1 + 10 * sinPiSquared(u + 1 / Math.PI) : 1 + sinPiSquared(2 * u));
    });
  },
  zakharov: (z) => {
    const squares = sum(z, (x) => x * x);
    const slope = sum(z, (x, d) => 0.5 * (d + 1) * x);
    return squares + slope ** 2 + slope ** 4;
  },
  michalewicz: (z) => -sum(z, (x, d) => Math.sin(x) * Math.sin(((d + 1) * x * x) / Math.PI) ** 20),
  'styblinski-tang': (z) => sum(z, (x) => 0.5 * (x ** 4 - 16 * x * x + 5 * x)),
  happycat: (z) => {
    const ridge = sum(z, (x) => (x + 1) * (x - 1));
    const squares = sum(z, (x) => (x + 1) ** 2);
    return Math.abs(ridge) ** 0.25 + squares / (2 * z.length);
  },
};

/**
 * What a shifted or rotated problem sees of a coordinate outside the published box where the function falls for ever
 * there (Schwefel): the edge's value and a quadratic penalty, as the kernel does.
 */
export function evaluateMoved(name: CatalogueName, z: Float64Array): number {
  if (name !== 'schwefel') return catalogueFunctions[name](z);
  return sum(z, (x) => {
    const inside = Math.min(500, Math.max(-500, x));
    return schwefelTerm(inside) + 0.1 * (x - inside) ** 2;
  });
}
