// The engineering designs by name: what every thread knows of them. All else is in designs.ts.

export const designNames = [
  'welded-beam',
  'pressure-vessel',
  'tension-spring',
  'speed-reducer',
  'three-bar-truss',
  'gear-train',
  'cantilever',
] as const;
export type DesignName = (typeof designNames)[number];

/** Variables of each. */
export const designDimensions: Readonly<Record<DesignName, number>> = {
  'welded-beam': 4,
  'pressure-vessel': 4,
  'tension-spring': 3,
  'speed-reducer': 7,
  'three-bar-truss': 2,
  'gear-train': 4,
  cantilever: 5,
};

export function isDesign<Problem extends { readonly name: string }>(
  problem: Problem,
): problem is Extract<Problem, { readonly name: DesignName }> {
  return designNames.some((name) => name === problem.name);
}
