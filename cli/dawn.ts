// The one launcher of Dawn under Node, for the command line, kernel tests and benches. `bin.mjs` sets the environment that
// it needs before the process starts.
import type * as DawnModule from 'webgpu';

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

/**
 * While anything is pending, Dawn's binding asks for news with one `setImmediate` after the other, which keeps a core
 * busy that a software adapter computes on. Its callbacks are told by being native functions; they wait a
 * millisecond in place of that, after a few at once for what is quick.
 */
function pollGently(): void {
  if (isGentle) return;
  isGentle = true;
  const { setImmediate: atOnce } = globalThis;
  let asked = 0;
  let since = 0;
  globalThis.setImmediate = Object.assign(
    (callback: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate => {
      if (!/\[native code\]/.test(Function.prototype.toString.call(callback))) return atOnce(callback, ...args);
      const now = performance.now();
      // A pause begins a new wait.
      if (now - since > 20) asked = 0;
      since = now;
      if (asked++ < quickPolls) return atOnce(callback, ...args);
      setTimeout(callback, 1, ...args);
      return atOnce(() => undefined);
    },
    { __promisify__: atOnce.__promisify__ },
  );
}
let isGentle = false;
const quickPolls = 50;

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
  pollGently();
  const gpu = dawn.create(options.checked ? [] : trustedKernels);
  kept.push(gpu);
  return { gpu, reason: null };
}
