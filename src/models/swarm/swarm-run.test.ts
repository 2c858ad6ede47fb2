// The loop of a swarm run, over the machine of the CPU path: what it hands on, keeps, and gives in the end.
import { describe, expect, it } from 'vitest';
import { AeonError } from '../../core/errors.ts';
import type { KnobTurn } from '../../core/run.ts';
import type { Clock } from '../../core/ports.ts';
import { createRunControl } from '../../core/run-control.ts';
import { createWorkQueue } from '../../core/work-queue.ts';
import { compileProblem } from './compile-problem.ts';
import { createCpuPso } from './cpu-pso.ts';
import { plainClock } from './quality.contract.ts';
import type { SwarmProgress } from './result.ts';
import { parseSwarmSpec } from './schema.ts';
import type { MachineState, SwarmMachine } from './swarm-machine.ts';
import { startSwarmRun, type SwarmRunState } from './swarm-run.ts';

interface Request {
  readonly spec: Record<string, unknown>;
  readonly saved?: SwarmRunState | null;
  readonly knobTurns?: readonly KnobTurn[];
  readonly paused?: boolean;
  readonly clock?: Clock;
  /** What stands between the loop and the machine. */
  wrap?(machine: SwarmMachine): SwarmMachine;
}

function start({
  spec: input,
  saved = null,
  knobTurns = [],
  paused = false,
  clock = plainClock,
  wrap = (machine) => machine,
}: Request) {
  const spec = parseSwarmSpec({ kind: 'swarm', ...input });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  const problem = compileProblem(spec.problem);
  const control = createRunControl(paused);
  const checkpoints: SwarmRunState[] = [];
  const records: SwarmProgress[] = [];
  const loop = startSwarmRun({
    spec,
    problem,
    control,
    queue: createWorkQueue(2),
    clock,
    depth: 1,
    createMachine: async (state: MachineState | null) => wrap(createCpuPso(spec, problem, plainClock, state)),
    saved,
    knobTurns,
    checkpointMs: 1e9,
    saveCheckpoint: async (state) => {
      checkpoints.push(structuredClone(state));
    },
    onProgress: (progress) => void records.push(progress),
  });
  /** From a standstill to the next one. */
  async function step(generations: number): Promise<void> {
    const before = checkpoints.length;
    control.step(generations);
    while (checkpoints.length === before) await plainClock.yield();
  }
  return { loop, control, checkpoints, records, step };
}

const rastrigin = {
  problem: { name: 'rastrigin', dimensions: 6 },
  algorithm: { name: 'pso', particles: 20 },
  stop: { generations: 200 },
  seed: 4,
};

