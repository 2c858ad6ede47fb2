// `compare` as people call it: the built program in processes of their own, with real threads.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { ComparisonResult } from '../src/models/swarm/comparison/result.ts';
import { buildCli, runCli, runInStore, startCli, temporaryFolder, writeInput } from './run-cli.ts';

beforeAll(buildCli);

const spec = {
  kind: 'comparison',
  algorithms: [{ name: 'pso', particles: 20 }, { name: 'cma-es' }],
  problems: [{ suite: 'bbob', functions: [3, 16], dimensions: [10], instances: [1, 2, 3, 4] }],
  budget: { evaluations: 6_000 },
};

function parse(stdout: string): ComparisonResult {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

function searchOf({ id: _, seconds: __, setupSeconds: ___, ...search }: ComparisonResult): unknown {
  return search;
}

it('prints ranks and tests, and every trial as JSON, CSV and COCO’s files', async () => {
  const store = temporaryFolder();
  const file = writeInput(store, 'spec.json', { ...spec, budget: { evaluations: 400 } });
  const { code, stdout, stderr } = await runCli('compare', file, '--store', store);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^algorithm +mean rank +targets hit +trials to 1e-8\n/);
  expect(stdout).toContain('Friedman: ');
  const id = /^run (\S+)$/m.exec(stdout)?.[1] ?? '';
  const [csv, coco] = [path.join(store, 'out/trials.csv'), path.join(store, 'coco')];
  const again = await runCli('compare', '--resume', id, '--json', '--csv', csv, '--coco', coco, '--store', store);
  expect(again.code).toBe(0);
  expect(
    parse(again.stdout)
      .cells.flat()
      .map(({ trials }) => trials.length),
  ).toEqual([4, 4, 4, 4]);
  expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(17);
  expect(readFileSync(path.join(coco, 'cma-es/bbobexp_f16.info'), 'utf8')).toContain('DIM = 10');
});

it('that was killed goes on to the result of one that was not', async () => {
  const store = temporaryFolder();
  const file = writeInput(store, 'spec.json', spec);
  const killed = startCli(['compare', file, '--json', '--store', store]);
  const id = await runInStore(store, { checkpoints: 0 });
  killed.child.kill('SIGKILL');
  expect((await killed.outcome).stdout).toBe('');
  const resumed = await runCli('compare', '--resume', id, '--json', '--store', store);
  const whole = await runCli('compare', file, '--json', '--store', temporaryFolder());
  expect(searchOf(parse(resumed.stdout))).toEqual(searchOf(parse(whole.stdout)));
});

it('interrupted, ends with 130, what was done, and the way on', async () => {
  const store = temporaryFolder();
  const file = writeInput(store, 'spec.json', { ...spec, budget: { evaluations: 1e9 } });
  const run = startCli(['compare', file, '--json', '--store', store]);
  const id = await runInStore(store, { checkpoints: 0 });
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run.outcome;
  expect(code).toBe(130);
  expect(stderr).toContain(`aeonnova compare --resume ${id}`);
  expect(parse(stdout)).toMatchObject({ id, stoppedBecause: 'cancelled' });
});

it('refuses a bad spec with its field, and a call that names neither or both', async () => {
  const file = writeInput(temporaryFolder(), 'spec.json', { ...spec, budgets: 3 });
  expect(await runCli('compare', file)).toMatchObject({ code: 2, stderr: expect.stringContaining('budgets') });
  expect((await runCli('compare')).code).toBe(2);
  const other = writeInput(temporaryFolder(), 'other.json', { ...spec, problems: [{ name: 'sphere', dimensions: 2 }] });
  const store = temporaryFolder();
  const refused = await runCli('compare', other, '--coco', path.join(store, 'coco'), '--store', store);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('no BBOB function') });
  expect((await runCli('compare', file, '--resume', 'x')).code).toBe(2);
  expect((await runCli('compare', '--resume', 'nobody', '--store', temporaryFolder())).code).toBe(2);
});
