// `swarm run`: carries out a spec, or goes on with an interrupted run.
import { AeonError } from '../../src/core/errors.ts';
import { overviewOf } from '../../src/core/run.ts';
import type { PathChoice, SwarmHandle } from '../../src/engine/api.ts';
import type { SwarmResult } from '../../src/models/swarm/result.ts';
import { warnOfProblems } from '../configuration.ts';
import { interruptedExitCode, withoutResult, type Interrupts } from '../interrupts.mjs';
import { describeResult } from '../describe-result.ts';
import { describeWait, storeOption } from '../describe-wait.ts';
import { openNodeEngine } from '../open-engine.ts';
import { createProgressBar } from '../progress-bar.ts';
import { isExternal, isSmallFit, pointAtFormula, readSpec } from '../spec-input.ts';

export interface RunOptions {
  readonly adapter?: PathChoice;
  readonly json?: boolean;
  readonly resume?: string;
  readonly store?: string;
}

/** Exit code: 0 done, 3 waiting for values from outside, 130 interrupted. */
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
      if (isExternal(input)) return false;
      return asked === 'gpu' || (asked === 'auto' && !isSmallFit(input));
    },
  });
  warnOfProblems(problems);
  try {
    const run = input
      ? await engine.start(input.spec, { files: input.files, path: options.adapter ?? configuration.path.value })
      : await engine.resume(options.resume ?? '');
    if (overviewOf(await run.record()).problem === 'external') return await leaveWaiting(run, options);
    interrupts.onSecond(() => {
      process.stderr.write(wayOn(run.id, options));
      return options.json ? withoutResult(run.id) : '';
    });
    interrupts.onFirst(() => void run.cancel());
    if (process.stderr.isTTY) await showProgress(run);
    const result = await run.result;
    interrupts.onSecond(() => '');
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describeResult(result));
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
  return `Interrupted; go on with: aeonnova swarm run --resume ${id}${storeOption(store)}\n`;
}

const waitingExitCode = 3;

/** A run that waits for values needs nobody who waits with it. */
async function leaveWaiting(run: SwarmHandle, { json, store }: RunOptions): Promise<number> {
  const { awaited } = await run.ask();
  const waiting = { id: run.id, schemaVersion: 1, kind: 'swarm', best: null, stoppedBecause: null, awaited };
  process.stdout.write(
    json ? `${JSON.stringify(waiting)}\n` : `run ${run.id}\n${describeWait(run.id, awaited, store)}`,
  );
  return waitingExitCode;
}

async function showProgress(run: SwarmHandle): Promise<void> {
  const bar = createProgressBar(process.stderr);
  for await (const progress of run.progress) bar.update(progress);
  bar.clear();
}
