// The engine under Node: files as storage, Dawn as GPU, opened only when a command may need it.
import os from 'node:os';
import path from 'node:path';
import type { ConfigurationOutcome } from '../src/core/configuration.ts';
import type { Clock } from '../src/core/ports.ts';
import type { Engine, PathChoice } from '../src/engine/api.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { readConfiguration } from './configuration.ts';
import { openDawn } from './dawn.ts';
import { createFileStores } from './store/file-stores.ts';
import { createWorkerPool } from './worker-pool.ts';

export const nodeClock: Clock = {
  now: () => Date.now(),
  tick: () => performance.now(),
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

/** The user's data folder by the platform's own rules. */
function defaultStoreDirectory(): string {
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'aeonnova');
  if (process.platform === 'win32')
    return path.join(process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'aeonnova');
  return path.join(process.env['XDG_DATA_HOME'] ?? path.join(os.homedir(), '.local', 'share'), 'aeonnova');
}

export interface NodeEngine extends ConfigurationOutcome {
  readonly engine: Engine;
}

/** @param options.wantsGpu false: Dawn is not even loaded; may depend on the configured path */
export async function openNodeEngine(options: {
  store?: string | undefined;
  wantsGpu: boolean | ((configured: PathChoice) => boolean);
}): Promise<NodeEngine> {
  const directory = path.resolve(options.store ?? defaultStoreDirectory());
  const { locks, ...stores } = createFileStores(directory);
  const outcome = await readConfiguration(directory);
  const { checkpointSeconds, pictureMembers } = outcome.configuration;
  const { wantsGpu } = options;
  const opens = typeof wantsGpu === 'function' ? wantsGpu(outcome.configuration.path.value) : wantsGpu;
  const dawn = opens ? await openDawn() : null;
  const engine = createEngine({
    gpu: dawn?.gpu,
    stores,
    locks,
    clock: nodeClock,
    build: __BUILD__,
    cpuPool: createWorkerPool(new URL('./cpu-worker.js', import.meta.url), os.availableParallelism()),
    environment: { crossOriginIsolated: true, cores: os.availableParallelism() },
    checkpointMs: checkpointSeconds.value * 1000,
    pictureMembers: pictureMembers.value,
  });
  return { engine, ...outcome };
}
