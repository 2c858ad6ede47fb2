// The covariance matrix of CMA-ES as its lower factor A, C = A A': the oracle of shaders/swarm/cma/full-model.wgsl. Steps are
// A z. What a generation learns is taken in the coordinates of its draws, where the matrix K is near the identity whatever the
// condition of C, and every so many generations A becomes A L, K = L L': no matrix is formed that f32 could not hold.
import { fullConstants } from './constants.numeric.ts';
import { addFour, dot, dotF32 } from './dense.numeric.ts';
import { memoryHead as at } from '../../plan.ts';
import { arraysOf } from './layout.ts';
import type { CmaModel } from './model.ts';

/** Least square of a pivot: K's eigenvalues are of the size of 1, so that less is not a number. */
const leastPivot = 1e-10;

export function createFullModel(n: number): CmaModel {
  const { factor, learned, spread, path, nextPath } = arraysOf(n);
  const k = new Float64Array(n * n);
  const row = new Float64Array(n);
  /** Four draws at a time. */
  const four = new Float64Array(4 * n);

  return {
    constants: fullConstants,
    reset(floats) {
      floats.fill(0, at + factor, at + factor + 2 * n * n);
      for (let d = 0; d < n; d++) {
        floats[at + factor + d * n + d] = 1;
        floats[at + spread + d] = 1;
      }
    },
    stretch(floats, draws, from, out) {
      for (let d = 0; d < n; d++) {
        out[d] = dotF32(floats, at + factor + d * n, draws, from, d + 1);
      }
    },
    learn(view, { kept, c1, cMu, isFresh, renews }) {
      const { floats } = view;
      const p = floats.subarray(at + nextPath, at + nextPath + n);
      const stored = floats.subarray(at + learned, at + learned + n * n);
      for (let i = 0; i < n; i++) {
        const pull = c1 * p[i];
        for (let j = 0; j <= i; j++) {
          const old = isFresh ? (i === j ? 1 : 0) : stored[i * n + j];
          k[i * n + j] = kept * old + pull * p[j];
        }
      }
      addDraws(view, cMu);
      if (renews) factorise();
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) stored[i * n + j] = k[i * n + j];
      if (!renews) {
        floats.copyWithin(at + path, at + nextPath, at + nextPath + n);
        return;
      }
      for (let d = 0; d < n; d++) {
        const base = at + factor + d * n;
        multiplyByFactor(floats, base, d + 1);
        let squares = 0;
        for (let j = 0; j <= d; j++) {
          floats[base + j] = row[j];
          squares += row[j] * row[j];
        }
        floats[at + spread + d] = Math.sqrt(squares);
      }
      for (let i = 0; i < n; i++) {
        row[i] = (p[i] - dot(k, i * n, row, 0, i)) / k[i * n + i];
        floats[at + path + i] = row[i];
        p[i] = k[i * n + i];
      }
    },
    widen(floats, d, times) {
      const base = at + factor + d * n;
      for (let j = 0; j <= d; j++) floats[base + j] *= times;
      floats[at + spread + d] *= times;
    },
    axisRatio(floats) {
      let least = Number.POSITIVE_INFINITY;
      let most = 0;
      for (let d = 0; d < n; d++) {
        const size = floats[at + factor + d * n + d];
        if (size < least) least = size;
        if (size > most) most = size;
      }
      return most / least;
    },
  };

  function addDraws({ draws, order, weights }: Parameters<CmaModel['learn']>[0], cMu: number): void {
    for (let first = 0; first < weights.length; first += 4) {
      four.fill(0);
      for (let rank = first; rank < Math.min(first + 4, weights.length); rank++) {
        const from = order[rank] * n;
        for (let d = 0; d < n; d++) four[(rank - first) * n + d] = draws[from + d];
      }
      const weightOf = (rank: number): number => (rank < weights.length ? cMu * weights[rank] : 0);
      const [w0, w1, w2, w3] = [weightOf(first), weightOf(first + 1), weightOf(first + 2), weightOf(first + 3)];
      for (let i = 0; i < n; i++)
        addFour(
          k,
          i * n,
          four,
          0,
          n,
          i + 1,
          w0 * four[i],
          w1 * four[n + i],
          w2 * four[2 * n + i],
          w3 * four[3 * n + i],
        );
    }
  }

  /** `row` becomes the row of so many numbers at `base`, times the factor in `k`. */
  function multiplyByFactor(floats: Float32Array, base: number, count: number): void {
    row.fill(0, 0, count);
    let i = 0;
    for (; i + 3 < count; i += 4) {
      const [a0, a1, a2, a3] = [floats[base + i], floats[base + i + 1], floats[base + i + 2], floats[base + i + 3]];
      addFour(row, 0, k, i * n, n, i + 1, a0, a1, a2, a3);
      row[i + 1] += a1 * k[(i + 1) * n + i + 1] + a2 * k[(i + 2) * n + i + 1] + a3 * k[(i + 3) * n + i + 1];
      row[i + 2] += a2 * k[(i + 2) * n + i + 2] + a3 * k[(i + 3) * n + i + 2];
      row[i + 3] += a3 * k[(i + 3) * n + i + 3];
    }
    for (; i < count; i++) {
      const a = floats[base + i];
      for (let j = 0; j <= i; j++) row[j] += a * k[i * n + j];
    }
  }

  /** Cholesky, by rows, in place. */
  function factorise(): void {
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const rest = k[i * n + j] - dot(k, i * n, k, j * n, j);
        k[i * n + j] = i === j ? Math.sqrt(Math.max(rest, leastPivot)) : rest / k[j * n + j];
      }
  }
}
