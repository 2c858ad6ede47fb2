// Evaluates what a run asks for by calling a program, several calls at a time, and tells what they print.
import { AeonError } from '../../src/core/errors.ts';
import type { SwarmHandle } from '../../src/engine/api.ts';
import type { AskedRow, ToldValue } from '../../src/models/swarm/external/external-values.ts';
import { callProgram, endCalls } from './call-program.ts';
import { parseCommandLine } from './command-line.ts';

export interface EvaluateOptions {
  readonly command: string;
  /** Calls at a time. */
  readonly jobs: number;
  /** For one call; null: as long as it takes. */
  readonly timeoutSeconds: number | null;
  isStopped(): boolean;
}

export interface Calls {
  readonly made: number;
  readonly failed: number;
  /** The first that failed, in words. */
  readonly firstFailure: string | null;
}

/**
 * Goes on until the run is over, or until `isStopped`. What was told by then is stored. A generation of which every call
 * fails, before any has ever given a value, is not told: throws `bad-data` with the first failure.
 */
export async function evaluateRun(run: SwarmHandle, options: EvaluateOptions): Promise<Calls> {
  const { command, jobs, timeoutSeconds, isStopped } = options;
  let asked = await run.ask();
  const callOf = parseCommandLine(command, asked.names);
  const callOptions = { constraints: asked.constraints, timeoutSeconds };
  let hasValue = asked.generation > 0 || asked.rows.some(({ told }) => typeof told?.value === 'number');
  let made = 0;
  let failed = 0;
  let firstFailure: string | null = null;
  let isOver = false;
  let untold: ToldValue[] = [];
  let telling: Promise<void> | null = null;

  async function tell(): Promise<void> {
    while (untold.length > 0 && hasValue) {
      const values = untold;
      untold = [];
      ({ isOver } = await run.tell(values));
    }
  }
  /** Tells what came since; while that is being stored, more may come, and goes with the next. */
  function tellOn(): Promise<void> {
    telling ??= tell().finally(() => {
      telling = null;
    });
    return telling;
  }

  async function evaluate({ id, values }: AskedRow): Promise<void> {
    const call = callOf(id, values);
    const evaluated = await callProgram(call, callOptions);
    // What an interrupt ended has not failed.
    if (isStopped()) return;
    made++;
    if ('failure' in evaluated) {
      failed++;
      firstFailure ??= `${[call.file, ...call.args].join(' ')}: ${evaluated.failure}`;
      untold.push({ id, value: null });
    } else {
      hasValue ||= Number.isFinite(evaluated.value);
      untold.push({ id, ...evaluated });
    }
    await tellOn();
  }

  async function evaluateAll(rows: readonly AskedRow[]): Promise<void> {
    const waiting = [...rows];
    let isBroken = false;
    const work = async (): Promise<void> => {
      for (let row = waiting.shift(); row && !isBroken && !isStopped(); row = waiting.shift()) await evaluate(row);
    };
    const workers = Array.from({ length: Math.min(jobs, waiting.length) }, work);
    try {
      await Promise.all(workers);
    } catch (error) {
      isBroken = true;
      endCalls();
      await Promise.allSettled(workers);
      throw error;
    }
    while (untold.length > 0 && hasValue) await tellOn();
  }

  while (!isOver && !isStopped()) {
    await evaluateAll(asked.rows.filter(({ told }) => told === null));
    if (!hasValue && !isStopped()) throw allFailed(made, firstFailure ?? '');
    if (!isOver) asked = await run.ask();
  }
  return { made, failed, firstFailure };
}

function allFailed(calls: number, first: string): AeonError {
  return new AeonError('bad-data', `All ${calls} calls of the command failed. The first:\n  ${first}`, {
    hint: 'Nothing was told of them: correct the command, and go on with the same run.',
    place: { field: 'command' },
  });
}
