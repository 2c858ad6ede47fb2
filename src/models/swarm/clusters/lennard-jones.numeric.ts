// The energy of a Lennard-Jones cluster and its gradient, f64, in reduced units: the sum over pairs of 4 (r⁻¹² − r⁻⁶). The
// kernel is shaders/swarm/problems/lennard-jones.wgsl.

/**
 * Squared distance below which a pair's energy goes on along its tangent, so that nothing overflows and every place has a
 * slope that leads out. No pair of a minimum comes near: at this distance two atoms are 16,000 ε above apart.
 */
const leastSquare = 0.25;

/**
 * @param coordinates [atom][x, y, z], in σ
 * @param gradient of the same shape, written where it is given
 * @returns the energy in ε
 */
export function clusterEnergy(coordinates: ArrayLike<number>, gradient: Float64Array | null): number {
  gradient?.fill(0);
  let energy = 0;
  for (let i = 3; i < coordinates.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const dx = coordinates[i] - coordinates[j];
      const dy = coordinates[i + 1] - coordinates[j + 1];
      const dz = coordinates[i + 2] - coordinates[j + 2];
      const square = dx * dx + dy * dy + dz * dz;
      const inverse = 1 / Math.max(square, leastSquare);
      const attraction = inverse * inverse * inverse;
      // By the squared distance: no root is needed.
      const slope = -12 * inverse * attraction * (2 * attraction - 1);
      energy += 4 * attraction * (attraction - 1) + slope * Math.min(0, square - leastSquare);
      if (!gradient) continue;
      const push = 2 * slope;
      gradient[i] += push * dx;
      gradient[i + 1] += push * dy;
      gradient[i + 2] += push * dz;
      gradient[j] -= push * dx;
      gradient[j + 1] -= push * dy;
      gradient[j + 2] -= push * dz;
    }
  }
  return energy;
}

/** Half of the energies of each atom's pairs; their sum is the cluster's. */
export function atomEnergies(coordinates: ArrayLike<number>): number[] {
  const energies = new Array<number>(coordinates.length / 3).fill(0);
  const pair = new Float64Array(6);
  for (let i = 1; i < energies.length; i++) {
    for (let j = 0; j < i; j++) {
      for (let axis = 0; axis < 3; axis++) {
        pair[axis] = coordinates[3 * i + axis];
        pair[3 + axis] = coordinates[3 * j + axis];
      }
      const energy = clusterEnergy(pair, null);
      energies[i] += energy / 2;
      energies[j] += energy / 2;
    }
  }
  return energies;
}
