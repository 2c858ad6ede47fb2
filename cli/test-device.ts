// A GPU for kernel tests, at default limits and with Dawn's bounds checks on.
import { openGpu } from '../src/gpu/open-gpu.ts';
import type { Gpu } from '../src/gpu/gpu.ts';
import { openDawn } from './dawn.ts';
import { nodeClock } from './open-engine.ts';

/** Opens one; each call gives a device of its own. Throws where there is none: kernels that were not run are not tested. */
export async function openTestGpu(): Promise<Gpu> {
  const { gpu, reason } = await openDawn({ checked: true });
  const opening = await openGpu({ gpu: gpu && atDefaultLimits(gpu), clock: nodeClock });
  if (!opening.available)
    throw new Error(
      `Kernel tests need an adapter: ${reason ?? opening.reason} Install Chromium, which brings a software one.`,
    );
  return opening.gpu;
}

/** A browser's end of it, for an engine: at default limits too, with a way to take its devices away. */
export async function openTestWebGpu(): Promise<{ readonly gpu: GPU; loseDevices(): void }> {
  const { gpu, reason } = await openDawn({ checked: true });
  if (!gpu) throw new Error(`This test needs an adapter: ${reason}`);
  const devices: GPUDevice[] = [];
  return {
    gpu: atDefaultLimits(gpu, (device) => devices.push(device)),
    loseDevices() {
      for (const device of devices.splice(0)) device.destroy();
    },
  };
}

/** The same GPU, whose devices have no more than the default limits and no optional features. */
function atDefaultLimits(gpu: GPU, onDevice: (device: GPUDevice) => void = () => undefined): GPU {
  return {
    __brand: 'GPU',
    wgslLanguageFeatures: gpu.wgslLanguageFeatures,
    getPreferredCanvasFormat: () => gpu.getPreferredCanvasFormat(),
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await gpu.requestAdapter(options);
      return (
        adapter &&
        new Proxy(adapter, {
          get: (target, name) => {
            if (name === 'requestDevice') {
              return async () => {
                const device = await target.requestDevice({});
                onDevice(device);
                return device;
              };
            }
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        })
      );
    },
  };
}

/** A device that executes nothing: for compiling shaders and pipelines without a GPU, at default limits. */
export async function openNullDevice(): Promise<GPUDevice> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create(['backend=null']);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('Dawn has no null backend.');
  nullDevices.push(gpu, adapter);
  return adapter.requestDevice();
}

/** Dawn crashes when what a device came from is collected. */
const nullDevices: unknown[] = [];
