// The covariance of separable CMA-ES, one spread a coordinate: the oracle of shaders/swarm/cma/diagonal-model.wgsl.
import { diagonalConstants } from './constants.numeric.ts';
import { memoryHead as at } from '../../plan.ts';
import { arraysOf } from './layout.ts';
import type { CmaModel } from './model.ts';

export function createDiagonalModel(n: number): CmaModel {
  const { spread, path, nextPath } = arraysOf(n);
  const learned = new Float64Array(n);
  return {
    constants: diagonalConstants,
    reset(floats) {
      floats.fill(1, at + spread, at + spread + n);
    },
    stretch(floats, draws, from, out) {
      for (let d = 0; d < n; d++) out[d] = floats[at + spread + d] * draws[from + d];
    },
    learn({ floats, draws, order, weights }, { kept, c1, cMu }) {
      for (let d = 0; d < n; d++) learned[d] = kept + c1 * floats[at + nextPath + d] ** 2;
      for (let rank = 0; rank < weights.length; rank++) {
        const weight = cMu * weights[rank];
        if (weight === 0) break;
        const from = order[rank] * n;
        for (let d = 0; d < n; d++) learned[d] += weight * draws[from + d] * draws[from + d];
      }
      for (let d = 0; d < n; d++) {
        const root = Math.sqrt(learned[d]);
        floats[at + spread + d] *= root;
        floats[at + path + d] = floats[at + nextPath + d] / root;
      }
    },
    widen(floats, d, times) {
      floats[at + spread + d] *= times;
    },
    axisRatio(floats) {
      let least = Number.POSITIVE_INFINITY;
      let most = 0;
      for (let d = 0; d < n; d++) {
        const size = floats[at + spread + d];
        if (size < least) least = size;
        if (size > most) most = size;
      }
      return most / least;
    },
  };
}
