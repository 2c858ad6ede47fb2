// The run of a search whose values come from outside: a generation is asked for, values are told in any order and in part,
// and with the last of them the generation ends and the next is asked for. Between two tellings it does nothing at all; what
// was told is stored before `tell` resolves.
import { AeonError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports.ts';
import type { CheckpointArray, KnobTurn, StopReason } from '../../../core/run.ts';
import type { RunControl } from '../../../core/run-control.ts';
import type { WorkQueue } from '../../../core/work-queue.ts';
import { createCurveLog, type CurvePoints } from '../curve-log.ts';
import { diversity, meanValue } from '../picture.numeric.ts';
import type { RepeatResult, SwarmProgress } from '../result.ts';
import type { ExternalProblem, SwarmSpec } from '../schema.ts';
import type { MachineState, RepeatStatus } from '../swarm-machine.ts';
import { worst } from '../swarm.reference.ts';
import type { SwarmOutcome } from '../swarm-run.ts';
import type { Asked, TellOutcome, ToldValue } from './external-values.ts';
import { createExternalBox } from './external-problem.ts';
import { proposeGeneration, settleGeneration } from './generation.ts';
import { createLedger, type LedgerState } from './ledger.ts';

/** What a checkpoint holds. `swarm`: as it was before the generation that is asked for; null before the first. */
export interface ExternalRunState {
  readonly swarm: unknown;
  readonly status: RepeatStatus | null;
  readonly ledger: LedgerState;
  readonly activeSeconds: number;
  readonly curve: CurvePoints;
  readonly arrays: Readonly<Record<string, CheckpointArray>>;
}

export interface ExternalRunOptions {
  readonly spec: SwarmSpec;
  readonly problem: ExternalProblem;
  readonly control: RunControl;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly saved: ExternalRunState | null;
  readonly knobTurns: readonly KnobTurn[];
  saveCheckpoint(state: ExternalRunState): Promise<void>;
  onProgress(progress: SwarmProgress): void;
}

export interface ExternalRunLoop {
  readonly outcome: Promise<SwarmOutcome>;
  turn(knobs: Readonly<Record<string, number>>): KnobTurn;
  ask(): Promise<Asked>;
  /** Throws `bad-data` with row and column, and takes nothing then. What it took is stored when it resolves. */
  tell(values: readonly ToldValue[]): Promise<TellOutcome>;
}

/** As long as a timer can be. */
const longestMs = 2 ** 31 - 1;

export function startExternalRun(options: ExternalRunOptions): ExternalRunLoop {
  const { spec, problem, control, clock } = options;
  const box = createExternalBox(problem);
  const { dimensions } = box;
  const curve = createCurveLog(options.saved?.curve ?? null);
  const ledger = createLedger(
    dimensions,
    problem.constraints,
    options.saved && { state: options.saved.ledger, arrays: options.saved.arrays },
  );
  const turns = [...options.knobTurns];
  let swarm: MachineState | null = options.saved?.swarm
    ? { state: options.saved.swarm, arrays: options.saved.arrays }
    : null;
  let status = options.saved?.status ?? null;
  let activeMs = (options.saved?.activeSeconds ?? 0) * 1000;
  let seen: { mean: number | null; spread: number | null } = { mean: null, spread: null };
  let isOver = false;
  let queue: Promise<unknown> = Promise.resolve();
  let finish: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => undefined);

  /** Of the generation that is asked for. */
  const generation = (): number => (status ? status.generation + 1 : 0);
  const rows = (): number[] => Array.from({ length: ledger.count - ledger.first }, (_, k) => ledger.first + k);

  /** One thing at a time, in the order asked. What goes wrong ends the run, unless nothing was changed by it. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  async function compute<T>(work: () => Promise<T>): Promise<T> {
    return options.queue.run('long', async () => {
      const from = clock.tick();
      try {
        return await work();
      } finally {
        activeMs += clock.tick() - from;
      }
    });
  }

  function start() {
    const due = turns.filter((turn) => turn.generation <= generation());
    return { spec, box, clock, saved: swarm, turns: due.map(({ knobs }) => knobs) };
  }

  /** Ends generations whose values are all told, and asks for the next; until the search ends or values are awaited. */
  async function advance(): Promise<void> {
    while (ledger.awaited.size === 0 && !isOver && !(control.isPaused && ledger.count > 0)) {
      if (ledger.count > 0 && status?.stopped == null) await settle();
      if (status?.stopped != null) isOver = true;
      else ledger.ask(await compute(() => proposeGeneration(start())));
    }
  }

  async function settle(): Promise<void> {
    const asked = rows().map((index) => ({ place: ledger.place(index), answer: ledger.answer(index) }));
    const settled = await compute(() => settleGeneration(start(), asked));
    swarm = settled.saved;
    ({ status } = settled);
    curve.add(settled.curve);
    seen = {
      mean: meanValue(settled.sample.values, worst),
      spread: diversity(settled.sample, box.lower, box.upper),
    };
    control.spend(1);
  }

  async function store(): Promise<void> {
    const { state, arrays } = ledger.save();
    await options.saveCheckpoint({
      swarm: swarm?.state ?? null,
      status,
      ledger: state,
      activeSeconds: activeMs / 1000,
      curve: curve.all(),
      arrays: { ...swarm?.arrays, ...arrays },
    });
  }

  /** Says where it stands, and stores that. */
  async function keep(): Promise<void> {
    report(isOver ? 'running' : control.isPaused && !control.isLeaving ? 'paused' : 'waiting');
    await store();
    if (isOver) finish();
  }

  function report(standing: SwarmProgress['status']): void {
    const { best } = ledger;
    const told = ledger.count - ledger.awaited.size;
    const byEvaluations = spec.stop.evaluations === undefined ? 0 : told / spec.stop.evaluations;
    const byGenerations =
      spec.stop.generations === undefined ? 0 : (status?.generation ?? 0) / Math.max(1, spec.stop.generations);
    options.onProgress({
      kind: 'swarm',
      status: standing,
      awaited: ledger.awaited.size,
      generation: Math.max(0, status?.generation ?? 0),
      evaluations: told,
      seconds: activeMs / 1000,
      evaluationsPerSecond: 0,
      fraction: Math.min(1, Math.max(byEvaluations, byGenerations)),
      secondsLeft: null,
      bestValue: best ? Math.fround(best.value) : worst,
      violation: best ? Math.fround(best.violation) : worst,
      meanValue: seen.mean,
      diversity: seen.spread,
      curve: curve.takeNew(),
      picture: null,
      fit: null,
      phase: ledger.awaited.size === 0 ? 'searching' : `${ledger.awaited.size} values awaited`,
    });
  }

  function conclude(stoppedBecause: StopReason): SwarmOutcome {
    const { best } = ledger;
    const evaluations = ledger.count - ledger.awaited.size;
    if (!best) throw nothingFinite(evaluations);
    const position = box.valuesAt(ledger.place(best.index));
    const generations = Math.max(0, status?.generation ?? 0);
    const repeat: RepeatResult = {
      repeat: 0,
      best: {
        value: best.value,
        valueF32: Math.fround(best.value),
        position,
        variables: Object.fromEntries(box.names.map((name, d) => [name, position[d] ?? Number.NaN])),
        feasible: best.violation === 0,
        violation: best.violation,
      },
      evaluations,
      generations,
      restarts: status?.restarts ?? 0,
      notFinite: ledger.failed,
      stoppedBecause,
    };
    return {
      repeats: [repeat],
      bestRepeat: 0,
      evaluations,
      generations,
      seconds: activeMs / 1000,
      setupSeconds: 0,
      stoppedBecause,
      curve: curve.all(),
    };
  }

  function reason(): StopReason {
    if (status?.stopped !== 'generations') return status?.stopped ?? 'cancelled';
    return status.generation < (spec.stop.generations ?? Number.POSITIVE_INFINITY) ? 'evaluations' : 'generations';
  }

  async function run(): Promise<SwarmOutcome> {
    await inOrder(async () => {
      await advance();
      await keep();
    });
    for (;;) {
      await Promise.race([finished, control.sleep(longestMs)]);
      // What is being told is told to its end.
      await queue;
      if (isOver) return conclude(reason());
      if (control.isCancelled) {
        isOver = true;
        await inOrder(store);
        if (!ledger.best) throw new DOMException('The run was cancelled before any value was told.', 'AbortError');
        report('running');
        return conclude('cancelled');
      }
      if (!control.isPaused) continue;
      if (!control.isLeaving) await inOrder(keep);
      await control.standStill();
      await inOrder(async () => {
        if (control.isCancelled) return;
        await advance();
        await keep();
      });
    }
  }

  return {
    outcome: run(),
    turn(knobs) {
      const turn = { generation: generation() + (ledger.count > 0 ? 1 : 0), knobs };
      turns.push(turn);
      return turn;
    },
    ask: () =>
      inOrder(async () => ({
        generation: generation(),
        names: box.names,
        constraints: problem.constraints,
        rows: rows().map((index) => ({
          id: index + 1,
          values: box.valuesAt(ledger.place(index)),
          told: ledger.told(index),
        })),
        awaited: ledger.awaited.size,
      })),
    tell: (values) =>
      inOrder(async () => {
        if (isOver)
          throw new AeonError('not-found', 'The run is over: it waits for no more values.', {
            hint: 'Start a new run.',
          });
        const taken = ledger.tell(values);
        if (taken.accepted > 0) {
          try {
            await advance();
            await keep();
          } catch (error) {
            fail(error);
            throw error;
          }
        }
        return { ...taken, awaited: ledger.awaited.size, isOver };
      }),
  };
}

function nothingFinite(evaluations: number): AeonError {
  return new AeonError(
    'bad-data',
    `None of the ${evaluations.toLocaleString('en')} values that were told is a number.`,
    {
      hint: 'Look at why the evaluations fail, and at the ranges of the variables.',
      place: { field: 'problem' },
    },
  );
}
