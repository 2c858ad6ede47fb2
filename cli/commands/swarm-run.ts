// `swarm run`: carries out a spec, or goes on with an interrupted run.
import os from 'node:os';
import { AeonError } from '../../src/core/errors.ts';
import { overviewOf } from '../../src/core/run.ts';
import type { PathChoice, SwarmHandle } from '../../src/engine/api.ts';
import type { SwarmResult } from '../../src/models/swarm/result.ts';
import { warnOfProblems } from '../configuration.ts';
import { interruptedExitCode, withoutResult, type Interrupts } from '../interrupts.mjs';
import { describeResult } from '../describe-result.ts';
import { describeWait, storeOption } from '../describe-wait.ts';
import { endCalls } from '../evaluate/call-program.ts';
import { badCommand } from '../evaluate/command-line.ts';
import { evaluateRun } from '../evaluate/evaluate-run.ts';
import { openNodeEngine } from '../open-engine.ts';
import { createProgressBar } from '../progress-bar.ts';
import { isExternal, isSmallFit, pointAtFormula, readSpec } from '../spec-input.ts';

export interface RunOptions {
  readonly adapter?: PathChoice;
  readonly json?: boolean;
  readonly resume?: string;
  readonly store?: string;
  /** What evaluates an external problem. */
  readonly command?: string;
  readonly jobs?: number;
  /** Seconds. */
  readonly timeout?: number;
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
      if (!input) return options.command === undefined;
      if (isExternal(input)) return false;
      const asked = options.adapter ?? configured;
      return asked === 'gpu' || (asked === 'auto' && !isSmallFit(input));
    },
  });
  warnOfProblems(problems);
  try {
    const run = input
      ? await engine.start(input.spec, { files: input.files, path: options.adapter ?? configuration.path.value })
      : await engine.resume(options.resume ?? '');
    const isOutside = overviewOf(await run.record()).problem === 'external';
    if (isOutside && options.command === undefined) return await leaveWaiting(run, options);
    if (!isOutside && options.command !== undefined) throw onlyExternal();
    return await carryOut(run, options, interrupts);
  } catch (error) {
    throw pointAtFormula(error, input?.spec);
  } finally {
    await engine.close();
  }
}

async function carryOut(run: SwarmHandle, options: RunOptions, interrupts: Interrupts): Promise<number> {
  const { json, command, jobs = os.availableParallelism(), timeout: timeoutSeconds = null } = options;
  let isStopped = false;
  interrupts.onSecond(() => {
    process.stderr.write(wayOn(run.id, options));
    return json ? withoutResult(run.id) : '';
  });
  interrupts.onFirst(() => {
    isStopped = true;
    if (command === undefined) void run.cancel();
    else endCalls();
  });
  const showing = process.stderr.isTTY ? showProgress(run) : Promise.resolve();
  if (command !== undefined) {
    const evaluation = { command, isStopped: () => isStopped, jobs, timeoutSeconds };
    const { made, failed, firstFailure } = await evaluateRun(run, evaluation).catch((error: unknown) => {
      process.stderr.write(wayOn(run.id, options));
      throw error;
    });
    if (isStopped) await run.cancel();
    if (firstFailure !== null)
      process.stderr.write(
        `${failed} of ${made} calls failed and count as worse than all. The first:\n  ${firstFailure}\n`,
      );
  }
  await showing;
  const result = await run.result.catch((error: unknown) => {
    if (isStopped && error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  });
  interrupts.onSecond(() => '');
  if (!result) {
    process.stdout.write(json ? withoutResult(run.id) : '');
    process.stderr.write(wayOn(run.id, options));
    return interruptedExitCode;
  }
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : describeResult(result));
  return exitAfter(result, options);
}

/** An interrupt that came when the run was through has interrupted nothing. */
export function exitAfter({ id, stoppedBecause }: SwarmResult, options: RunOptions): number {
  if (stoppedBecause !== 'cancelled') return 0;
  process.stderr.write(wayOn(id, options));
  return interruptedExitCode;
}

function checkOptions(specFile: string | undefined, { resume, adapter, command, jobs, timeout }: RunOptions): void {
  const hint = 'aeonnova swarm run SPEC.json, or aeonnova swarm run --resume ID';
  if ((specFile === undefined) === (resume === undefined))
    throw new AeonError('bad-spec', 'Give either the path of a spec or --resume with the id of a run.', { hint });
  if (resume !== undefined && adapter !== undefined)
    throw new AeonError('bad-spec', 'A resumed run stays on the path that it was started on; leave --adapter out.', {
      hint,
    });
  if (command === undefined && (jobs !== undefined || timeout !== undefined))
    throw new AeonError('bad-spec', '--jobs and --timeout are those of --command, which is missing.', {
      hint: 'aeonnova swarm run SPEC.json --command "./simulate {x} {n}" --jobs 4 --timeout 60',
    });
}

function onlyExternal(): AeonError {
  return badCommand(
    'the run computes its values itself',
    'Only the values of an external problem come from a command: {"problem":{"name":"external","variables":{…}}}.',
  );
}

function wayOn(id: string, { store, command, jobs, timeout }: RunOptions): string {
  const evaluation = [
    ...(command === undefined ? [] : [` --command ${quoted(command)}`]),
    ...(jobs === undefined ? [] : [` --jobs ${jobs}`]),
    ...(timeout === undefined ? [] : [` --timeout ${timeout}`]),
  ].join('');
  return `Interrupted; go on with: aeonnova swarm run --resume ${id}${evaluation}${storeOption(store)}\n`;
}

/** As one word of a shell, in which it finds nothing to expand. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
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