describe('a run', () => {
  it('of repeats some of which found nothing finite gives the best of the others', async () => {
    const { loop } = start({
      spec: {
        problem: { name: 'formula', variables: { x: [-2, 1] }, minimize: 'sqrt(x)' },
        algorithm: { name: 'pso', particles: 1 },
        stop: { generations: 1 },
        repeats: 12,
        seed: 1,
      },
    });
    const { repeats, bestRepeat } = await loop.outcome;
    const values = repeats.map(({ best }) => best.value);
    expect(values[0]).toBeNaN();
    expect(values[bestRepeat]).toBe(Math.min(...values.filter(Number.isFinite)));
  });

  it('that is over before anybody was told shows where it ended', async () => {
    const { loop, records } = start({ spec: { ...rastrigin, stop: { generations: 20 } } });
    loop.look([1, 3], 100);
    const { generations, repeats } = await loop.outcome;
    const last = records.at(-1);
    expect(last).toMatchObject({ generation: generations, bestValue: repeats[0]?.best.valueF32 });
    expect(last?.picture).toMatchObject({ generation: generations, axes: [1, 3] });
    expect(last?.picture?.points).toHaveLength(40);
  });

  it('that finds nothing finite anywhere says so', async () => {
    const { loop } = start({
      spec: {
        problem: { name: 'formula', variables: { x: [-2, 1] }, minimize: '1 / (x - x)' },
        algorithm: { name: 'pso', particles: 4 },
        stop: { generations: 5 },
      },
    });
    await expect(loop.outcome).rejects.toMatchObject({
      code: 'bad-formula',
      message: expect.stringContaining('any of the 24 places'),
    });
  });

  it('whose generation lasts far beyond its time is not waited for', async () => {
    // Every look at the clock takes 10 ms: a generation of 1,000 members would be many seconds.
    let ticks = 0;
    const slow: Clock = { ...plainClock, tick: () => (ticks += 10) };
    const { loop } = start({
      spec: { ...rastrigin, algorithm: { name: 'pso', particles: 1_000 }, stop: { seconds: 1 } },
      clock: slow,
    });
    const { stoppedBecause, evaluations, seconds } = await loop.outcome;
    expect(stoppedBecause).toBe('time');
    expect(evaluations).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2);
  });

  it('that lost its device and is turned again replays to the same bits, turns in order', async () => {
    const before = start({ spec: rastrigin, paused: true });
    await before.step(20);
    before.control.cancel();
    await before.loop.outcome;
    const [saved = null] = before.checkpoints;
    expect(saved?.generation).toBe(19);

    const turns: KnobTurn[] = [];
    let advances = 0;
    let machines = 0;
    const { loop } = start({
      spec: rastrigin,
      saved,
      wrap(machine) {
        const number = ++machines;
        return {
          ...machine,
          advance(count, isGivenUp) {
            advances++;
            if (number === 1 && advances === 2) turns.push(loop.turn({ inertia: 0.3 }));
            if (number === 1 && advances === 3)
              return Promise.reject(new AeonError('device-lost', 'Gone.', { hint: '' }));
            if (number === 2 && turns.length === 1) turns.push(loop.turn({ social: 0.5 }));
            return machine.advance(count, isGivenUp);
          },
        };
      },
    });
    const { repeats } = await loop.outcome;
    expect(machines).toBe(2);
    expect(turns).toHaveLength(2);
    expect(turns[1]?.generation).toBeGreaterThanOrEqual(turns[0]?.generation ?? Number.POSITIVE_INFINITY);
    const again = await start({ spec: rastrigin, saved, knobTurns: turns }).loop.outcome;
    expect(again.repeats).toEqual(repeats);
  });

  it('cancelled within a generation keeps its last checkpoint, from which it goes on to the same bits', async () => {
    const expected = await start({ spec: rastrigin }).loop.outcome;
    let asked = 0;
    const run = start({
      spec: rastrigin,
      paused: true,
      wrap: (machine) => ({
        ...machine,
        advance: (count, isGivenUp) =>
          machine.advance(count, () => {
            if (++asked === 1_111) run.control.cancel();
            return isGivenUp?.() ?? false;
          }),
      }),
    });
    await run.step(10);
    run.control.resume();
    const part = await run.loop.outcome;
    expect(part.stoppedBecause).toBe('cancelled');
    // Cancelled in the midst of generation 1,111 / 19: those before it count, and nothing more.
    expect(part.evaluations).toBe(20 * (part.generations + 1));
    expect(part.generations).toBe(57);
    expect(run.checkpoints.map(({ generation }) => generation)).toEqual([9]);
    const rest = await start({ spec: rastrigin, saved: run.checkpoints[0] ?? null }).loop.outcome;
    expect(rest.repeats).toEqual(expected.repeats);
  });

  it('cancelled within its initial generation has the best of the members that were evaluated', async () => {
    const run = start({
      spec: rastrigin,
      wrap: (machine) => ({
        ...machine,
        advance: (count, isGivenUp) => {
          run.control.cancel();
          return machine.advance(count, isGivenUp);
        },
      }),
    });
    const { repeats, evaluations } = await run.loop.outcome;
    expect(evaluations).toBe(1);
    expect(repeats).toMatchObject([{ evaluations: 1, generations: 0, stoppedBecause: 'cancelled' }]);
    expect(repeats[0]?.best.value).toBeGreaterThan(0);
    expect(run.checkpoints).toEqual([]);
  });
});
