// Checkpoints of the version before an algorithm could keep a memory, on the CPU path.
import { expect, it } from 'vitest';
import { compileProblem } from './compile-problem.ts';
import { createCpuPso } from './cpu-pso.ts';
import { plainClock } from './quality.contract.ts';
import { parseSwarmSpec } from './schema.ts';
import type { MachineState } from './swarm-machine.ts';

function open(algorithm: Record<string, unknown>, saved: MachineState | null) {
  const spec = parseSwarmSpec({
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions: 3 },
    algorithm,
    stop: { evaluations: 10_000 },
    repeats: 2,
  });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  return createCpuPso(spec, compileProblem(spec.problem), plainClock, saved);
}

const later = ['unimproved', 'passedOver', 'leewayFirst', 'leeway'];

it('a search goes on from counters that did not have all of today’s', async () => {
  const first = open({ name: 'pso', particles: 20 }, null);
  await first.advance(5);
  const saved = await first.save();
  const counters = saved.state as Record<string, unknown>[];
  const state = counters.map((of) => Object.fromEntries(Object.entries(of).filter(([name]) => !later.includes(name))));
  const second = open({ name: 'pso', particles: 20 }, { ...saved, state });
  await first.advance(5);
  await second.advance(5);
  expect((await second.save()).arrays).toEqual((await first.save()).arrays);
});

it('a search whose algorithm had no memory then is refused, instead of standing still', async () => {
  const first = open({ name: 'l-shade' }, null);
  await first.advance(5);
  const { state, arrays } = await first.save();
  const { memory: _, ...without } = arrays;
  expect(() => open({ name: 'l-shade' }, { state, arrays: without })).toThrow(
    expect.objectContaining({ code: 'newer-version' }),
  );
});
