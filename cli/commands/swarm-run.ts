// `swarm run`: carries out a spec, or goes on with an interrupted run.
import { describeAdapter } from '../../src/core/adapter.ts';
import { AeonError } from '../../src/core/errors.ts';
import type { PathChoice, SwarmHandle } from '../../src/engine/api.ts';
import type { SwarmResult } from '../../src/models/swarm/result.ts';
import { warnOfProblems } from '../configuration.ts';
import { interruptedExitCode, withoutResult, type Interrupts } from '../interrupts.mjs';
import { openNodeEngine } from '../open-engine.ts';
import { createProgressBar } from '../progress-bar.ts';
import { isSmallFit, pointAtFormula, readSpec } from '../spec-input.ts';

export interface RunOptions {
  readonly adapter?: PathChoice;
  readonly json?: boolean;
  readonly resume?: string;
  readonly store?: string;
}

const longestList = 20;

/** Exit code: 0 done, 130 interrupted. */
export async function runSwarm(
  specFile: string | undefined,
  options: RunOptions,
  interrupts: Interrupts,
): Promise<number> {
  checkOptions(specFile, options);
  const input = specFile === undefined ? null : await readSpec(specFile);
  const { engine, configuration, problems } = await openNodeEngine({
    store: options.store,
    wantsGpu: (configured) => {
      // What a resumed run needs, its record says.
      if (!input) return true;
      const asked = options.adapter ?? configured;
      return asked === 'gpu' || (asked === 'auto' && !isSmallFit(input));
    },
  });
  warnOfProblems(problems);
  try {
    const run = input
      ? await engine.start(input.spec, { files: input.files, path: options.adapter ?? configuration.path.value })
      : await engine.resume(options.resume ?? '');
    interrupts.onSecond(() => {
      process.stderr.write(wayOn(run.id, options));
      return options.json ? withoutResult(run.id) : '';
    });
    interrupts.onFirst(() => void run.cancel());
    if (process.stderr.isTTY) await showProgress(run);
    const result = await run.result;
    interrupts.onSecond(() => '');
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describe(result));
    return exitAfter(result, options);
  } catch (error) {
    throw pointAtFormula(error, input?.spec);
  } finally {
    await engine.close();
  }
}

/** An interrupt that came when the run was through has interrupted nothing. */
export function exitAfter({ id, stoppedBecause }: SwarmResult, options: RunOptions): number {
  if (stoppedBecause !== 'cancelled') return 0;
  process.stderr.write(wayOn(id, options));
  return interruptedExitCode;
}

function checkOptions(specFile: string | undefined, { resume, adapter }: RunOptions): void {
  const hint = 'aeonnova swarm run SPEC.json, or aeonnova swarm run --resume ID';
  if ((specFile === undefined) === (resume === undefined))
    throw new AeonError('bad-spec', 'Give either the path of a spec or --resume with the id of a run.', { hint });
  if (resume !== undefined && adapter !== undefined)
    throw new AeonError('bad-spec', 'A resumed run stays on the path that it was started on; leave --adapter out.', {
      hint,
    });
}

function wayOn(id: string, { store }: RunOptions): string {
  const storeOption = store === undefined ? '' : ` --store ${JSON.stringify(store)}`;
  return `Interrupted; go on with: aeonnova swarm run --resume ${id}${storeOption}\n`;
}

async function showProgress(run: SwarmHandle): Promise<void> {
  const bar = createProgressBar(process.stderr);
  for await (const progress of run.progress) bar.update(progress);
  bar.clear();
}

function describe(result: SwarmResult): string {
  const { best, fit } = result;
  const variables = Object.entries(best.variables);
  const width = Math.max(4, ...variables.slice(0, longestList).map(([name]) => name.length));
  const lines = [
    `best value   ${best.value}${best.feasible ? '' : `   infeasible: violation ${best.violation}`}`,
    `             ${best.valueF32} as the search saw it in f32`,
    ...variables.slice(0, longestList).map(([name, value]) => {
      const error = fit?.standardErrors[name];
      return `  ${name.padEnd(width)}  ${value}${error === undefined || error === null ? '' : ` ± ${error}`}`;
    }),
    ...(variables.length > longestList ? [`  … ${variables.length - longestList} more (--json prints them all)`] : []),
    ...(fit ? describeFit(fit) : []),
    `${count(result.evaluations)} evaluations, ${count(result.generations)} generations, ${result.seconds.toFixed(2)} s on ${describeAdapter(result.adapter)}; stopped because: ${result.stoppedBecause}`,
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
