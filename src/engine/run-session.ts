// One run in this engine: its control, its record, its checkpoints, its readers. What kind of run it is, the `carryOut`
// that is handed in knows.
import { AeonError, toErrorData } from '../core/errors.ts';
import type { Clock, Locks, RunStore } from '../core/ports.ts';
import { createLatestFeed } from '../core/progress.ts';
import { runLockName } from '../core/protocol.ts';
import type { Checkpoint, CheckpointArray, KnobTurn, RunRecord, RunSpec, RunState } from '../core/run.ts';
import { createRunControl, type RunControl } from '../core/run-control.ts';
import type { SwarmProgress, SwarmResult } from '../models/swarm/result.ts';
import type { SwarmSpec } from '../models/swarm/schema.ts';

export type SwarmRecord = RunRecord<SwarmSpec, SwarmResult>;

/** What a session has to know of any progress and any result. */
interface AnyProgress {
  readonly status: SwarmProgress['status'];
  readonly awaited?: number;
  readonly fraction: number | null;
}
interface AnyResult {
  readonly stoppedBecause: string;
  readonly seconds: number;
}

/** What the loop of a run may do with the world. */
export interface SessionPorts<Spec extends RunSpec = SwarmSpec, Progress = SwarmProgress, Result = SwarmResult> {
  readonly control: RunControl;
  readonly record: () => RunRecord<Spec, Result>;
  saveCheckpoint(
    state: unknown,
    arrays: Readonly<Record<string, CheckpointArray>>,
    activeSeconds: number,
  ): Promise<void>;
  onProgress(progress: Progress): void;
}

export interface Session<Spec extends RunSpec = SwarmSpec, Progress = SwarmProgress, Result = SwarmResult> {
  readonly id: string;
  readonly control: RunControl;
  /** Settles when the run's lock is free. Rejects with AbortError when the engine was closed before the run was over. */
  readonly result: Promise<Result>;
  /** Resolves when the run is over or left, its record is stored and its lock is free. */
  readonly ended: Promise<void>;
  record(): RunRecord<Spec, Result>;
  readProgress(): AsyncIterable<Progress>;
  /** Resolves when the run stands still, and checkpoint and record are stored; rejects with what kept it from that. */
  pause(): Promise<void>;
  keepTurn(turn: KnobTurn): Promise<void>;
  rename(title: string): Promise<void>;
  /** Saves the run, to be resumed by another engine, and ends it here. */
  leave(): Promise<void>;
  /** Ends the run and stores nothing more of it. */
  forget(): Promise<void>;
  readonly isOver: boolean;
  /** Throws `not-found` when the run is over. */
  needGoing(): void;
}

/** What is read once nobody else can change it any more. */
export interface SessionStart<Spec extends RunSpec, Progress, Result> {
  readonly record: RunRecord<Spec, Result>;
  readonly checkpoint: Checkpoint | null;
  carryOut(ports: SessionPorts<Spec, Progress, Result>): Promise<Result>;
}

export interface SessionOptions<Spec extends RunSpec, Progress, Result> {
  readonly id: string;
  readonly runs: RunStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly startPaused: boolean;
  /** Called while the run's lock is held. */
  load(): Promise<SessionStart<Spec, Progress, Result>>;
  /** As `createLatestFeed` takes it. */
  readonly joinProgress?: (older: Progress, newer: Progress) => Progress;
  /** One line for lists. */
  summarise(progress: Progress): string;
  summariseResult(result: Result): string;
  onChange(record: RunRecord<Spec, Result>): void;
  /** The session goes on from now until `onEnd`. */
  onBegin(session: Session<Spec, Progress, Result>): void;
  onEnd(): void;
}

/** A look at what is stored of a run takes its lock for a moment; whoever wants the run waits for so long. */
export const lockWaitMs = 1_000;

/**
 * A record whose data makes it longer than this to write (a million rows take 3 s to put into words, and the thread stands
 * still meanwhile) is written when its state changes, not with every checkpoint; those hold all that a resume needs.
 */
const longWriteMs = 250;

/** Takes the run's lock, stores its record and sets it going. Rejects with `owned-elsewhere` when another tab or process has it. */
export function openSession<Spec extends RunSpec, Progress extends AnyProgress, Result extends AnyResult>(
  options: SessionOptions<Spec, Progress, Result>,
): Promise<Session<Spec, Progress, Result>> {
  return new Promise((resolve, reject) => {
    let session: GoingSession<Spec, Progress, Result> | null = null;
    options.locks
      .tryHold(
        runLockName(options.id),
        async () => {
          const begun = createSession(options, await options.load());
          await begun.begin();
          session = begun;
          options.onBegin(begun);
          resolve(begun);
          await begun.carryOut();
        },
        lockWaitMs,
      )
      .then(
        (held) => {
          if (!held) reject(ownedElsewhere(options.id));
        },
        // After the session has begun, it has told its own failure.
        (error: unknown) => reject(error),
      )
      .finally(() => {
        if (!session) return;
        options.onEnd();
        session.end();
      });
  });
}

export function ownedElsewhere(id: string): AeonError {
  return new AeonError('owned-elsewhere', `The run ${id} goes on in another tab or process.`, {
    hint: 'Watch it there, or close that tab; then it can be resumed, renamed or deleted here.',
  });
}

interface GoingSession<Spec extends RunSpec, Progress, Result> extends Session<Spec, Progress, Result> {
  begin(): Promise<void>;
  /** Settles when the run is over and written down; never rejects. */
  carryOut(): Promise<void>;
  /** The lock is free: whoever awaits the result may take it. */
  end(): void;
}

