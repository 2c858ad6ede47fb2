// As much data as an objective may be sure of, through the command line: 64 MB in a file, read everywhere.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { SwarmResult } from '../src/models/swarm/result.ts';
import { buildCli, runCli, temporaryFolder, writeInput } from './run-cli.ts';

it('an objective in WGSL runs with 64 MB of data, from its first number to its last', async () => {
  buildCli();
  const folder = temporaryFolder();
  const numbers = new Float32Array(16 * 2 ** 20).fill(0.25);
  numbers[0] = 3;
  numbers[numbers.length - 1] = 5;
  writeFileSync(path.join(folder, 'numbers.f32'), new Uint8Array(numbers.buffer));
  const source = `fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < 1000u; i++) { let rest = numbers(1u + i * (numbers_length / 1001u)) - at(x, i % d); sum += rest * rest; }
  return sum + numbers(0u) + numbers(numbers_length - 1u);
}`;
  const spec = writeInput(folder, 'spec.json', {
    kind: 'swarm',
    problem: { name: 'wgsl', source, dimensions: 2, bounds: [-1, 1], data: { numbers: 'numbers.f32' } },
    algorithm: { name: 'pso', particles: 64 },
    stop: { generations: 200 },
  });
  const { code, stdout, stderr } = await runCli('swarm', 'run', spec, '--store', folder, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { best }: SwarmResult = JSON.parse(stdout);
  expect(best.position.map((x) => x.toFixed(3))).toEqual(['0.250', '0.250']);
  expect(best.value).toBeCloseTo(8, 4);
}, 120_000);
