// How far mean ranks must lie apart to differ, all pairs looked at together: Nemenyi's test (1963) as in Demšar (2006).

/** Upper 5 % points of the studentized range for 2 to 20 treatments and no end of degrees of freedom, by the root of 2. */
const quantiles = [
  1.959964, 2.343701, 2.569032, 2.727774, 2.849705, 2.94832, 3.030878, 3.10173, 3.163684, 3.218654, 3.268004, 3.312739,
  3.353618, 3.39123, 3.426041, 3.458425, 3.488685, 3.517073, 3.543799,
];

/**
 * The least difference of two mean ranks that is significant at 5 %.
 * @returns null for fewer than 2 or more than 20 treatments
 */
export function criticalDifference(treatments: number, blocks: number): number | null {
  const quantile = quantiles[treatments - 2] as number | undefined;
  return quantile === undefined ? null : quantile * Math.sqrt((treatments * (treatments + 1)) / (6 * blocks));
}
