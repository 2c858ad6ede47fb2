// Searches for values from outside: the same bits as a search that computes its values itself, whatever the order and the
// parts in which they are told, and whoever was killed meanwhile.
import { afterEach, describe, expect, it } from 'vitest';
import type { AeonError } from '../../../core/errors.ts';
import type { KnobTurn } from '../../../core/run.ts';
import { createRunControl } from '../../../core/run-control.ts';
import { createWorkQueue } from '../../../core/work-queue.ts';
import { algorithmNames } from '../algorithms/registry.ts';
import { compileProblem } from '../compile-problem.ts';
import { createCpuPso } from '../cpu-pso.ts';
import { plainClock } from '../quality.contract.ts';
import type { SwarmProgress } from '../result.ts';
import { parseSwarmSpec } from '../schema.ts';
import { shortestDecimal } from './external-problem.ts';
import { type ExternalRunState, startExternalRun } from './external-run.ts';
import type { AskedRow, ToldValue } from './external-values.ts';

const variables = { x: [-2, 3], n: { integer: [1, 9] }, k: { oneOf: [0.5, 4, 2] } };
const external = { name: 'external', variables, constraints: 1 };
const formula = { name: 'formula', variables, minimize: '(x-1.25)^2 + 0.3*n*k', subjectTo: ['x + n >= 3'] };

interface Request {
  readonly saved?: ExternalRunState | null;
  readonly knobTurns?: readonly KnobTurn[];
  readonly algorithm?: object;
  readonly stop?: object;
}

function run({ saved = null, knobTurns = [], ...input }: Request) {
  const spec = parseSwarmSpec({ kind: 'swarm', problem: external, seed: 7, ...input });
  if (spec.problem.name !== 'external') throw new Error('Only external problems here.');
  const control = createRunControl(false);
  const checkpoints: ExternalRunState[] = [];
  const records: SwarmProgress[] = [];
  const loop = startExternalRun({
    spec,
    problem: spec.problem,
    control,
    queue: createWorkQueue(1),
    clock: plainClock,
    saved,
    knobTurns,
    saveCheckpoint: async (state) => void checkpoints.push(structuredClone(state)),
    onProgress: (progress) => void records.push(progress),
  });
  const outcome = loop.outcome.finally(() => control.end());
  outcome.catch(() => undefined);
  opened.push(control);
  return { loop, outcome, control, records, checkpoints, last: () => checkpoints.at(-1) ?? null };
}
const opened: { end(): void; cancel(): void }[] = [];
afterEach(() => {
  for (const control of opened.splice(0)) control.cancel();
});

/** What the formula says, in the numbers that the search has. */
function valueOf({ id, values: [real = 0, n = 0, k = 0] }: AskedRow): ToldValue {
  const x = Math.fround(real);
  return { id, value: (x - 1.25) ** 2 + 0.3 * n * k, violations: [3 - (x + n)] };
}

