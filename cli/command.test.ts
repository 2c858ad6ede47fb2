// Tuning a program: `swarm run --command` with a script that works, fails, hangs and prints rubbish.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SwarmResult } from '../src/models/swarm/result.ts';
import { buildCli, runCli, startCli, temporaryFolder, writeInput } from './run-cli.ts';

const spec = {
  kind: 'swarm',
  problem: { name: 'external', variables: { x: [-2, 3], n: { integer: [1, 9] } } },
  algorithm: { name: 'pso', particles: 4 },
  stop: { generations: 1 },
  seed: 5,
};
const valueOf = ({ position: [x = 0, n = 0] }: SwarmResult['best']): number => (x - 1) ** 2 + n;

/** Given how to behave, the id and the variables. A shell's script starts fast. */
const script = `
folder=$(dirname "$0")
case $1 in
  mixed) case $2 in 1) how=exit ;; 2) how=sleep ;; 3) how=rubbish ;; *) how=fine ;; esac ;;
  *) how=$1 ;;
esac
case $how in
  exit) printf 'loading\\nno licence for x = %s\\n' "$3" >&2; exit 3 ;;
  hang) trap '' TERM; echo $$ > "$folder/pid-$2"; while :; do sleep 1; done ;;
  sleep) sleep 60 ;;
  rubbish) echo all is well ;;
  fine) echo step 1 of 2; awk "BEGIN { printf \\"value %.17g\\n\\", ($3 - 1) ^ 2 + $4 }" ;;
esac
`;

let folder = '';
let args: string[] = [];
const command = (how: string): string[] => ['--command', `sh '${folder}/script.sh' ${how} {id} {x} {n}`];

beforeAll(() => buildCli());
beforeEach(() => {
  folder = temporaryFolder();
  writeInput(folder, 'script.sh', script);
  args = ['--json', '--store', path.join(folder, 'store')];
});
const run = (input: object, ...more: string[]) =>
  runCli('swarm', 'run', writeInput(folder, 'spec.json', input), ...args, ...more);

it('minimises what a program prints, the same whatever the number of calls at a time', async () => {
  const bests: unknown[] = [];
  for (const jobs of ['1', '4']) {
    const { code, stdout, stderr } = await run(spec, ...command('fine'), '--jobs', jobs);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { best, evaluations, stoppedBecause }: SwarmResult = JSON.parse(stdout);
    expect({ evaluations, stoppedBecause }).toEqual({ evaluations: 8, stoppedBecause: 'generations' });
    expect(best.value).toBeCloseTo(valueOf(best), 12);
    bests.push(best);
  }
  expect(bests[1]).toEqual(bests[0]);
});

it('counts calls that fail, hang or print no number as worse than all, and says how many and why', async () => {
  const { code, stdout, stderr } = await run(spec, ...command('mixed'), '--timeout', '0.3', '--jobs', '2');
  expect(code).toBe(0);
  const { best, repeats }: SwarmResult = JSON.parse(stdout);
  expect(repeats[0]).toMatchObject({ notFinite: 3, evaluations: 8 });
  expect(best.value).toBeCloseTo(valueOf(best), 12);
  expect(stderr).toMatch(
    /^3 of 8 calls failed and count as worse than all\. The first:\n {2}.*mixed 1 .*: exit code 3; its last words: no licence for x = /,
  );
});

it('fails where every call fails, tells nothing of it, and goes on with a command that works', async () => {
  const broken = await run(spec, ...command('exit'));
  expect(broken).toMatchObject({ code: 2, stdout: '' });
  expect(broken.stderr).toMatch(
    /All 4 calls of the command failed\. The first:\n.*exit code 3; its last words: no licence/,
  );
  const [, id = ''] = /--resume (\S+)/.exec(broken.stderr) ?? [];
  const mended = await runCli('swarm', 'run', '--resume', id, ...args, ...command('fine'));
  expect(JSON.parse(mended.stdout)).toMatchObject({ id, evaluations: 8, repeats: [{ notFinite: 0 }] });
});

it('ends its calls when it is interrupted, and goes on later', async () => {
  const file = writeInput(folder, 'spec.json', spec);
  const { child, outcome } = startCli(['swarm', 'run', file, ...args, ...command('hang'), '--jobs', '1']);
  const pid = path.join(folder, 'pid-1');
  await vi.waitFor(() => expect(existsSync(pid) && readFileSync(pid, 'utf8')).toMatch(/\d/), { timeout: 10_000 });
  child.kill('SIGINT');
  const { code, stdout, stderr } = await outcome;
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 130, best: null, stoppedBecause: 'cancelled' });
  expect(() => process.kill(Number(readFileSync(pid, 'utf8')), 0)).toThrow(/ESRCH/);
  const [, id = ''] = /--resume (\S+) --command /.exec(stderr) ?? [];
  const { stdout: through } = await runCli('swarm', 'run', '--resume', id, ...args, ...command('fine'));
  expect(JSON.parse(through)).toMatchObject({ id, evaluations: 8, stoppedBecause: 'generations' });
});

describe('is refused', () => {
  it.each([
    [
      'a program that is not there',
      spec,
      ['--command', './nothing-here {x} {n}'],
      /nothing-here cannot be started: there is no such program/,
    ],
    ['an unknown place', spec, ['--command', 'sim {x} {n} {y}'], /--command: \{y\} is no variable/],
    [
      'a problem that computes its values',
      { ...spec, problem: { name: 'sphere' } },
      ['--command', 'sim {x}'],
      /computes its values itself/,
    ],
    ['jobs without a command', spec, ['--jobs', '2'], /--jobs and --timeout are those of --command/],
    ['no jobs at all', spec, ['--command', 'sim {x} {n}', '--jobs', '0'], /whole number above 0/],
  ])('%s', async (_, input, more, message) => {
    const { code, stdout, stderr } = await run(input, ...more);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
