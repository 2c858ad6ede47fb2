// Values from outside on the command line: each call is a process of its own, and the run waits on the disk between them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildCli, runCli, temporaryFolder, writeInput } from './run-cli.ts';

const spec = {
  kind: 'swarm',
  problem: { name: 'external', variables: { x: [-2, 3], n: { integer: [1, 9] } }, constraints: 1 },
  algorithm: { name: 'pso', particles: 3 },
  stop: { generations: 1 },
};

beforeAll(() => buildCli());

it('a run is asked for places and told their values until it is through', async () => {
  const folder = temporaryFolder();
  const store = ['--store', path.join(folder, 'store')];
  const begun = await runCli('swarm', 'run', writeInput(folder, 'spec.json', spec), '--json', ...store);
  const { id, awaited, best } = JSON.parse(begun.stdout);
  expect({ code: begun.code, awaited, best }).toEqual({ code: 3, awaited: 3, best: null });

  const table = path.join(folder, 'values.csv');
  await runCli('swarm', 'ask', id, '--csv', table, ...store);
  const [header = '', ...rows] = readFileSync(table, 'utf8').trim().split('\n');
  expect(header).toBe('id,x,n,value,violation1');
  expect(rows.map((row) => row.replace(/[-\d.]+/g, '#'))).toEqual(rows.map(() => '#,#,#,,'));
  const fill = (row: string, value: string): string => row.replace(/,,$/, `,${value}`);

  const [first = '', second = '', third = ''] = rows;
  const wrong = [header, fill(first, '1.5,0'), '17,0,1,2,0'].join('\n');
  const refused = await runCli('swarm', 'tell', id, writeInput(folder, 'wrong.csv', wrong), ...store);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('Row 3, column id: 17 is no id that was asked for.');

  const part = [header, fill(third, '0.25,-1'), second, fill(first, 'failed,')].join('\n');
  const told = await runCli('swarm', 'tell', id, writeInput(folder, 'part.csv', part), ...store);
  expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('2 values taken\nwaiting for 1 value\n') });
  const whole = [header, fill(third, '0.25,-1'), fill(second, '9,0')].join('\n');
  const next = await runCli('swarm', 'tell', id, writeInput(folder, 'whole.csv', whole), ...store);
  expect(next.stdout).toContain('1 value taken, 1 value known already\nwaiting for 3 values\n');

  const asked = JSON.parse((await runCli('swarm', 'ask', id, '--json', ...store)).stdout);
  expect(asked).toMatchObject({ id, generation: 1, awaited: [{ id: 4 }, { id: 5 }, { id: 6 }] });
  const last = ['id;value;violation1', '6;0,125;1', '4;1;0', '5;1;0'].join('\n');
  const done = await runCli('swarm', 'tell', id, writeInput(folder, 'last.csv', last), '--json', ...store);
  expect(JSON.parse(done.stdout)).toMatchObject({
    accepted: 3,
    result: { id, best: { value: 0.25, feasible: true }, evaluations: 6, stoppedBecause: 'generations' },
  });
});