/** A small generator of its own, so that the order is the same each time. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const keyed = items.map((item) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return { item, state };
  });
  return keyed.sort((a, b) => a.state - b.state).map(({ item }) => item);
}

describe.each(algorithmNames)('%s', (name) => {
  // Evaluations, since some let their population shrink by them; more than are needed.
  const search = { algorithm: { name, particles: 12 }, stop: { generations: 6, evaluations: 200 } };

  it('told in any order and in parts, by a new process each time, gives the bits of a search that computes its values', async () => {
    const atOnce = run(search);
    for (let outcome = null; !outcome?.isOver;) {
      const { rows } = await atOnce.loop.ask();
      outcome = await atOnce.loop.tell(rows.map(valueOf));
    }
    const result = await atOnce.outcome;

    let saved: ExternalRunState | null = null;
    for (let process = 0, isOver = false; !isOver; process++) {
      const part = run({ ...search, saved });
      const { rows } = await part.loop.ask();
      const awaited = shuffled(
        rows.filter(({ told }) => told === null),
        process,
      );
      // Killed after that: what is on disk is all that the next one has.
      ({ isOver } = await part.loop.tell(awaited.slice(0, 5).map(valueOf)));
      saved = part.last();
    }
    expect(saved?.arrays).toEqual(atOnce.last()?.arrays);
    expect(saved?.swarm).toEqual(atOnce.last()?.swarm);

    const spec = parseSwarmSpec({ kind: 'swarm', problem: formula, seed: 7, ...search });
    const machine = createCpuPso(spec, compileProblem(spec.problem), plainClock, null);
    const { repeats } = await machine.advance(7);
    const { state, arrays } = await machine.save();
    expect(atOnce.last()?.swarm).toEqual(state);
    expect(atOnce.last()?.arrays).toMatchObject(arrays);
    expect(result).toMatchObject({
      generations: 6,
      evaluations: repeats[0]?.evaluations,
      stoppedBecause: 'generations',
    });
    expect(result.repeats[0]?.best.valueF32).toBe(repeats[0]?.bestValue);
  });
});

describe('what is asked for', () => {
  it('are the variables’ own values, as short decimals inside their ranges', async () => {
    const { loop } = run({});
    const { rows, names, constraints, generation, awaited } = await loop.ask();
    expect({ names, constraints, generation, awaited }).toEqual({
      names: ['x', 'n', 'k'],
      constraints: 1,
      generation: 0,
      awaited: 12,
    });
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const { values } of rows) {
      const [x = 0, n = 0, k = 0] = values;
      expect(x).toBeGreaterThanOrEqual(-2);
      expect(x).toBeLessThanOrEqual(3);
      expect(String(x).length).toBeLessThan(14);
      expect([1, 2, 3, 4, 5, 6, 7, 8, 9]).toContain(n);
      expect([0.5, 4, 2]).toContain(k);
    }
  });

  it('says of each f32 number the shortest decimal that is it', () => {
    for (const x of [0.1, 0.3, 1 / 3, 16777216, 1.17549435e-38, -2.5, 0, 3.4e38].map(Math.fround))
      expect(Math.fround(shortestDecimal(x))).toBe(x);
    expect(shortestDecimal(Math.fround(0.3))).toBe(0.3);
  });

  it('is a small swarm and a small budget, unless the spec says otherwise', () => {
    const parse = (input: object) => parseSwarmSpec({ kind: 'swarm', problem: external, ...input });
    expect(parse({})).toMatchObject({ algorithm: { name: 'pso', particles: 12 }, stop: { evaluations: 300 } });
    expect(parse({ algorithm: { name: 'de' } }).algorithm.particles).toBe(12);
    expect(parse({ algorithm: { name: 'de', particles: 40 }, stop: { generations: 3 } })).toMatchObject({
      algorithm: { particles: 40 },
      stop: { generations: 3 },
    });
  });
});

describe('what is told', () => {
  async function refusal(values: readonly ToldValue[]): Promise<AeonError> {
    const { loop, checkpoints } = run({});
    await loop.ask();
    const before = checkpoints.length;
    const error = await loop.tell(values).then(
      () => null,
      (thrown: unknown) => thrown as AeonError,
    );
    // Nothing of it was taken.
    expect((await loop.ask()).awaited).toBe(12);
    expect(checkpoints).toHaveLength(before);
    if (!error) throw new Error('It was taken.');
    return error;
  }
  const fine = { id: 1, value: 3, violations: [0] };

  it.each([
    [
      'an id that was not asked for',
      { id: 13, value: 1, violations: [0] },
      'Row 2, column id: 13 is no id that was asked for.',
    ],
    ['no whole id', { id: 1.5, value: 1, violations: [0] }, 'Row 2, column id: 1.5 is no id that was asked for.'],
    [
      'another value for the same id',
      { id: 1, value: 4, violations: [0] },
      'Row 2, column value: The value of 1 was told before, and was 3 with the violations 0.',
    ],
    [
      'no violation',
      { id: 2, value: 4 },
      'Row 2, column violation1: The value of 2 comes with 0 violations; the problem has 1 constraints.',
    ],
    [
      'a violation that is no number',
      { id: 2, value: 4, violations: [Number.NaN] },
      'Row 2, column violation1: The violation 1 of 2 is not a number.',
    ],
  ])('is refused whole with row and column: %s', async (_, wrong, message) => {
    expect(await refusal([fine, wrong])).toMatchObject({ code: 'bad-data', message, place: { row: 2 } });
  });

  it('may be told again as it was, also when its generation is through', async () => {
    const { loop } = run({});
    const first = (await loop.ask()).rows.map(valueOf);
    expect(await loop.tell(first.slice(0, 4))).toMatchObject({ accepted: 4, known: 0, awaited: 8 });
    expect(await loop.tell(first)).toMatchObject({ accepted: 8, known: 4, awaited: 12 });
    expect(await loop.tell(first)).toEqual({ accepted: 0, known: 12, awaited: 12, isOver: false });
    expect((await loop.ask()).rows[0]?.id).toBe(13);
    await expect(loop.tell([{ ...fine, value: -1 }])).rejects.toThrow(
      /^Row 1, column value: The value of 1 was told before/,
    );
  });

  it('counts as worse than all where the evaluation failed', async () => {
    const { loop, outcome, records } = run({ stop: { generations: 1 } });
    for (let round = 0; round < 2; round++) {
      const { rows } = await loop.ask();
      await loop.tell(
        rows.map((row, i) => (i % 3 === 0 ? valueOf(row) : { id: row.id, value: [null, Number.NaN][i % 2] ?? null })),
      );
    }
    const { repeats } = await outcome;
    expect(repeats[0]).toMatchObject({ notFinite: 16, evaluations: 24 });
    expect(records.at(-1)?.bestValue).toBe(repeats[0]?.best.valueF32);
  });

  it('is an error where nothing of it is a number', async () => {
    const { loop, outcome } = run({ stop: { generations: 1 } });
    for (let round = 0; round < 2; round++) {
      const { rows } = await loop.ask();
      await loop.tell(rows.map(({ id }) => ({ id, value: null })));
    }
    await expect(outcome).rejects.toMatchObject({
      code: 'bad-data',
      message: 'None of the 24 values that were told is a number.',
    });
  });
});

describe('a run that waits', () => {
  it('says for how many values, and stands still when it is paused, taking values all the same', async () => {
    const { loop, control, records } = run({});
    const { rows } = await loop.ask();
    expect(records.at(-1)).toMatchObject({ status: 'waiting', awaited: 12, evaluations: 0 });
    await control.pause();
    expect(records.at(-1)?.status).toBe('paused');
    await loop.tell(rows.map(valueOf));
    expect((await loop.ask()).awaited).toBe(0);
    control.resume();
    while (records.at(-1)?.status !== 'waiting') await plainClock.yield();
    expect(await loop.ask()).toMatchObject({ generation: 1, awaited: 12 });
  });

  it('ends with the best of what was told when it is cancelled, and goes on from there', async () => {
    const first = run({});
    const { rows } = await first.loop.ask();
    await first.loop.tell(rows.slice(2, 7).map(valueOf));
    first.control.cancel();
    const { repeats, stoppedBecause, evaluations } = await first.outcome;
    const told = rows.slice(2, 7).map((row) => ({ place: row.values, ...valueOf(row) }));
    const feasible = told.filter(({ violations: [by = 0] = [] }) => by <= 0);
    const best = feasible.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
    expect({ stoppedBecause, evaluations }).toEqual({ stoppedBecause: 'cancelled', evaluations: 5 });
    expect(repeats[0]?.best).toMatchObject({ value: best?.value, position: best?.place, feasible: true });

    const second = run({ saved: first.last() });
    expect((await second.loop.ask()).awaited).toBe(7);
  });

  it('turns knobs from the next generation on, and replays that from a checkpoint', async () => {
    const search = { algorithm: { name: 'pso', particles: 12 }, stop: { generations: 4 } };
    const first = run(search);
    const tellAll = async ({ loop }: ReturnType<typeof run>): Promise<boolean> =>
      (await loop.tell((await loop.ask()).rows.map(valueOf))).isOver;
    await tellAll(first);
    const turn = first.loop.turn({ inertia: 0.1 });
    expect(turn.generation).toBe(2);
    await tellAll(first);
    const second = run({ ...search, saved: first.last(), knobTurns: [turn] });
    for (const { loop } of [first, second]) expect((await loop.ask()).generation).toBe(2);
    for (const each of [first, second]) while (!(await tellAll(each)));
    expect(second.last()?.arrays).toEqual(first.last()?.arrays);

    const spec = parseSwarmSpec({ kind: 'swarm', problem: formula, seed: 7, ...search });
    const machine = createCpuPso(spec, compileProblem(spec.problem), plainClock, null);
    await machine.advance(2);
    machine.turn({ inertia: 0.1 });
    await machine.advance(3);
    expect(second.last()?.arrays).toMatchObject((await machine.save()).arrays);
  });

  it('cancelled before anything was told has no result', async () => {
    const { loop, outcome, control } = run({});
    await loop.ask();
    control.cancel();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is refused where it would ask for more than anybody tells', () => {
    const parse = (input: object) => () => parseSwarmSpec({ kind: 'swarm', problem: external, ...input });
    expect(parse({ repeats: 2 })).toThrow(/^repeats:/);
    expect(parse({ stop: { seconds: 3 } })).toThrow(/^stop.seconds:/);
    expect(parse({ algorithm: { name: 'pso', particles: 100_001 } })).toThrow(/^algorithm.particles:/);
    expect(parse({ problem: { ...external, variables: { id: [0, 1] } } })).toThrow(/^problem.variables.id:/);
  });
});
