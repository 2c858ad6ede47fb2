// Asks for an adapter and a device: the limits and features that help, degraded to the defaults where they are refused,
// and a reason in plain words where there is none.
import type { AdapterSummary } from '../core/adapter.ts';
import type { Clock } from '../core/ports.ts';
import { createGpu, type Gpu } from './gpu.ts';
import { explainNoGpu, type GpuEnvironment, type NoGpu } from './no-gpu.ts';

export type GpuOpening = { readonly available: true; readonly gpu: Gpu } | NoGpu;

const wantedFeatures = ['timestamp-query', 'subgroups', 'shader-f16'] as const;
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
] as const;

export interface OpenGpuOptions {
  readonly gpu: GPU | undefined;
  readonly clock: Clock;
  /** Where this runs, for what to do when there is no GPU; default: outside a browser. */
  readonly environment?: GpuEnvironment;
}

/** Under Node, Dawn hangs or crashes when the adapter of a living device is collected. */
const adapters = new WeakMap<Gpu, GPUAdapter>();

export async function openGpu(options: OpenGpuOptions): Promise<GpuOpening> {
  const { gpu, clock, environment = { userAgent: '', isSecure: true } } = options;
  if (!gpu) return explainNoGpu('not-offered', environment);
  let adapter: GPUAdapter | null;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch (error) {
    return explainNoGpu('no-adapter', environment, error instanceof Error ? error.message : '');
  }
  if (!adapter) return explainNoGpu('no-adapter', environment);

  const features = wantedFeatures.filter((feature) => adapter.features.has(feature));
  const limits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]));
  const attempts: GPUDeviceDescriptor[] = [
    { requiredFeatures: features, requiredLimits: limits },
    { requiredFeatures: features },
    {},
  ];
  const refusals: string[] = [];
  for (const descriptor of attempts) {
    try {
      const device = await adapter.requestDevice(descriptor);
      const opened = createGpu(device, summarise(adapter), clock);
      adapters.set(opened, adapter);
      return { available: true, gpu: opened };
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : 'refused without a reason');
    }
  }
  return explainNoGpu('no-device', environment, refusals.join('; '));
}

/** Programs that pose as a GPU. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|warp|microsoft basic render/i;

function summarise(adapter: GPUAdapter): AdapterSummary {
  const { vendor, architecture, description, device, isFallbackAdapter } = adapter.info;
  return {
    kind: 'gpu',
    vendor,
    architecture,
    description: description || device,
    software: isFallbackAdapter === true || softwareNames.test([vendor, architecture, description, device].join(' ')),
  };
}
