// What the command line prints, and how it ends.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SwarmResult } from '../src/models/swarm/result.ts';
import {
  buildCli,
  type Outcome,
  runCli,
  runInStore,
  type Running,
  startCli,
  temporaryFolder,
  writeInput,
} from './run-cli.ts';

let folder = '';
beforeAll(() => {
  buildCli();
  folder = temporaryFolder();
});

/** The one object that `--json` prints. */
function parseResult(stdout: string): SwarmResult {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

describe('aeonnova', () => {
  it('prints its help when nothing is asked', async () => {
    const { code, stdout } = await startCli([]).outcome;
    expect(stdout).toContain('Usage: aeonnova');
    for (const command of ['doctor', 'swarm', 'bench', 'schema']) expect(stdout).toContain(command);
    expect(code).toBe(0);
  });

  it('leaves the GPU alone when the CPU alone is to be tested', async () => {
    const { code, stdout } = await runCli('doctor', '--adapter', 'cpu', '--json', '--store', temporaryFolder());
    const { adapter, selfTest } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(adapter).toMatchObject({ available: false, reason: 'not asked for', choice: { path: 'cpu' } });
    expect(selfTest.items.map(({ name }: { name: string }) => name)).toEqual(['Speed on the CPU path']);
  });

  it.runIf(process.platform === 'linux')('fails where the GPU is to be tested and there is none', async () => {
    const env = { VK_ICD_FILENAMES: '/nowhere', VK_DRIVER_FILES: '/nowhere' };
    const args = ['doctor', '--adapter', 'gpu', '--store', temporaryFolder()];
    const { code, stdout, stderr } = await startCli(args, { env }).outcome;
    expect(stderr).toContain('The system handed out no GPU adapter.');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('lists problems and algorithms', async () => {
    const { problems, algorithms } = JSON.parse((await runCli('swarm', 'list', '--json')).stdout);
    expect(problems.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['sphere', 'rastrigin', 'michalewicz', 'fit', 'formula']),
    );
    expect(algorithms).toEqual(expect.arrayContaining(['pso', 'pso-constriction', 'pso-ring']));
  });

  it('prints a JSON schema that names the fields', async () => {
    const schema = JSON.parse((await runCli('schema', 'swarm')).stdout);
    expect(Object.keys(schema.properties)).toEqual([
      'kind',
      'problem',
      'algorithm',
      'stop',
      'seed',
      'repeats',
      'polish',
    ]);
    expect(schema.additionalProperties).toBe(false);
  });

  it('evaluates in f64, inside the bounds or not', async () => {
    const spec = writeInput(folder, 'rastrigin.json', { kind: 'swarm', problem: { name: 'rastrigin', dimensions: 2 } });
    const points = writeInput(folder, 'points.json', [
      [0, 0],
      [1, 1],
      [0.5, 100],
    ]);
    const { stdout } = await runCli('swarm', 'evaluate', spec, '--at', points);
    expect(await runCli('swarm', 'evaluate', spec, '--at', points, '--json')).toMatchObject({ code: 0, stdout });
    const { values } = JSON.parse(stdout);
    expect(values[0]).toBe(0);
    expect(values[1]).toBeCloseTo(2, 12);
    expect(values[2]).toBeCloseTo(0.25 + 10 + 10 + 10_000, 9);
  });
});

describe('swarm run', () => {
  const small = {
    kind: 'swarm',
    problem: { name: 'sphere', dimensions: 4 },
    algorithm: { name: 'pso', particles: 64 },
    stop: { generations: 200 },
  };

  it('prints one object of the documented shape with --json, and no progress into a pipe', async () => {
    const store = temporaryFolder();
    const spec = writeInput(store, 'spec.json', small);
    const { code, stdout, stderr } = await runCli('swarm', 'run', spec, '--json', '--adapter', 'cpu', '--store', store);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const result = parseResult(stdout);
    expect(result).toMatchObject({
      schemaVersion: 1,
      kind: 'swarm',
      problem: { name: 'sphere', dimensions: 4 },
      algorithm: { name: 'pso', particles: 64 },
      seed: 1,
      generations: 200,
      evaluations: 201 * 64,
      stoppedBecause: 'generations',
      adapter: { kind: 'cpu', vendor: '', architecture: '', software: false },
      best: { feasible: true, violation: 0 },
      repeats: [
        {
          repeat: 0,
          best: result.best,
          generations: 200,
          evaluations: 201 * 64,
          restarts: 0,
          notFinite: 0,
          stoppedBecause: 'generations',
        },
      ],
    });
    expect(result.id).toMatch(/^[0-9A-Z]{26}$/);
    expect(result).not.toHaveProperty('fit');
    expect(Math.fround(result.best.valueF32)).toBe(result.best.valueF32);
    expect(Math.abs(result.best.valueF32 - result.best.value)).toBeLessThan(1e-5 * result.best.value);
    expect(result.best.value).toBeLessThan(1e-6);
    expect(result.best.value).toBe(result.best.position.reduce((sum, x) => sum + x * x, 0));
    expect(Object.values(result.best.variables)).toEqual(result.best.position);
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.setupSeconds).toBeGreaterThanOrEqual(0);
  });

  it('lists each repeat; the best of them is the best of all', async () => {
    const store = temporaryFolder();
    const spec = writeInput(store, 'spec.json', { ...small, repeats: 3 });
    const { stdout } = await runCli('swarm', 'run', spec, '--json', '--adapter', 'cpu', '--store', store);
    const { best, repeats, evaluations } = parseResult(stdout);
    expect(repeats.map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
    expect(new Set(repeats.map((one) => one.best.value)).size).toBe(3);
    expect(best).toEqual(repeats.toSorted((a, b) => a.best.value - b.best.value)[0]?.best);
    expect(evaluations).toBe(3 * 201 * 64);
  });

  // Certified by NIST (https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml).
  it('gives a fit with its statistics', async () => {
    const store = temporaryFolder();
    const spec = writeInput(store, 'spec.json', {
      kind: 'swarm',
      problem: {
        name: 'fit',
        data: path.resolve('public/samples/misra1a.csv'),
        response: 'y',
        model: 'b1*(1-exp(-b2*x))',
        parameters: { b1: [-5000, 5000], b2: [-0.005, 0.005] },
      },
    });
    const { code, stdout } = await runCli('swarm', 'run', spec, '--json', '--adapter', 'cpu', '--store', store);
    expect(code).toBe(0);
    const { fit, best } = parseResult(stdout);
    const isAbout = (certified: number, digits: number) =>
      expect.toSatisfy((value: number) => Math.abs(value / certified - 1) < 10 ** -digits, `${certified}`);
    expect(fit).toMatchObject({
      parameters: { b1: isAbout(238.94212918, 6), b2: isAbout(5.5015643181e-4, 6) },
      standardErrors: { b1: isAbout(2.7070075241, 4), b2: isAbout(7.2668688436e-6, 4) },
      residualSumOfSquares: isAbout(0.12455138894, 6),
      residualStandardDeviation: isAbout(0.1018787633, 6),
      degreesOfFreedom: 12,
      rSquared: expect.closeTo(1, 4),
      alternatives: [],
      notes: [],
    });
    expect(best.value).toBe(fit?.residualSumOfSquares);
    expect(best.variables).toEqual(fit?.parameters);
  });

  it('computes on the adapter when asked, from a spec on standard input', async () => {
    const { code, stdout } = await startCli(
      ['swarm', 'run', '-', '--json', '--adapter', 'gpu', '--store', temporaryFolder()],
      { input: JSON.stringify(small) },
    ).outcome;
    expect(code).toBe(0);
    const { adapter, best } = parseResult(stdout);
    // Every driver says whose it is, not every one which architecture.
    expect(adapter).toMatchObject({
      kind: 'gpu',
      vendor: expect.stringMatching(/./),
      architecture: expect.any(String),
      software: expect.any(Boolean),
    });
    expect(best.value).toBeLessThan(1e-6);
  });

  it('says in words what it found', async () => {
    const store = temporaryFolder();
    const spec = writeInput(store, 'spec.json', {
      ...small,
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], n: { integer: [1, 9] } },
        minimize: '(x-1)^2 + n',
        subjectTo: ['x >= 2'],
      },
    });
    const { stdout } = await runCli('swarm', 'run', spec, '--adapter', 'cpu', '--store', store);
    expect(stdout).toMatch(/^best value {3}2\b|^best value {3}2\.0000/m);
    expect(stdout).toMatch(/^ {2}n {3,}1$/m);
    expect(stdout).toContain('stopped because: generations');
  });

  it('takes its path from the configuration, and the environment goes before the file', async () => {
    const store = temporaryFolder();
    writeFileSync(path.join(store, 'config.json'), '{ "path": "gpu", "colour": "red" }');
    const spec = writeInput(store, 'spec.json', small);
    const { stdout, stderr } = await startCli(['swarm', 'run', spec, '--json', '--store', store], {
      env: { AEONNOVA_PATH: 'cpu' },
    }).outcome;
    expect(parseResult(stdout).adapter.kind).toBe('cpu');
    expect(stderr).toContain('The configuration file sets "colour", which is no setting.');
  });
});

