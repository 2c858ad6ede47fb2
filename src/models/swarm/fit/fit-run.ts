// The loop of a fit: repeats one after the other, slices that keep the thread free, progress, checkpoints, pauses, and the
// result. It knows nothing of storage or devices; swarms and stores are handed in.
import { AeonError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports.ts';
import type { KnobTurn, StopReason } from '../../../core/run.ts';
import type { RunControl } from '../../../core/run-control.ts';
import type { WorkQueue } from '../../../core/work-queue.ts';
import { createCurveLog, type CurvePoints } from '../curve-log.ts';
import { turnKnobs } from '../algorithms/turnables.ts';
import { velocityKnobs } from '../algorithms/knobs.ts';
import type { AlgorithmSpec } from '../algorithms/registry.ts';
import type { SwarmProgress } from '../result.ts';
import type { SwarmSpec } from '../schema.ts';
import type { MachineState } from '../swarm-machine.ts';
import type { CompiledFit } from './compile-fit.ts';
import { concludeFit, type Conclusion } from './conclude-fit.ts';
import { composeFitOutcome, finishRepeat, type FinishedRepeat, type FitOutcome } from './fit-outcome.ts';
import { createFitReporter, leastSum } from './fit-progress.ts';
import { FitSearch } from './fit-search.ts';
import type { FitSwarmSettings } from './fit-swarm.reference.ts';
import type { FitSwarm, SwarmWork } from './fit-swarm.ts';
import type { Optimum } from './levenberg-marquardt.numeric.ts';
import { searchStateSchema } from './search-state.ts';
import { Passes } from './separable-model.numeric.ts';

/** What a checkpoint of a fit holds. */
export interface FitRunState {
  readonly search: MachineState;
  readonly finished: readonly FinishedRepeat[];
  readonly activeSeconds: number;
  readonly curve: CurvePoints;
}

export interface FitRunOptions {
  readonly spec: SwarmSpec;
  readonly fit: CompiledFit;
  readonly control: RunControl;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Called again after a lost device. */
  createSwarm(): Promise<FitSwarm>;
  readonly saved: FitRunState | null;
  readonly knobTurns: readonly KnobTurn[];
  readonly checkpointMs: number;
  saveCheckpoint(state: FitRunState): Promise<void>;
  onProgress(progress: SwarmProgress): void;
}

export interface FitRunLoop {
  readonly outcome: Promise<FitOutcome>;
  /** Generation from which a turn asked for now acts. */
  turn(knobs: Readonly<Record<string, number>>): KnobTurn;
}

const progressMs = 100;
/** The thread is let go this often. */
const sliceMs = 12;
/** A slice that seems longer was a frozen tab or a sleeping machine. */
const longestSliceMs = 10_000;
const mostLosses = 5;

/** The unit of work at hand was given up; what was before it holds. */
class Interruption extends Error {
  readonly reason: 'cancelled' | 'time';
  constructor(reason: 'cancelled' | 'time') {
    super(`The work was given up: ${reason}.`);
    this.reason = reason;
  }
}

/** What the schema of the spec lets through. */
function needPso({ algorithm }: SwarmSpec): Extract<AlgorithmSpec, { readonly name: 'pso' }> {
  if (algorithm.name !== 'pso') throw new RangeError(`A fit knows pso only, got ${algorithm.name}.`);
  return algorithm;
}

export function startFitRun(options: FitRunOptions): FitRunLoop {
  const { spec, fit, control, queue, clock } = options;
  const { stop } = spec;
  const algorithm = needPso(spec);
  const curve = createCurveLog(options.saved?.curve ?? null);
  const describe = createFitReporter(fit, spec.repeats, curve);
  const turns = [...options.knobTurns];
  const finished: FinishedRepeat[] = [...(options.saved?.finished ?? [])];
  let swarm: FitSwarm | null = null;
  let search: FitSearch | null = null;
  let activeMs = (options.saved?.activeSeconds ?? 0) * 1000;
  let setupMs = 0;
  let lastProgress = Number.NEGATIVE_INFINITY;
  let lastCheckpoint = clock.tick();
  let checkpointGap = options.checkpointMs;

  function generationsBefore(): number {
    return finished.reduce((total, { result }) => total + result.generations + 1, 0);
  }
  function generationNow(): number {
    return generationsBefore() + Math.max(0, search?.state.generation ?? 0);
  }
  /** Of the repeat at hand, the last generation whose knobs were read. */
  function plannedNow(): number {
    if (search) return search.planned;
    return options.saved ? searchStateSchema.parse(options.saved.search.state).generation : -1;
  }

  /** Knobs at a generation of the repeat at hand: the spec's, then every turn up to there. */
  function settingsAt(generation: number, share: number): FitSwarmSettings {
    const total = generationsBefore() + generation;
    let knobs = velocityKnobs(algorithm, 0, 0);
    for (const turn of turns)
      if (turn.generation <= total) ({ knobs } = turnKnobs({ algorithm: 'pso', knobs }, turn.knobs));
    return {
      members: algorithm.particles,
      inertia: knobs.inertiaFirst + share * (knobs.inertiaLast - knobs.inertiaFirst),
      cognitive: knobs.cognitive,
      social: knobs.social,
      velocityLimit: knobs.velocityLimit,
      boundary: algorithm.boundary,
      generator: algorithm.generator,
    };
  }
  /** Whether knobs may differ from one generation to the next, so that generations are asked for one by one. */
  function isSteady(): boolean {
    const { inertiaFirst, inertiaLast } = velocityKnobs(algorithm, 0, 0);
    return inertiaFirst === inertiaLast && turns.every(({ generation }) => generation <= generationNow());
  }

  function beginRepeat(saved: MachineState | null): FitSearch {
    if (!swarm) throw new RangeError('A fit began without its swarm.');
    const { initialisation } = algorithm;
    return new FitSearch({
      fit,
      swarm,
      seed: spec.seed,
      repeat: finished.length,
      limits: {
        generations: stop.generations ?? Number.POSITIVE_INFINITY,
        evaluations: stop.evaluations ?? Number.POSITIVE_INFINITY,
        stagnation: stop.stagnation ?? Number.POSITIVE_INFINITY,
        target: stop.target ?? Number.NEGATIVE_INFINITY,
      },
      starts: typeof initialisation === 'object' ? initialisation.points : [],
      settingsAt,
      saved,
    });
  }

  /** Active time at which the repeat at hand has to end. */
  function deadlineMs(): number {
    if (stop.seconds === undefined) return Number.POSITIVE_INFINITY;
    return (stop.seconds * 1000 * (finished.length + 1)) / spec.repeats;
  }

  function snapshot(): FitRunState | null {
    return (
      search && { search: search.save(), finished: [...finished], activeSeconds: activeMs / 1000, curve: curve.all() }
    );
  }

  async function writeCheckpoint(): Promise<void> {
    const state = snapshot();
    if (state) await options.saveCheckpoint(state);
    lastCheckpoint = clock.tick();
  }

  /**
   * Drives work in slices. Stands still in between where asked to; throws Interruption where the work is given up. A cancel
   * waits until there is something to end with.
   */
  async function drive<T>(work: SwarmWork<T>, mayEnd: () => boolean): Promise<T> {
    for (;;) {
      if (control.isCancelled && search?.best()) throw new Interruption('cancelled');
      if (control.isPaused && !control.isCancelled) await standStill();
      else if (mayEnd() && activeMs >= deadlineMs()) throw new Interruption('time');
      const outcome = await queue.run('long', async () => {
        const from = clock.tick();
        try {
          for (;;) {
            const step = work.next();
            if (step.done) return { value: step.value };
            if (step.value) await step.value;
            if (clock.tick() - from >= sliceMs) return null;
          }
        } finally {
          activeMs += Math.min(longestSliceMs, clock.tick() - from);
        }
      });
      if (outcome) return outcome.value;
      await clock.yield();
      await reportWhenDue();
    }
  }

  async function standStill(): Promise<void> {
    await writeCheckpoint();
    while (control.isPaused && !control.isCancelled) {
      report('paused');
      await control.standStill();
    }
  }

  async function reportWhenDue(): Promise<void> {
    if (clock.tick() - lastProgress >= progressMs) report('running');
    const from = clock.tick();
    if (from - lastCheckpoint < checkpointGap) return;
    await writeCheckpoint();
    checkpointGap = Math.max(options.checkpointMs, 20 * (clock.tick() - from));
  }

  function report(status: 'running' | 'paused'): void {
    lastProgress = clock.tick();
    if (search) options.onProgress(describe(status, { search, finished, generation: generationNow(), activeMs }));
  }

  function addToCurve(): void {
    if (search) curve.add({ generations: [generationNow()], best: [leastSum(finished, search)] });
  }

  /** One repeat, from where it stands to its end. */
  async function searchRepeat(current: FitSearch): Promise<StopReason> {
    const hasPolish = (): boolean => current.state.polishes.length > 0;
    while (current.state.phase !== 'done') {
      if (activeMs >= deadlineMs()) current.end('time');
      const from = clock.tick();
      const isWatched = control.pace !== null || control.allowance !== Number.POSITIVE_INFINITY;
      const most = isWatched || !isSteady() ? 1 : (swarm?.generationsPerSlice ?? 1);
      try {
        const generations = await drive(current.advance(most), hasPolish);
        if (generations > 0) {
          addToCurve();
          control.spend(generations);
          const rest = control.pace === null ? 0 : (1000 * generations) / control.pace - (clock.tick() - from);
          if (rest > 1) {
            report('running');
            await control.sleep(rest);
          }
        }
      } catch (error) {
        if (error instanceof Interruption) return error.reason;
        throw error;
      }
      await reportWhenDue();
    }
    return current.state.ending ?? 'stagnation';
  }

  async function endRepeat(current: FitSearch, stoppedBecause: StopReason): Promise<FinishedRepeat> {
    const optima = current.optima();
    const conclusion: Conclusion =
      optima.length > 0 && stoppedBecause !== 'cancelled'
        ? await drive(concludeFit(fit, optima), () => false)
        : { best: await bestAsItIs(current), alternatives: [] };
    return finishRepeat(fit, current, finished.length, conclusion, stoppedBecause);
  }

  /** What a search that was given up has, without another polish. */
  async function bestAsItIs(current: FitSearch): Promise<Optimum> {
    const best = current.best();
    if (!best) throw new RangeError('A fit was given up before it had a result.');
    const passes = new Passes(fit, fit.data);
    const parameters = Float64Array.from(best.parameters);
    if (!best.isPolished) await unhurried(passes.solveLinear(parameters));
    return {
      parameters,
      residualSumOfSquares: await unhurried(passes.sumOfSquares(parameters)),
      relativeOffset: Number.POSITIVE_INFINITY,
    };
  }

  /** Drives work that is done even when the run was cancelled: what the result needs. */
  async function unhurried<T>(work: Generator<void, T, void>): Promise<T> {
    for (;;) {
      const from = clock.tick();
      while (clock.tick() - from < sliceMs) {
        const step = work.next();
        if (step.done) return step.value;
      }
      await clock.yield();
    }
  }

  /** Repeats until all are done or the run is cancelled; a lost device is replaced. */
  async function searchAll(): Promise<StopReason> {
    let losses = 0;
    for (;;) {
      try {
        const from = clock.tick();
        swarm = await options.createSwarm();
        setupMs += clock.tick() - from;
        search = beginRepeat(search?.save() ?? options.saved?.search ?? null);
        for (;;) {
          const reason = await searchRepeat(search);
          if (reason === 'cancelled') await writeCheckpoint();
          const repeat = await endRepeat(search, reason).catch((error: unknown) => {
            if (error instanceof Interruption) return null;
            throw error;
          });
          // Cancelled while it was concluded: the search itself was over.
          const kept = repeat ?? (await endRepeat(search, 'cancelled'));
          finished.push(kept);
          if (kept.result.stoppedBecause === 'cancelled') return 'cancelled';
          if (finished.length >= spec.repeats) return reason;
          search = beginRepeat(null);
        }
      } catch (error) {
        if (!(error instanceof AeonError && error.code === 'device-lost') || ++losses > mostLosses) throw error;
      } finally {
        swarm?.[Symbol.dispose]();
        swarm = null;
      }
    }
  }

  async function run(): Promise<FitOutcome> {
    const isCancelled = (await searchAll()) === 'cancelled';
    return unhurried(
      composeFitOutcome(fit, finished, {
        isCancelled,
        seconds: activeMs / 1000,
        setupSeconds: setupMs / 1000,
        curve: curve.all(),
      }),
    );
  }

  return {
    outcome: run(),
    turn(knobs) {
      const turn = { generation: generationsBefore() + plannedNow() + 1, knobs };
      turns.push(turn);
      return turn;
    },
  };
}
