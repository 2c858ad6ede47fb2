// The covariance matrix of CMA-ES as its lower factor A, C = A A': the oracle of shaders/swarm/cma/full-model.wgsl. Steps are
// A z. What a generation learns is taken in the coordinates of its draws, where the matrix K is near the identity whatever the
// condition of C, and every so many generations A becomes A L, K = L L': no matrix is formed that f32 could not hold.
import { fullConstants } from './constants.numeric.ts';
import { memoryHead as at } from '../../plan.ts';
import { arraysOf } from './layout.ts';
import type { CmaModel } from './model.ts';

/** Least square of a pivot: K's eigenvalues are of the size of 1, so that less is not a number. */
const leastPivot = 1e-10;

export function createFullModel(n: number): CmaModel {
  const { factor, learned, spread, path, nextPath } = arraysOf(n);
  const k = new Float64Array(n * n);
  const row = new Float64Array(n);

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
        const base = at + factor + d * n;
        let total = 0;
        for (let j = 0; j <= d; j++) total += floats[base + j] * draws[from + j];
        out[d] = total;
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
        row.fill(0);
        for (let i = 0; i <= d; i++) {
          const a = floats[base + i];
          for (let j = 0; j <= i; j++) row[j] += a * k[i * n + j];
        }
        let squares = 0;
        for (let j = 0; j <= d; j++) {
          floats[base + j] = row[j];
          squares += row[j] * row[j];
        }
        floats[at + spread + d] = Math.sqrt(squares);
      }
      for (let i = 0; i < n; i++) {
        let rest = p[i];
        for (let j = 0; j < i; j++) rest -= k[i * n + j] * row[j];
        row[i] = rest / k[i * n + i];
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
    for (let rank = 0; rank < weights.length; rank++) {
      const weight = cMu * weights[rank];
      const from = order[rank] * n;
      for (let d = 0; d < n; d++) row[d] = draws[from + d];
      for (let i = 0; i < n; i++) {
        const pull = weight * row[i];
        const base = i * n;
        for (let j = 0; j <= i; j++) k[base + j] += pull * row[j];
      }
    }
  }

  /** Cholesky, by rows, in place. */
  function factorise(): void {
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let rest = k[i * n + j];
        for (let m = 0; m < j; m++) rest -= k[i * n + m] * k[j * n + m];
        k[i * n + j] = i === j ? Math.sqrt(Math.max(rest, leastPivot)) : rest / k[j * n + j];
      }
  }
}
