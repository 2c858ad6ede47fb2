// The built command line in child processes, for its tests.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'cli/bin.mjs');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly outcome: Promise<Outcome>;
}

/** Builds the command line where it is missing or stale. */
export function buildCli(): void {
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'cli'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The command line does not build: ${stdout}`);
}

export function startCli(
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; input?: string | null } = {},
): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // null: the test writes it itself.
  if (options.input !== null) child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const outcome = new Promise<Outcome>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, outcome };
}

export function runCli(...args: string[]): Promise<Outcome> {
  return startCli(args).outcome;
}

export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'aeonnova-cli-'));
}

/** Writes a value as JSON, a string as it is; gives the path. */
export function writeInput(folder: string, name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Resolves with the id of the one run in a store, once that run goes on, or once it has so many checkpoints, at most 2. */
export function runInStore(store: string, { checkpoints }: { checkpoints: 0 | 1 | 2 }): Promise<string> {
  return vi.waitFor(
    () => {
      const runs = path.join(store, 'runs');
      const id = readdirSync(runs)[0];
      if (id === undefined) throw new Error('no run yet');
      const record: { state: { status: string } } = JSON.parse(readFileSync(path.join(runs, id, 'run.json'), 'utf8'));
      if (record.state.status !== 'running') throw new Error(`the run is ${record.state.status}`);
      const slots = ['checkpoint-b', 'checkpoint-a'].slice(0, checkpoints);
      if (!slots.every((slot) => existsSync(path.join(runs, id, slot)))) throw new Error('too few checkpoints yet');
      return id;
    },
    { timeout: 20_000, interval: 20 },
  );
}
