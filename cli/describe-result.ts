// What a run found, in words for a terminal.
import { describeAdapter } from '../src/core/adapter.ts';
import type { SwarmResult } from '../src/models/swarm/result.ts';

const longestList = 20;

export function describeResult(result: SwarmResult): string {
  const { best, fit, polish } = result;
  const variables = Object.entries(best.variables);
  const width = Math.max(4, ...variables.slice(0, longestList).map(([name]) => name.length));
  const lines = [
    `best value   ${best.value}${best.feasible ? '' : `   infeasible: violation ${best.violation}`}`,
    result.problem.name === 'wgsl'
      ? `             in 32 bits, evaluated again on the device: WGSL has no 64-bit form; the search saw ${best.valueF32}`
      : `             ${best.valueF32} as the search saw it in f32`,
    ...(polish
      ? [
          `             ${polish.valueBefore} in f64 before the polish (${polish.method}, ${count(polish.evaluations)} evaluations of its own)`,
        ]
      : []),
    ...variables.slice(0, longestList).map(([name, value]) => {
      const error = fit?.standardErrors[name];
      return `  ${name.padEnd(width)}  ${value}${error === undefined || error === null ? '' : ` ± ${error}`}`;
    }),
    ...(variables.length > longestList ? [`  … ${variables.length - longestList} more (--json prints them all)`] : []),
    ...(fit ? describeFit(fit) : []),
    `${count(result.evaluations)} evaluations, ${count(result.generations)} generations, ${whereOf(result)}; stopped because: ${result.stoppedBecause}`,
    ...(result.algorithmReason === undefined ? [] : [`algorithm ${result.algorithm.name}: ${result.algorithmReason}`]),
    `run ${result.id}`,
  ];
  return `${lines.join('\n')}\n`;
}

function describeFit(fit: NonNullable<SwarmResult['fit']>): string[] {
  return [
    `residuals    sum of squares ${fit.residualSumOfSquares}, standard deviation ${fit.residualStandardDeviation ?? 'none'}, ${fit.degreesOfFreedom} degrees of freedom, R² ${fit.rSquared ?? 'none'}`,
    ...fit.notes,
    ...(fit.alternatives.length > 0
      ? [`${fit.alternatives.length} other optima explain the data as well (--json prints them)`]
      : []),
  ];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** Seconds of a search whose values come from outside say nothing of what they took. */
function whereOf({ problem, seconds, adapter }: SwarmResult): string {
  return problem.name === 'external' ? 'values from outside' : `${seconds.toFixed(2)} s on ${describeAdapter(adapter)}`;
}