describe('a fit of 200,000 rows', () => {
  it('interrupted as soon as it is a run, ends with 130, all of its result, and the way on', async () => {
    const store = temporaryFolder();
    const rows = Array.from({ length: 200_000 }, (_, i) => i / 40_000).map((x) => `${x},${4 * Math.exp(-0.8 * x) + 1}`);
    writeInput(store, 'data.csv', `x,y\n${rows.join('\n')}\n`);
    const spec = writeInput(store, 'spec.json', {
      kind: 'swarm',
      problem: {
        name: 'fit',
        data: 'data.csv',
        model: 'a*exp(-b*x)+c',
        parameters: { a: [-50, 50], b: [-50, 50], c: [-50, 50] },
      },
      stop: { seconds: 60 },
      repeats: 100,
    });
    const run = startCli(['swarm', 'run', spec, '--json', '--adapter', 'cpu', '--store', store]);
    const id = await runInStore(store, { checkpoints: 0 });
    run.child.kill('SIGINT');
    const { code, stdout, stderr } = await run.outcome;
    expect(code).toBe(130);
    expect(stderr).toContain(`--resume ${id}`);
    const { fit, ...result } = parseResult(stdout);
    expect(result).toMatchObject({ id, stoppedBecause: 'cancelled' });
    expect(fit?.fitted).toHaveLength(200_000);
  });
});