function createSession<Spec extends RunSpec, Progress extends AnyProgress, Result extends AnyResult>(
  options: SessionOptions<Spec, Progress, Result>,
  start: SessionStart<Spec, Progress, Result>,
): GoingSession<Spec, Progress, Result> {
  const { clock } = options;
  let { runs } = options;
  let { record } = start;
  let sequence = start.checkpoint?.sequence ?? 0;
  let isOver = false;
  let failure: unknown = null;
  /** Whether the run was going when the engine began to close. */
  let wasGoing = false;
  /** Writes of the record, one after the other, so that an older one never lands on a newer one. */
  let writing: Promise<void> = Promise.resolve();
  const feed = createLatestFeed(options.joinProgress);
  const control = createRunControl(options.startPaused);
  let fail: (error: unknown) => void = () => undefined;
  const storeFailure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  storeFailure.catch(() => undefined);
  let lastWriteMs = 0;
  let outcome: Result | null = null;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const result = ended.then(() => {
    if (outcome) return outcome;
    throw failure;
  });
  result.catch(() => undefined);

  function update(change: Partial<RunRecord<Spec, Result>>): Promise<void> {
    record = { ...record, ...change, updatedAt: clock.now() };
    const write = async (): Promise<void> => {
      const written = record;
      const from = clock.tick();
      await runs.putRun(written);
      lastWriteMs = clock.tick() - from;
      options.onChange(written);
    };
    writing = writing.then(write, write);
    writing.catch(() => undefined);
    return writing;
  }

  const ports: SessionPorts<Spec, Progress, Result> = {
    control,
    record: () => record,
    async saveCheckpoint(state, arrays, activeSeconds) {
      // What was turned is in the record before a checkpoint builds on it.
      await writing;
      sequence++;
      await runs.putCheckpoint({ runId: record.id, sequence, savedAt: clock.now(), state, arrays });
      if (lastWriteMs <= longWriteMs) await update({ activeSeconds });
      else record = { ...record, activeSeconds };
    },
    onProgress(progress) {
      const change = { fraction: progress.fraction, summary: options.summarise(progress) };
      const state = stateOf(progress);
      if (isSameState(record.state, state)) record = { ...record, ...change };
      else update({ ...change, state }).catch(fail);
      feed.publish(progress);
    },
  };

  async function carryOut(): Promise<Result> {
    const work = start.carryOut(ports);
    try {
      return await Promise.race([work, storeFailure]);
    } catch (error) {
      // Nothing of the run goes on once its lock is free.
      control.cancel();
      await Promise.allSettled([work]);
      throw error;
    }
  }

  /** A run that failed because nothing can be stored cannot store that either: what is stored then still says `running`. */
  async function conclude(error: unknown): Promise<void> {
    const isAbort = error instanceof Error && error.name === 'AbortError';
    const state: RunState = !isAbort
      ? { status: 'failed', error: toErrorData(error) }
      : !control.isLeaving
        ? { status: 'cancelled' }
        : record.state.status === 'waiting'
          ? record.state
          : { status: wasGoing ? 'interrupted' : 'paused' };
    await update({ state }).catch(() => options.onChange(record));
  }

  return {
    id: options.id,
    control,
    result,
    ended,
    get isOver() {
      return isOver;
    },
    record: () => record,
    readProgress: () => feed.read(),
    begin: () => update({ state: { status: options.startPaused ? 'paused' : 'running' } }),
    async carryOut() {
      try {
        const reached = await carryOut();
        const status = reached.stoppedBecause === 'cancelled' ? 'cancelled' : 'done';
        await update({
          state: { status },
          result: reached,
          fraction: status === 'done' ? 1 : record.fraction,
          activeSeconds: reached.seconds,
          summary: options.summariseResult(reached),
        });
        outcome = reached;
      } catch (error) {
        failure = error;
        await conclude(error);
      }
      isOver = true;
      control.end();
      feed.end();
    },
    end: () => end(),
    async pause() {
      await control.pause();
      await writing;
      if (failure !== null) throw failure;
    },
    keepTurn: (turn) => update({ knobTurns: [...record.knobTurns, turn] }),
    rename: (title) => update({ title }),
    leave() {
      wasGoing = record.state.status === 'running';
      control.leave();
      return ended;
    },
    forget() {
      runs = nowhere;
      control.cancel();
      return ended;
    },
    needGoing() {
      if (!isOver) return;
      throw new AeonError('not-found', `The run "${record.title}" is over.`, {
        hint: 'Resume it from the list of runs, or start a new one.',
      });
    },
  };
}

/** Where runs are kept that are shown and forgotten. */
export const nowhere: RunStore = {
  putRun: async () => undefined,
  getRun: async () => null,
  listRuns: async () => [],
  deleteRun: async () => undefined,
  putCheckpoint: async () => undefined,
  getCheckpoint: async () => null,
};

function stateOf({ status, awaited = 0 }: AnyProgress): RunState {
  return status === 'waiting' ? { status, values: awaited } : { status };
}

function isSameState(a: RunState, b: RunState): boolean {
  return a.status === b.status && (a.status !== 'waiting' || b.status !== 'waiting' || a.values === b.values);
}

export function summariseSearch(progress: SwarmProgress): string {
  const { status, awaited = 0, evaluations } = progress;
  if (status === 'waiting') {
    const wait = `waiting for ${awaited.toLocaleString('en')} ${awaited === 1 ? 'value' : 'values'}`;
    return evaluations === 0 ? wait : `${wait}, ${bestOf(progress)}`;
  }
  return bestOf(progress);
}

function bestOf(progress: SwarmProgress): string {
  return `best ${progress.bestValue.toPrecision(4)} after ${progress.generation.toLocaleString('en')} generations`;
}

export function summariseFound(result: SwarmResult): string {
  return `best ${result.best.value.toPrecision(4)} after ${result.generations.toLocaleString('en')} generations`;
}
