// The one launcher of Dawn under Node, for the command line, kernel tests and benches. `bin.mjs` sets the environment that
// it needs before the process starts.
import type * as DawnModule from 'webgpu';
import { withGentlePolling } from './gentle-polling.ts';

export interface Dawn {
  readonly gpu: GPU | undefined;
  /** Why there is none, or null. */
  readonly reason: string | null;
}

/** Dawn crashes or hangs when the object of `create` is collected while a device lives. */
const kept: unknown[] = [];

/**
 * Bounds checks of WGSL accesses are left out here (`disable_robustness`), which on a software adapter is worth a third of
 * the time: the kernels are ours, their indices come from plans, and the kernel tests run with the checks on.
 */
const trustedKernels = ['enable-dawn-features=disable_robustness'];

let isGentle = false;

export async function openDawn(options: { checked?: boolean } = {}): Promise<Dawn> {
  let dawn: typeof DawnModule;
  try {
    dawn = await import('webgpu');
  } catch (error) {
    return {
      gpu: undefined,
      reason: `the package "webgpu" cannot be loaded: ${error instanceof Error ? error.message : 'no reason given'}`,
    };
  }
  Object.assign(globalThis, dawn.globals);
  if (!isGentle) globalThis.setImmediate = withGentlePolling(globalThis.setImmediate);
  isGentle = true;
  const gpu = dawn.create(options.checked ? [] : trustedKernels);
  kept.push(gpu);
  return { gpu, reason: null };
}
