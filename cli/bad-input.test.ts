// Every bad input is refused with exit code 2, a message that names the place, and nothing on standard output.
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli, startCli, temporaryFolder, writeInput } from './run-cli.ts';

const sphere = { kind: 'swarm', problem: { name: 'sphere', dimensions: 3 } };
const line = { name: 'fit', data: 'data.csv', response: 'y', model: 'a+b*x', parameters: { a: [-9, 9], b: [-9, 9] } };
const formula = { name: 'formula', variables: { x: [-1, 1] }, minimize: 'x^2' };

const badSpecs: readonly [what: string, spec: unknown, message: RegExp][] = [
  ['an empty file', '', /spec\.json is empty/],
  ['no JSON', '{ "kind": ', /spec\.json is not JSON/],
  ['NaN, which JSON does not know', '{ "kind": "swarm", "seed": NaN }', /is not JSON/],
  ['an unknown key', { ...sphere, colour: 'red' }, /unknown key "colour"/],
  ['an unknown key deep inside', { ...sphere, stop: { generation: 5 } }, /stop.*unknown key "generation"/],
  ['a wrong type', { ...sphere, seed: 'one' }, /seed: expected number, got "one"/],
  ['an unknown kind', { ...sphere, kind: 'flock' }, /kind/],
  ['an unknown problem', { kind: 'swarm', problem: { name: 'spere' } }, /problem\.name/],
  ['no problem', { kind: 'swarm' }, /problem/],
  ['zero particles', { ...sphere, algorithm: { name: 'pso', particles: 0 } }, /algorithm\.particles.*at least/],
  ['half a particle', { ...sphere, algorithm: { name: 'pso', particles: 10.5 } }, /algorithm\.particles/],
  ['no dimensions', { kind: 'swarm', problem: { name: 'sphere', dimensions: 0 } }, /problem\.dimensions.*at least/],
  ['more dimensions than there are', { kind: 'swarm', problem: { name: 'sphere', dimensions: 4096 } }, /at most 2048/],
  ['reversed bounds', { kind: 'swarm', problem: { ...formula, variables: { x: [1, -1] } } }, /problem\.variables\.x/],
  [
    'infinite bounds',
    '{"kind":"swarm","problem":{"name":"formula","variables":{"x":[-1e999,1]},"minimize":"x"}}',
    /problem\.variables\.x/,
  ],
  ['no variables', { kind: 'swarm', problem: { ...formula, variables: {} } }, /at least one variable/],
  [
    'a formula that does not end',
    { kind: 'swarm', problem: { ...formula, minimize: '2*(x+1' } },
    /\n {2}2\*\(x\+1\n {2} *\^/,
  ],
  [
    'an unknown name in a formula',
    { kind: 'swarm', problem: { ...formula, minimize: 'x + z' } },
    /z[^]*\n {2}x \+ z\n {6}\^/,
  ],
  ['a number beside a name', { kind: 'swarm', problem: { ...formula, minimize: '2pi*x' } }, /2pi/],
  [
    'a variable called as a number of formulas',
    { kind: 'swarm', problem: { ...formula, variables: { pi: [1, 2] }, minimize: 'pi' } },
    /problem\.variables\.pi: in formulas "pi" is a number/,
  ],
  [
    'a variable called as a function of formulas',
    { kind: 'swarm', problem: { ...formula, variables: { x: [1, 2], max: [1, 2] } } },
    /problem\.variables\.max: in formulas "max" is a function/,
  ],
  [
    'a parameter called as a number of formulas',
    {
      kind: 'swarm',
      problem: {
        ...line,
        data: { name: 'two.csv', columns: { x: [1, 2], y: [1, 2] } },
        model: 'pi*x',
        parameters: { pi: [0, 9] },
      },
    },
    /problem\.parameters\.pi: in formulas "pi" is a number/,
  ],
  ['a constraint without a relation', { kind: 'swarm', problem: { ...formula, subjectTo: ['x + 1'] } }, /subjectTo/],
  [
    'a data file that is not there',
    { kind: 'swarm', problem: { ...line, data: 'none.csv' } },
    /none\.csv cannot be read: there is no such file/,
  ],
];

const badTables: readonly [what: string, text: string, message: RegExp, model?: string][] = [
  ['a column called as a number of the model', 'x,y,pi\n1,2,3\n2,3,4\n', /\n {2}a\+b\*x\*pi\n {8}\^\^/, 'a+b*x*pi'],
  ['a missing column', 'x,z\n1,2\n2,3\n', /^data\.csv: The data has no column "y"\.$/m],
  ['text among numbers', 'x,y\n1,2\n2,three\n', /^data\.csv: "three" in row 3, column "y", is not a number\.$/m],
  ['one row', 'x,y\n1,2\n', /^data\.csv has 1 row, too few for 2 parameters\.$/m],
  ['nothing', '', /^data\.csv: The file is empty\.$/m],
];

let folder = '';
beforeAll(() => {
  buildCli();
  folder = temporaryFolder();
});

describe.concurrent('a spec with', () => {
  it.each(badSpecs)('%s', async (what, spec, message) => {
    const own = temporaryFolder();
    const { code, stdout, stderr } = await runCli(
      'swarm',
      'run',
      writeInput(own, 'spec.json', spec),
      '--adapter',
      'cpu',
      '--store',
      own,
      '--json',
    );
    expect(stderr, what).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });
});

describe.concurrent('a table with', () => {
  it.each(badTables)('%s', async (what, text, message, model = line.model) => {
    const own = temporaryFolder();
    writeInput(own, 'data.csv', text);
    const spec = writeInput(own, 'spec.json', { kind: 'swarm', problem: { ...line, model } });
    const { code, stderr } = await runCli('swarm', 'run', spec, '--store', own);
    expect(stderr, what).toMatch(message);
    expect(code).toBe(2);
  });
});

describe.concurrent('a command line with', () => {
  it('a spec that is not there', async () => {
    const { code, stderr } = await runCli('swarm', 'run', '/nowhere/spec.json');
    expect(stderr).toContain('/nowhere/spec.json cannot be read: there is no such file');
    expect(code).toBe(2);
  });

  it('neither a spec nor a run', async () => {
    const { code, stderr } = await runCli('swarm', 'run');
    expect(stderr).toContain('--resume');
    expect(code).toBe(2);
  });

  it('an unknown run', async () => {
    const { code, stderr } = await runCli('swarm', 'run', '--resume', 'nobody', '--store', temporaryFolder());
    expect(stderr).toContain('There is no run nobody');
    expect(code).toBe(2);
  });

  it('an unknown command, with a guess at what was meant', async () => {
    const { code, stderr } = await runCli('swarn');
    expect(stderr).toContain('Did you mean swarm?');
    expect(code).toBe(2);
  });

  it('an unknown adapter', async () => {
    const { code, stderr } = await runCli('swarm', 'run', 'x.json', '--adapter', 'quantum');
    expect(stderr).toContain('gpu, cpu, auto');
    expect(code).toBe(2);
  });

  it('an unknown bench or kind', async () => {
    expect(await runCli('bench', 'chess')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is: swarm'),
    });
    expect(await runCli('schema', 'chess')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is: swarm'),
    });
  });

  it('points that are none', async () => {
    const spec = writeInput(folder, 'sphere.json', sphere);
    const points = writeInput(folder, 'words.json', [[1, 2, 'three']]);
    const { code, stderr } = await runCli('swarm', 'evaluate', spec, '--at', points);
    expect(stderr).toContain('coordinate 3 of point 1 is "three"');
    expect(code).toBe(2);
  });

  it('points of another dimension', async () => {
    const { code, stderr } = await startCli(
      ['swarm', 'evaluate', writeInput(folder, 'sphere3.json', sphere), '--at', '-'],
      { input: '[[1, 2]]' },
    ).outcome;
    expect(stderr).toContain('has 2 numbers, the problem has 3 dimensions');
    expect(code).toBe(2);
  });

  it('too much for the memory, with the numbers', async () => {
    const spec = writeInput(folder, 'large.json', {
      kind: 'swarm',
      problem: { name: 'sphere', dimensions: 2048 },
      algorithm: { name: 'pso', particles: 1_048_576 },
    });
    const { code, stderr } = await runCli('swarm', 'run', spec, '--adapter', 'cpu', '--store', temporaryFolder());
    expect(stderr).toMatch(/\d.*(MiB|GiB|GB|bytes)/);
    expect(code).toBe(2);
  });
});
