// An objective in WGSL by the command line: its data files, its values, and bad input, which is refused with exit code 2 and a
// mark under the place at fault.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SwarmResult } from '../src/models/swarm/result.ts';
import { buildCli, runCli, temporaryFolder, writeInput } from './run-cli.ts';

beforeAll(() => buildCli());

const source = 'fn objective(x: Position, d: u32) -> f32 {\n  return abs(at(x, 0u));\n}';
const valid = { name: 'wgsl', source, dimensions: 2, bounds: [-1, 1] };

describe.concurrent('an objective in WGSL', () => {
  it('runs with data of three kinds of files, and is evaluated at points', async () => {
    const folder = temporaryFolder();
    const numbers = Float32Array.of(0.5, -0.25, 8);
    writeFileSync(path.join(folder, 'raw.f32'), new Uint8Array(numbers.buffer));
    writeFileSync(path.join(folder, 'table.csv'), 'a,b\n1,0.5\n2,-0.25\n3,8\n');
    const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }`.padEnd(117) + '\n';
    const head = Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
      Buffer.from([118, 0]),
      Buffer.from(header),
    ]);
    writeFileSync(
      path.join(folder, 'array.npy'),
      Buffer.concat([head, Buffer.from(Float64Array.from(numbers).buffer)]),
    );
    const spec = writeInput(folder, 'spec.json', {
      kind: 'swarm',
      problem: {
        ...valid,
        source: `fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < 2u; i++) { let z = at(x, i) - raw(i); sum += z * z; }
  return sum + abs(raw(2u) - table(2u)) + abs(table(1u) - array(1u)) + f32(raw_length + table_length + array_length) - 9.0;
}`.replaceAll('array', 'numpy'),
        data: { raw: 'raw.f32', table: { file: 'table.csv', column: 'b' }, numpy: 'array.npy' },
      },
      algorithm: { name: 'pso', particles: 64 },
      stop: { generations: 300 },
    });
    const run = await runCli('swarm', 'run', spec, '--store', folder, '--json');
    expect(run.stderr).toBe('');
    const { best, adapter, problem }: SwarmResult = JSON.parse(run.stdout);
    expect(adapter.kind).toBe('gpu');
    // Where the data say, to the accuracy of f32 squares.
    expect(best.position[0]).toBeCloseTo(0.5, 3);
    expect(best.position[1]).toBeCloseTo(-0.25, 3);
    expect(Math.fround(best.value)).toBe(best.value);
    expect(problem).toMatchObject({ data: { raw: { name: 'raw.f32' }, numpy: { name: 'array.npy' } } });

    const points = writeInput(folder, 'points.json', [
      [0.5, -0.25],
      [1.5, -0.25],
    ]);
    const evaluated = await runCli('swarm', 'evaluate', spec, '--at', points);
    expect(JSON.parse(evaluated.stdout)).toEqual({ values: [0, 1] });
  });

  it.each<[what: string, problem: Record<string, unknown>, adapter: string, message: RegExp]>([
    [
      'a type that is wrong',
      { source: source.replace('0u', '0.5') },
      'gpu',
      /problem\.source, line 2, column \d+: .*\n {4}return abs\(at\(x, 0\.5\)\);\n {19,21}\^/,
    ],
    [
      'a brace that is missing',
      { source: source.slice(0, -1) },
      'gpu',
      /line 1, column 42: This "\{" is never closed\.\n/,
    ],
    [
      'a loop that does not end',
      { source: source.replace('return', 'loop { if (d == 9u) { break; } }\n  return'), iterations: 1000 },
      'auto',
      /line 2, column 3: This loop did not end.*\n {4}loop \{.*\n {4}\^{4}\n/,
    ],
    [
      'an entry point',
      { source: `${source}\n@compute @workgroup_size(1) fn main() {}` },
      'gpu',
      /line 4, column 2: "@compute" has no place/,
    ],
    ['the CPU', {}, 'cpu', /an objective in WGSL runs on a GPU alone.*\nChoose the GPU/],
    ['no box', { bounds: undefined }, 'gpu', /problem\.bounds: the box is not given/],
    [
      'a data file that is not there',
      { data: { a: 'none.npy' } },
      'gpu',
      /none\.npy cannot be read: there is no such file/,
    ],
    [
      'a table without a column',
      { data: { a: 'two.csv' } },
      'gpu',
      /problem\.data\.a, two\.csv: It has 2 columns[^]*"column": "u"/,
    ],
    ['half a number', { data: { a: 'odd.f32' } }, 'gpu', /odd\.f32: Its 7 bytes are no whole 32-bit numbers/],
  ])('is refused for %s', async (what, change, adapter, message) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'two.csv'), 'u,v\n1,2\n3,4\n');
    writeFileSync(path.join(folder, 'odd.f32'), Buffer.alloc(7));
    const spec = writeInput(folder, 'spec.json', { kind: 'swarm', problem: { ...valid, ...change } });
    const { code, stdout, stderr } = await runCli('swarm', 'run', spec, '--adapter', adapter, '--store', folder);
    expect(stderr, what).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
