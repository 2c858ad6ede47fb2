// One run in this engine: its control, its record, its checkpoints, its readers. What kind of run it is, the `carryOut`
// that is handed in knows.
import { AeonError, toErrorData } from '../core/errors.ts';
import type { Clock, Locks, RunStore } from '../core/ports.ts';
import type { Checkpoint, CheckpointArray, KnobTurn, RunRecord, RunState } from '../core/run.ts';
import { createRunControl, type RunControl } from '../core/run-control.ts';
import type { SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';

export type SwarmRecord = RunRecord<SwarmSpec, SwarmResult>;

/** What the loop of a run may do with the world. */
export interface SessionPorts {
  readonly control: RunControl;
  readonly record: () => SwarmRecord;
  saveCheckpoint(
    state: unknown,
    arrays: Readonly<Record<string, CheckpointArray>>,
    activeSeconds: number,
  ): Promise<void>;
  onProgress(progress: SwarmProgress): void;
}

export interface Session {
  readonly id: string;
  readonly control: RunControl;
  readonly result: Promise<SwarmResult>;
  record(): SwarmRecord;
  readProgress(): AsyncIterable<SwarmProgress>;
  keepTurn(turn: KnobTurn): Promise<void>;
  rename(title: string): Promise<void>;
}

export interface SessionOptions {
  readonly record: SwarmRecord;
  readonly checkpoint: Checkpoint | null;
  readonly runs: RunStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly startPaused: boolean;
  onChange(record: SwarmRecord): void;
  onEnd(): void;
  carryOut(ports: SessionPorts): Promise<SwarmResult>;
}

export function lockName(runId: string): string {
  return `aeonnova-run-${runId}`;
}

/** Takes the run's lock, stores its record and sets it going. Rejects with `owned-elsewhere` when another tab or process has it. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { runs, clock } = options;
  let record = options.record;
  let sequence = options.checkpoint?.sequence ?? 0;
  let latest: SwarmProgress | null = null;
  let isOver = false;
  let readers: (() => void)[] = [];
  const control = createRunControl(options.startPaused);

  function wakeReaders(): void {
    const waiting = readers;
    readers = [];
    for (const reader of waiting) reader();
  }

  async function update(change: Partial<SwarmRecord>): Promise<void> {
    record = { ...record, ...change, updatedAt: clock.now() };
    await runs.putRun(record);
    options.onChange(record);
  }

  const ports: SessionPorts = {
    control,
    record: () => record,
    async saveCheckpoint(state, arrays, activeSeconds) {
      sequence++;
      await runs.putCheckpoint({ runId: record.id, sequence, savedAt: clock.now(), state, arrays });
      await update({ activeSeconds });
    },
    onProgress(progress) {
      latest = progress;
      const status = progress.status;
      if (record.state.status !== status) {
        const state: RunState = { status };
        void update({ state, fraction: progress.fraction, summary: summarise(progress) }).catch(fail);
      } else record = { ...record, fraction: progress.fraction, summary: summarise(progress) };
      wakeReaders();
    },
  };

  let fail: (error: unknown) => void = () => undefined;
  const storeFailure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  storeFailure.catch(() => undefined);

  async function carryOut(): Promise<SwarmResult> {
    try {
      const result = await Promise.race([options.carryOut(ports), storeFailure]);
      const status = result.stoppedBecause === 'cancelled' ? 'cancelled' : 'done';
      await update({
        state: { status },
        result,
        fraction: status === 'done' ? 1 : record.fraction,
        activeSeconds: result.seconds,
        summary: summariseResult(result),
      });
      return result;
    } catch (error) {
      control.cancel();
      const isAbort = error instanceof Error && error.name === 'AbortError';
      // The run's own failure matters more than a second one in writing it down; both reach the reader.
      await update({
        state: isAbort ? { status: 'cancelled' } : { status: 'failed', error: toErrorData(error) },
      }).catch((second: unknown) => {
        throw new AggregateError([error, second], 'The run failed, and so did storing that it did.', { cause: error });
      });
      throw error;
    }
  }

  const { result } = await new Promise<{ result: Promise<SwarmResult> }>((resolve, reject) => {
    options.locks
      .tryHold(lockName(record.id), async () => {
        try {
          await update({ state: { status: options.startPaused ? 'paused' : 'running' } });
        } catch (error) {
          reject(error);
          return;
        }
        const outcome = carryOut();
        resolve({ result: outcome });
        await Promise.allSettled([outcome]);
        isOver = true;
        control.end();
        wakeReaders();
        options.onEnd();
      })
      .then((held) => {
        if (!held)
          reject(
            new AeonError('owned-elsewhere', `The run "${record.title}" goes on in another tab or process.`, {
              hint: 'Watch it there, or close that tab and resume it here.',
            }),
          );
      }, reject);
  });
  result.catch(() => undefined);

  return {
    id: record.id,
    control,
    result,
    record: () => record,
    async *readProgress() {
      let seen: SwarmProgress | null = null;
      for (;;) {
        if (latest !== seen && latest !== null) {
          seen = latest;
          yield latest;
        } else if (isOver) return;
        else await new Promise<void>((resolve) => readers.push(resolve));
      }
    },
    async keepTurn(turn) {
      await update({ knobTurns: [...record.knobTurns, turn] });
    },
    async rename(title) {
      await update({ title });
    },
  };
}

function summarise(progress: SwarmProgress): string {
  return `best ${progress.bestValue.toPrecision(4)} after ${progress.generation.toLocaleString('en')} generations`;
}

function summariseResult(result: SwarmResult): string {
  return `best ${result.best.value.toPrecision(4)} after ${result.generations.toLocaleString('en')} generations`;
}