describe('an interrupt', () => {
  const spec = { kind: 'swarm', problem: { name: 'sphere', dimensions: 4 }, stop: { seconds: 600 } };

  /** Reads its spec from standard input, of which so much has come that the program is there and reads. */
  async function startReading(...args: string[]): Promise<Running> {
    const run = startCli(['swarm', 'run', '-', '--store', temporaryFolder(), ...args], { input: null });
    await new Promise<void>((resolve, reject) => {
      run.child.stdin.write(' '.repeat(2 ** 22), (error) => (error ? reject(error) : resolve()));
    });
    return run;
  }

  /** Interrupts that come too soon after another are taken for the same one. */
  async function interruptUntilItEnds({ child, outcome }: Running): Promise<Outcome> {
    child.kill('SIGINT');
    const repeated = setInterval(() => child.kill('SIGINT'), 200);
    try {
      return await outcome;
    } finally {
      clearInterval(repeated);
    }
  }

  it('before there is a run ends it as soon as it is one, with its best so far', async () => {
    const run = await startReading('--json');
    run.child.kill('SIGINT');
    run.child.stdin.end(JSON.stringify(spec));
    const { code, stdout } = await run.outcome;
    expect(code).toBe(130);
    expect(parseResult(stdout)).toMatchObject({ stoppedBecause: 'cancelled', best: { feasible: true } });
  });

  it.each([
    { args: ['--json'], printed: { id: null, kind: 'swarm', best: null, stoppedBecause: 'cancelled' } },
    { args: [], printed: null },
  ])('that comes again ends at once; with $args it prints $printed', async ({ args, printed }) => {
    const { code, stdout } = await interruptUntilItEnds(await startReading(...args));
    expect(code).toBe(130);
    if (printed) expect(parseResult(stdout)).toMatchObject(printed);
    else expect(stdout).toBe('');
  });

  it('that comes again while a run ends still leaves one object, with the id by which the run goes on', async () => {
    const store = temporaryFolder();
    const file = writeInput(store, 'spec.json', {
      kind: 'swarm',
      problem: { name: 'rastrigin', dimensions: 16 },
      algorithm: { name: 'pso', particles: 512 },
      stop: { generations: 1500 },
    });
    const run = startCli(['swarm', 'run', file, '--json', '--adapter', 'cpu', '--store', store]);
    const id = await runInStore(store, { checkpoints: 0 });
    const { code, stdout, stderr } = await interruptUntilItEnds(run);
    expect(code).toBe(130);
    expect(parseResult(stdout)).toMatchObject({ id, kind: 'swarm', stoppedBecause: 'cancelled' });
    expect(stderr).toContain(`--resume ${id}`);
    const { code: resumed } = await runCli('swarm', 'run', '--resume', id, '--json', '--store', store);
    expect(resumed).toBe(0);
  });
});

