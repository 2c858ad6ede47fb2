// Asks for an adapter and a device: the limits and features that help, degraded to the defaults where they are refused,
// and a reason in plain words where there is none.
import type { AdapterSummary } from '../core/adapter.ts';
import type { Clock } from '../core/ports.ts';
import { createGpu, type Gpu } from './gpu.ts';

export type GpuOpening =
  | { readonly available: true; readonly gpu: Gpu }
  | { readonly available: false; readonly reason: string; readonly hint: string };

const wantedFeatures = ['timestamp-query', 'subgroups', 'shader-f16'] as const;
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
] as const;
const noGpuHint =
  'Everything works on the CPU. For the GPU, use a current Chrome or Edge, Safari 26 or Firefox 141 on a machine with a graphics driver.';

/** Under Node, Dawn hangs or crashes when the adapter of a living device is collected. */
const adapters = new WeakMap<Gpu, GPUAdapter>();

export async function openGpu(options: { gpu: GPU | undefined; clock: Clock }): Promise<GpuOpening> {
  const { gpu, clock } = options;
  if (!gpu) return { available: false, reason: 'WebGPU is not offered here.', hint: noGpuHint };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { available: false, reason: 'The system handed out no GPU adapter.', hint: noGpuHint };

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
  return { available: false, reason: `The adapter handed out no device: ${refusals.join('; ')}`, hint: noGpuHint };
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
