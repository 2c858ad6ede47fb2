// Energies of structures made by geometry, and what the spec says of clusters.
import { describe, expect, it } from 'vitest';
import { minimiseInBox } from '../polish/minimise-in-box.numeric.ts';
import { compileProblem } from '../compile-problem.ts';
import { parseSwarmSpec } from '../schema.ts';
import { clusterReach, leastEnergy } from './clusters.ts';
import { atomEnergies, clusterEnergy } from './lennard-jones.numeric.ts';

type Place = readonly [number, number, number];

/** Where a pair rests. */
const rest = 2 ** (1 / 6);

function scaled(places: readonly Place[], factor: number): Float64Array {
  return Float64Array.from(places.flat(), (x) => x * factor);
}

/** As it comes to rest, from a structure that geometry makes. */
function relaxed(places: readonly Place[], factor: number): { position: Float64Array; value: number } {
  const start = scaled(places, factor);
  const reach = clusterReach(places.length);
  const box = {
    lower: new Float64Array(start.length).fill(-reach),
    upper: new Float64Array(start.length).fill(reach),
  };
  const steps = minimiseInBox(clusterEnergy, box, start);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const tetrahedron: readonly Place[] = [
  [1, 1, 1],
  [1, -1, -1],
  [-1, 1, -1],
  [-1, -1, 1],
];

const golden = (1 + Math.sqrt(5)) / 2;
const icosahedron: readonly Place[] = [
  [0, 0, 0],
  ...[-1, 1].flatMap((a) =>
    [-golden, golden].flatMap((b): Place[] => [
      [0, a, b],
      [a, b, 0],
      [b, 0, a],
    ]),
  ),
];

/** Of the face-centred cubic lattice, an octahedron without its six corners. */
const truncatedOctahedron: readonly Place[] = [-3, -2, -1, 0, 1, 2, 3]
  .flatMap((x) => [-3, -2, -1, 0, 1, 2, 3].flatMap((y) => [-3, -2, -1, 0, 1, 2, 3].map((z): Place => [x, y, z])))
  .filter(([x, y, z]) => {
    const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
    return sum % 2 === 1 && sum <= 3 && Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) < 3;
  });

describe('the energy of a cluster', () => {
  it('is that of its pairs at rest: 1, 3 and 6 of them for two, three and four atoms', () => {
    const triangle: Place[] = [
      [0, 0, 0],
      [1, 0, 0],
      [1 / 2, Math.sqrt(3) / 2, 0],
    ];
    expect(clusterEnergy(scaled(triangle.slice(0, 2), rest), null)).toBeCloseTo(-1, 14);
    expect(clusterEnergy(scaled(triangle, rest), null)).toBeCloseTo(-3, 14);
    expect(clusterEnergy(scaled(tetrahedron, rest / Math.sqrt(8)), null)).toBeCloseTo(-6, 13);
  });

  it('is the known least for the icosahedron of 13 and the truncated octahedron of 38, once they are at rest', () => {
    expect(icosahedron).toHaveLength(13);
    expect(relaxed(icosahedron, rest / 2).value).toBeCloseTo(-44.326801, 6);
    expect(truncatedOctahedron).toHaveLength(38);
    expect(relaxed(truncatedOctahedron, 0.775).value).toBeCloseTo(-173.928427, 6);
    expect(leastEnergy(13)).toBeCloseTo(-44.326801, 6);
    expect(leastEnergy(38)).toBeCloseTo(-173.928427, 6);
  });

  it('is the sum of what its atoms take part in', () => {
    const { position, value } = relaxed(icosahedron, rest / 2);
    const energies = atomEnergies(position);
    expect(energies.reduce((sum, own) => sum + own, 0)).toBeCloseTo(value, 10);
    // The one in the middle is held by twelve.
    expect(Math.min(...energies)).toBe(energies[0]);
  });

  it('goes on along the tangent below half a σ: continuous, finite and steep down to where two atoms are one', () => {
    const pair = (distance: number): number => clusterEnergy(Float64Array.of(0, 0, 0, distance, 0, 0), null);
    expect(pair(0.5)).toBe(4 * (4 ** 6 - 4 ** 3));
    expect(Math.abs(pair(0.5 - 1e-9) / pair(0.5 + 1e-9) - 1)).toBeLessThan(1e-7);
    expect(pair(0)).toBeGreaterThan(pair(0.25));
    expect(pair(0.25)).toBeGreaterThan(pair(0.5));
    expect(Math.fround(pair(0) * 38 * 37)).toBeLessThan(1e9);
  });

  it('has the gradient that differences show, above and below half a σ', () => {
    const place = scaled(tetrahedron, 0.45);
    place[0] = -0.2;
    place[3] = -0.3;
    place[1] = place[4] = 0.1;
    const gradient = new Float64Array(place.length);
    clusterEnergy(place, gradient);
    place.forEach((x, d) => {
      const at = (shift: number): number =>
        clusterEnergy(
          place.map((other, i) => (i === d ? x + shift : other)),
          null,
        );
      const difference = (at(1e-6) - at(-1e-6)) / 2e-6;
      // Rounding of values near 1e5, over the step: 1e5 · 2⁻⁵³ / 1e-6, and the third derivative's share.
      expect(Math.abs((gradient[d] ?? 0) - difference)).toBeLessThan(1e-6 * Math.abs(difference) + 1e-3);
    });
  });
});

describe('a cluster in a spec', () => {
  it('has 13 atoms unless told, from 2 to 38, and three variables each', () => {
    const { problem } = parseSwarmSpec({ kind: 'swarm', problem: { name: 'lennard-jones' } });
    expect(problem).toEqual({ name: 'lennard-jones', atoms: 13 });
    expect(compileProblem(problem).names.slice(0, 4)).toEqual(['x1', 'y1', 'z1', 'x2']);
    for (const atoms of [1, 39, 2.5])
      expect(() => parseSwarmSpec({ kind: 'swarm', problem: { name: 'lennard-jones', atoms } })).toThrow(
        'problem.atoms',
      );
  });

  it('has a box that holds its best shape', () => {
    for (const [places, factor] of [
      [icosahedron, rest / 2],
      [truncatedOctahedron, 0.775],
    ] as const) {
      const { position } = relaxed(places, factor);
      const widest = Math.max(...position.map(Math.abs));
      expect(widest).toBeLessThan(clusterReach(places.length) - 0.3);
    }
  });
});
