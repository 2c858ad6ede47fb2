// Performance profiles (Dolan & Moré 2002): for each solver, the share of problems on which it costs at most tau times what
// the cheapest solver costs there.

export interface PerformanceProfile {
  /** Ratios to the cheapest, growing, the first 1: the profile steps up at each. */
  readonly tau: readonly number[];
  /** Share of problems within tau[i]; problems that no solver solves count as missed by all. */
  readonly share: readonly number[];
}

/** @param costs [solver][problem], above 0; null: not solved */
export function performanceProfiles(costs: readonly (readonly (number | null)[])[]): PerformanceProfile[] {
  const problems = costs[0]?.length ?? 0;
  const least = Array.from({ length: problems }, (_, p) =>
    costs.reduce((lowest, of) => Math.min(lowest, of[p] ?? Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY),
  );
  return costs.map((of) => {
    const ratios = of.flatMap((cost, p) => (cost === null ? [] : [cost / least[p]])).sort((a, b) => a - b);
    const tau = [...new Set([1, ...ratios])];
    return { tau, share: tau.map((t) => ratios.filter((ratio) => ratio <= t).length / problems) };
  });
}
