// The loop of a swarm run: slices of generations, progress, checkpoints, pauses, lost devices, and the result. It knows
// nothing of GPUs or storage; machines and stores are handed in.
import { AeonError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { KnobTurn, StopReason } from '../../core/run.ts';
import type { RunControl } from '../../core/run-control.ts';
import type { WorkQueue } from '../../core/work-queue.ts';
import { createSliceControl } from '../../gpu/slice-control.ts';
import { bestRepeatOf, fractionDone, indexOfBest, nowhereFinite, reasonOf, withOffset } from './judge.ts';
import { createCurveLog, type CurvePoints } from './curve-log.ts';
import { diversity, meanValue, projectOnAxes, projectOnPlane } from './picture.numeric.ts';
import type { Polished } from './polish/polish-run.ts';
import { type Answer, type CompiledProblem, decodeAll } from './problem.ts';
import { worst } from './swarm.reference.ts';
import { swarmSettings } from './swarm-settings.ts';
import type { Plane, RepeatResult, SwarmPicture, SwarmProgress } from './result.ts';
import type { SwarmSpec } from './schema.ts';
import type { MachineState, RepeatStatus, SliceReport, SwarmMachine } from './swarm-machine.ts';

/** What a checkpoint of a swarm run holds beside the machine's own state. */
export interface SwarmRunState {
  readonly machine: MachineState;
  readonly generation: number;
  readonly activeSeconds: number;
  readonly curve: CurvePoints;
}

export interface SwarmRunOptions {
  readonly spec: SwarmSpec;
  readonly problem: CompiledProblem;
  readonly control: RunControl;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Slices under way at once: 2 keep a GPU busy, 1 suits the CPU. */
  readonly depth: number;
  /** Makes the machine, from a saved state or anew. After a lost device it is called again and opens another. */
  createMachine(saved: MachineState | null): Promise<SwarmMachine>;
  readonly saved: SwarmRunState | null;
  /** Turns asked for so far, oldest first; new ones are appended while the run goes on. */
  readonly knobTurns: readonly KnobTurn[];
  readonly checkpointMs: number;
  /** Answers at places in the problem's own values, for a problem that only a device can evaluate. */
  evaluateOnDevice?(points: readonly (readonly number[])[]): Promise<readonly Answer[]>;
  saveCheckpoint(state: SwarmRunState): Promise<void>;
  onProgress(progress: SwarmProgress): void;
}

export interface SwarmOutcome {
  readonly repeats: readonly RepeatResult[];
  readonly bestRepeat: number;
  readonly evaluations: number;
  readonly generations: number;
  readonly seconds: number;
  readonly setupSeconds: number;
  readonly stoppedBecause: StopReason;
  readonly curve: CurvePoints;
}

export interface SwarmRunLoop {
  readonly outcome: Promise<SwarmOutcome>;
  /** Generation from which a turn asked for now acts. */
  turn(knobs: Readonly<Record<string, number>>): KnobTurn;
  look(axes: readonly [number, number] | 'principal' | null, members: number): void;
}

const progressMs = 100;
const statisticsMembers = 256;
const graceMs = 500;
/** A device that is lost so often in one run is not going to carry it. */
const mostLosses = 5;

export function startSwarmRun(options: SwarmRunOptions): SwarmRunLoop {
  const { spec, problem, control, queue, clock } = options;
  const settings = swarmSettings(spec.algorithm, spec.stop, problem.dimensions);
  const turns = [...options.knobTurns];
  // A state from before generation 0 is none: the start is drawn again, as it was.
  let saved: SwarmRunState | null = (options.saved?.generation ?? -1) < 0 ? null : options.saved;
  const curve = createCurveLog(saved?.curve ?? null);
  let machine: SwarmMachine | null = null;
  let statuses: readonly RepeatStatus[] = [];
  /** Last generation handed to the machine; -1 before the initial one. */
  let planned = saved?.generation ?? -1;
  let done = planned;
  /** The machine was given up within a generation: it has its bests, and nothing to save. */
  let isBroken = false;
  /** Members that the initial generation did without, by repeat. */
  let leftOut: readonly number[] = [];
  let activeMs = (saved?.activeSeconds ?? 0) * 1000;
  let setupMs = 0;
  let look: { axes: readonly [number, number] | 'principal'; members: number } | null = null;
  let nextTurn = 0;
  let rate = 0;
  let lastProgress = Number.NEGATIVE_INFINITY;
  let picture: SwarmPicture | null = null;
  let seenPicture: SwarmPicture | null = null;
  /** The lowest value of the polish so far, and how much of it is done; null while the search goes on. */
  let polishing: { readonly value: number; readonly share: number } | null = null;
  /** The principal plane that was drawn on last. */
  let plane: Plane | null = null;
  let seen: { mean: number | null; spread: number | null } = { mean: null, spread: null };

  async function prepare(): Promise<SwarmMachine> {
    const from = clock.tick();
    const made = await options.createMachine(saved?.machine ?? null);
    planned = done = saved?.generation ?? -1;
    // What a lost device reported after the checkpoint is to be done again.
    statuses = [];
    nextTurn = 0;
    setupMs += clock.tick() - from;
    return made;
  }

  /** The turns that act from the next planned generation on; they are made right before it is handed to the device. */
  function takeDueTurns(): readonly KnobTurn[] {
    const from = nextTurn;
    while ((turns[nextTurn]?.generation ?? Number.POSITIVE_INFINITY) <= planned + 1) nextTurn++;
    return turns.slice(from, nextTurn);
  }

  async function writeCheckpoint(swarm: SwarmMachine): Promise<void> {
    if (done < 0 || isBroken) return;
    saved = { machine: await swarm.save(), generation: done, activeSeconds: activeMs / 1000, curve: curve.all() };
    await options.saveCheckpoint(saved);
  }

  async function observe(swarm: SwarmMachine): Promise<void> {
    const best = bestRepeatOf(statuses);
    const members = look ? look.members : statisticsMembers;
    const sample = await queue.run('interactive', () => swarm.sample(best, members));
    const mean = meanValue(sample.values, worst);
    seen = {
      mean: mean === null ? null : mean + problem.offset,
      spread: diversity(sample, problem.lower, problem.upper),
    };
    if (!look) return;
    if (look.axes === 'principal') {
      const projected = projectOnPlane(sample, plane);
      plane = projected.axes;
      seenPicture = picture = projected;
    } else seenPicture = picture = projectOnAxes(sample, look.axes);
  }

  function evaluationsOf(repeat: number): number {
    return (statuses[repeat]?.evaluations ?? 0) - (leftOut[repeat] ?? 0);
  }
  function totalEvaluations(): number {
    return statuses.reduce((total, _, repeat) => total + evaluationsOf(repeat), 0);
  }

  function report(status: 'running' | 'paused'): void {
    const best = statuses[bestRepeatOf(statuses)];
    const evaluations = totalEvaluations();
    const seconds = activeMs / 1000;
    const fraction = polishing
      ? polishing.share
      : fractionDone(spec, settings.generationLimit, done, evaluations, seconds);
    options.onProgress({
      kind: 'swarm',
      status,
      generation: Math.max(0, done),
      evaluations,
      seconds,
      evaluationsPerSecond: rate,
      fraction,
      secondsLeft: !polishing && fraction !== null && fraction > 0.01 ? (seconds / fraction) * (1 - fraction) : null,
      bestValue: polishing?.value ?? best?.bestValue ?? worst,
      violation: best?.bestViolation ?? worst,
      meanValue: seen.mean,
      diversity: seen.spread,
      curve: curve.takeNew(),
      picture,
      fit: null,
      phase: polishing ? 'polishing' : 'searching',
    });
    picture = null;
  }

  /** One stretch on one machine, until the run ends; throws what the machine throws. */
  async function carryOut(swarm: SwarmMachine): Promise<StopReason> {
    const slices = createSliceControl({ targetMs: 50, first: 1, most: 1_000 });
    const inFlight: { promise: Promise<SliceReport>; count: number }[] = [];
    let since = clock.tick();
    let lastCheckpoint = since;
    let checkpointGap = options.checkpointMs;

    async function land(): Promise<void> {
      const slice = inFlight.shift();
      if (!slice) return;
      const result = withOffset(await slice.promise, problem.offset);
      const now = clock.tick();
      // A gap far beyond the slice's own time is a frozen tab or a sleeping machine, not search.
      const gap = now - since;
      activeMs += gap > 2_000 + 10 * result.milliseconds ? result.milliseconds : gap;
      since = now;
      slices.record(slice.count, result.milliseconds);
      // What came before a checkpoint was not done in this slice.
      const before = statuses.length === 0 && saved ? null : totalEvaluations();
      statuses = result.repeats;
      isBroken ||= result.brokenOff;
      if (result.leftOut.length > 0) leftOut = result.leftOut;
      done = Math.max(...statuses.map(({ generation }) => generation));
      curve.add(result.curve);
      control.spend(slice.count);
      if (before === null) return;
      const perSecond = ((totalEvaluations() - before) * 1000) / Math.max(0.01, result.milliseconds);
      rate = rate === 0 ? perSecond : 0.7 * rate + 0.3 * perSecond;
    }
    // Before the first slice there is no result to end with.
    /** A generation that lasts far beyond the time is not waited for; one that ends soon leaves a whole state. */
    const isLongOver = (): boolean =>
      spec.stop.seconds !== undefined && activeMs + (clock.tick() - since) >= spec.stop.seconds * 1000 + graceMs;
    const isOver = (): StopReason | null => {
      if (statuses.length === 0) return null;
      if (control.isCancelled) return 'cancelled';
      // Given up within a generation, and nobody cancelled: the time was up.
      if (isBroken) return 'time';
      if (statuses.every(({ stopped }) => stopped !== null)) return reasonOf(spec, statuses);
      return spec.stop.seconds !== undefined && activeMs >= spec.stop.seconds * 1000 ? 'time' : null;
    };

    try {
      for (;;) {
        const reason = isOver();
        if (reason || (control.isPaused && !control.isCancelled)) {
          while (inFlight.length > 0) await land();
          if (statuses.length > 0 && !isBroken) await observe(swarm);
          const end = isOver();
          if (end) {
            // The last word: a short run may not have said anything since its first generation.
            report('running');
            await writeCheckpoint(swarm);
            return end;
          }
          await writeCheckpoint(swarm);
          report('paused');
          await control.standStill();
          since = clock.tick();
          continue;
        }
        const paced = control.pace !== null;
        // While watched at a pace, one generation a slice, and none in advance.
        const depth = paced || control.allowance !== Number.POSITIVE_INFINITY ? 1 : options.depth;
        while (inFlight.length < depth) {
          const due = takeDueTurns();
          const untilNextTurn = (turns[nextTurn]?.generation ?? Number.POSITIVE_INFINITY) - planned - 1;
          // A run that was saved at its end stands still in one more slice, which reports where it stands.
          const left = Math.max(
            settings.generationLimit - planned,
            statuses.length === 0 && inFlight.length === 0 ? 1 : 0,
          );
          const count = Math.max(0, Math.min(paced ? 1 : slices.next(), control.allowance, left, untilNextTurn));
          if (count === 0) break;
          planned += count;
          const advance = (): Promise<SliceReport> => {
            for (const turn of due) swarm.turn(turn.knobs);
            return swarm.advance(count, () => control.isCancelled || isLongOver());
          };
          const promise = queue.run('long', advance);
          // It lands later, and a failure is heard then.
          promise.catch(() => undefined);
          inFlight.push({ count, promise });
        }
        const from = clock.tick();
        await land();
        if (clock.tick() - lastProgress >= progressMs || (paced && look)) {
          if (!isBroken && (look || clock.tick() - lastProgress >= 10 * progressMs)) await observe(swarm);
          lastProgress = clock.tick();
          report('running');
        }
        if (clock.tick() - lastCheckpoint >= checkpointGap) {
          while (inFlight.length > 0) await land();
          const begun = clock.tick();
          await writeCheckpoint(swarm);
          lastCheckpoint = since = clock.tick();
          checkpointGap = Math.max(options.checkpointMs, 20 * (lastCheckpoint - begun));
        }
        const pace = control.pace;
        if (pace !== null) {
          const rest = 1000 / pace - (clock.tick() - from);
          if (rest > 1) await control.sleep(rest);
          since = clock.tick();
        }
      }
    } catch (error) {
      // The other slice in flight fails for the same reason; nobody else listens to it.
      await Promise.allSettled(inFlight.map(({ promise }) => promise));
      throw error;
    }
  }

  async function run(): Promise<SwarmOutcome> {
    let losses = 0;
    for (;;) {
      try {
        machine = await prepare();
        const reason = await carryOut(machine);
        return await conclude(machine, reason, await polish(machine));
      } catch (error) {
        if (!(error instanceof AeonError && error.code === 'device-lost') || ++losses > mostLosses) throw error;
      } finally {
        machine?.[Symbol.dispose]();
        machine = null;
      }
    }
  }

  /** What a polish makes of each repeat's best; nothing where the spec asks for none. */
  async function polish(swarm: SwarmMachine): Promise<readonly (Polished | undefined)[]> {
    if ((spec.polish ?? 'none') === 'none' || control.isCancelled) return [];
    const { polishRepeats } = await import('./polish/polish-run.ts');
    const drawn = seenPicture;
    return polishRepeats({
      ...{ spec, problem, swarm, statuses, clock, control },
      onProgress({ value, position, share }, status) {
        if (status === 'running' && clock.tick() - lastProgress < progressMs) return;
        lastProgress = clock.tick();
        polishing = { value: value + problem.offset, share };
        if (look && drawn) picture = { ...drawn, best: Float32Array.from(position) };
        report(status);
      },
    });
  }

  async function conclude(
    swarm: SwarmMachine,
    stoppedBecause: StopReason,
    polished: readonly (Polished | undefined)[],
  ): Promise<SwarmOutcome> {
    const positions = await swarm.bestPositions();
    const places = statuses.map(
      (_, repeat) =>
        polished[repeat]?.position ??
        positions.subarray(repeat * problem.dimensions, (repeat + 1) * problem.dimensions),
    );
    const found = places.map((searched) => decodeAll(problem, searched));
    const answers = options.evaluateOnDevice
      ? await options.evaluateOnDevice(found.map((variables) => Object.values(variables)))
      : places.map((searched) => problem.evaluate(searched));
    const repeats = statuses.map((status, repeat): RepeatResult => {
      const { value, violation } = answers[repeat] ?? { value: Number.NaN, violation: Number.NaN };
      const variables = found[repeat] ?? {};
      const { position: _, ...made } = polished[repeat] ?? {};
      return {
        repeat,
        best: {
          value: value + problem.offset,
          valueF32: status.bestValue,
          position: Object.values(variables),
          variables,
          feasible: violation === 0 && Number.isFinite(value),
          violation,
        },
        evaluations: evaluationsOf(repeat),
        generations: status.generation,
        restarts: status.restarts,
        ...('method' in made && { polish: made }),
        notFinite: status.notFinite,
        stoppedBecause: status.stopped === null ? stoppedBecause : reasonOf(spec, [status]),
      };
    });
    const bestRepeat = indexOfBest(repeats.map(({ best }) => best));
    if (!Number.isFinite(repeats[bestRepeat]?.best.value) && stoppedBecause !== 'cancelled')
      throw nowhereFinite(problem, totalEvaluations());
    return {
      repeats,
      bestRepeat,
      stoppedBecause,
      evaluations: totalEvaluations(),
      generations: Math.max(...repeats.map(({ generations }) => generations)),
      seconds: activeMs / 1000,
      setupSeconds: setupMs / 1000,
      curve: curve.all(),
    };
  }

  return {
    outcome: run(),
    turn(knobs) {
      // After a lost device the run goes back behind its last turns; they act again, and this one after them.
      const generation = Math.max(planned + 1, turns.at(-1)?.generation ?? 0);
      const turn = { generation, knobs };
      turns.push(turn);
      return turn;
    },
    look(axes, members) {
      look = axes === null ? null : { axes, members };
    },
  };
}
