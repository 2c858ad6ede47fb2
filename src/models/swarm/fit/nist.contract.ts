// Certified fits as cases: runs a set of NIST's Statistical Reference Datasets from boxes alone and says how many digits
// agree. Test support, not part of the product.
import { readFileSync } from 'node:fs';
import { createRunControl } from '../../../core/run-control.ts';
import { createWorkQueue } from '../../../core/work-queue.ts';
import { readNist, suggestBox, type NistData } from '../../../data/read-nist.ts';
import { parseSwarmSpec, type SwarmSpec, type SwarmSpecInput } from '../schema.ts';
import { compileFit } from './compile-fit.ts';
import type { FitOutcome } from './fit-outcome.ts';
import { type FitRunLoop, type FitRunOptions, startFitRun } from './fit-run.ts';
import { createCpuFitSwarm } from './fit-swarm.ts';

const testClock = {
  now: () => Date.now(),
  tick: () => performance.now(),
  yield: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

export function readFixture(name: string): NistData {
  return readNist(readFileSync(new URL(`../../../data/fixtures/${name}.dat`, import.meta.url)));
}

export function specOf(nist: NistData, seed: number): SwarmSpecInput {
  return {
    kind: 'swarm',
    problem: {
      name: 'fit',
      data: {
        name: nist.name,
        columns: Object.fromEntries(nist.table.columns.map(({ name, values }) => [name, Array.from(values)])),
      },
      response: nist.response,
      model: nist.model ?? '',
      parameters: Object.fromEntries(nist.parameters.map(({ name, starts }) => [name, [...suggestBox(starts)]])),
    },
    seed,
  };
}

/** Runs a spec to its end on the CPU. */
export function runSpec(input: unknown, options: Partial<FitRunOptions> = {}): Promise<FitOutcome> {
  return startSpec(input, options).outcome;
}

/** Sets a spec going on the CPU. */
export function startSpec(input: unknown, options: Partial<FitRunOptions> = {}): FitRunLoop {
  const spec: SwarmSpec = parseSwarmSpec(input);
  if (spec.problem.name !== 'fit') throw new TypeError('not a fit');
  const fit = compileFit(spec.problem);
  return startFitRun({
    spec,
    fit,
    control: createRunControl(false),
    queue: createWorkQueue(1),
    clock: testClock,
    createSwarm: async () => createCpuFitSwarm(fit),
    saved: null,
    knobTurns: [],
    checkpointMs: 1e9,
    saveCheckpoint: async () => undefined,
    onProgress: () => undefined,
    ...options,
  });
}

/** Like terms that may change places: parameters by number, one list a term. */
const likeTerms: Readonly<Record<string, readonly (readonly number[])[]>> = {
  Lanczos1: [
    [0, 1],
    [2, 3],
    [4, 5],
  ],
  Gauss1: [
    [2, 3, 4],
    [5, 6, 7],
  ],
  MGH17: [
    [1, 3],
    [2, 4],
  ],
};

export interface Agreement {
  /** Digits in which the worst parameter, the worst standard error and the sum of squares agree with what is certified. */
  readonly parameters: number;
  readonly standardErrors: number;
  readonly residualSumOfSquares: number;
}

export function agreement(nist: NistData, { fit }: FitOutcome): Agreement {
  const terms = likeTerms[nist.name] ?? [];
  let best: Agreement = { parameters: -99, standardErrors: -99, residualSumOfSquares: -99 };
  for (const order of permutations(terms)) {
    const names = nist.parameters.map(({ name }) => name);
    terms.forEach((term, position) =>
      term.forEach((target, i) => {
        names[target] = nist.parameters[order[position]?.[i] ?? target]?.name ?? '';
      }),
    );
    const parameters = Math.min(
      ...nist.parameters.map(({ certified }, j) => digits(fit.parameters[names[j] ?? ''] ?? Number.NaN, certified)),
    );
    const standardErrors = Math.min(
      ...nist.parameters.map(({ standardDeviation }, j) =>
        digits(fit.standardErrors[names[j] ?? ''] ?? Number.NaN, standardDeviation),
      ),
    );
    if (parameters > best.parameters)
      best = {
        parameters,
        standardErrors,
        residualSumOfSquares: digits(fit.residualSumOfSquares, nist.residualSumOfSquares),
      };
  }
  return best;
}

function digits(value: number, certified: number): number {
  if (value === certified) return 15;
  return certified === 0
    ? -Math.log10(Math.abs(value))
    : -Math.log10(Math.abs(value - certified) / Math.abs(certified));
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
