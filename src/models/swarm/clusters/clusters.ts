// Lennard-Jones clusters as every thread knows them: how many variables, which box, which least energies. Device-free.

export const clusterName = 'lennard-jones';
export const atomsInCluster = { least: 2, most: 38 } as const;

export function isCluster<Problem extends { readonly name: string }>(
  problem: Problem,
): problem is Extract<Problem, { readonly name: typeof clusterName }> {
  return problem.name === clusterName;
}

/**
 * All coordinates are searched, though moving and turning the whole changes nothing: with six of them held (the first atom
 * the origin, the second on an axis, the third in a plane) the atoms that are held drag all others along, and a local
 * search needs twice the evaluations.
 */
export function clusterDimensions(atoms: number): number {
  return 3 * atoms;
}

/**
 * Half the edge of the box, in σ: the radius of a ball that holds the atoms at the density of the densest packing at the
 * pair's best distance, which is one atom a σ³, and half a σ around it.
 */
export function clusterReach(atoms: number): number {
  return Math.cbrt((3 * atoms) / (4 * Math.PI)) + 0.5;
}

/** "x1", "y1", "z1", "x2" … */
export function clusterNames(atoms: number): string[] {
  return Array.from({ length: 3 * atoms }, (_, d) => `${'xyz'[d % 3]}${Math.floor(d / 3) + 1}`);
}

/**
 * Least energies known, in ε, each found here by basin hopping from random places, relaxed in f64. Those of 27 to 37 atoms
 * were not searched for, and are left out.
 */
const leastEnergies: Readonly<Record<number, number>> = {
  2: -1,
  3: -3,
  4: -6,
  5: -9.1038524157,
  6: -12.7120622568,
  7: -16.505384168,
  8: -19.8214891922,
  9: -24.1133604336,
  10: -28.4225318934,
  11: -32.76597009,
  12: -37.9675995624,
  13: -44.3268014195,
  14: -47.8451567826,
  15: -52.3226272618,
  16: -56.8157417804,
  17: -61.3179946601,
  18: -66.5309494631,
  19: -72.6597824544,
  20: -77.1770425683,
  21: -81.6845711314,
  22: -86.8097822593,
  23: -92.8444724283,
  24: -97.348815118,
  25: -102.3726631996,
  26: -108.3156162317,
  38: -173.9284265906,
};

export function leastEnergy(atoms: number): number | null {
  return leastEnergies[atoms] ?? null;
}

export const clusterSource = 'Hoare & Pal 1971; Northby 1987; Wales & Doye 1997';