describe.each(['cpu', 'gpu'] as const)('an interrupted run on the %s path', (adapter) => {
  const spec = {
    kind: 'swarm',
    problem: { name: 'rastrigin', dimensions: 16 },
    algorithm: { name: 'pso', particles: 512 },
    stop: { generations: 1500 },
    seed: 7,
  };

  it('ends with 130 and its best so far, and goes on without the spec to the same bits', async () => {
    const store = temporaryFolder();
    const file = writeInput(store, 'spec.json', spec);
    const whole = parseResult(
      (await runCli('swarm', 'run', file, '--json', '--adapter', adapter, '--store', temporaryFolder())).stdout,
    );

    const first = startCli(['swarm', 'run', file, '--json', '--adapter', adapter, '--store', store]);
    const id = await runInStore(store, { checkpoints: 0 });
    first.child.kill('SIGINT');
    const { code, stdout, stderr } = await first.outcome;
    expect(code).toBe(130);
    expect(stderr).toContain(`--resume ${id}`);
    const part = parseResult(stdout);
    expect(part).toMatchObject({ id, stoppedBecause: 'cancelled' });
    expect(part.generations).toBeLessThan(1500);

    const rest = await runCli('swarm', 'run', '--resume', id, '--json', '--store', store);
    expect(rest).toMatchObject({ code: 0, stderr: '' });
    const resumed = parseResult(rest.stdout);
    expect(resumed).toMatchObject({
      id,
      generations: 1500,
      evaluations: whole.evaluations,
      stoppedBecause: 'generations',
    });
    expect(resumed.best).toEqual(whole.best);
  });

  it('survives being killed: it goes on from its last checkpoint to the same bits', async () => {
    const store = temporaryFolder();
    // Long enough for a checkpoint, which comes after a second at the soonest.
    const file = writeInput(store, 'spec.json', { ...spec, stop: { generations: 1_000_000 } });
    const env = { AEONNOVA_CHECKPOINT_SECONDS: '1' };
    const first = startCli(['swarm', 'run', file, '--json', '--adapter', adapter, '--store', store], { env });
    const id = await runInStore(store, { checkpoints: 1 });
    first.child.kill('SIGKILL');
    await first.outcome;

    const second = startCli(['swarm', 'run', '--resume', id, '--json', '--store', store], { env });
    await runInStore(store, { checkpoints: 2 });
    second.child.kill('SIGINT');
    const { code, stdout } = await second.outcome;
    expect(code).toBe(130);
    const { generations, best } = parseResult(stdout);

    const again = writeInput(store, 'again.json', { ...spec, stop: { generations } });
    const whole = parseResult(
      (await runCli('swarm', 'run', again, '--json', '--adapter', adapter, '--store', temporaryFolder())).stdout,
    );
    expect(best).toEqual(whole.best);
  });
});
