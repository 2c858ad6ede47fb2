// What the GPU page shows: the adapter, what it offers, and where the next run would compute.
import { cpuAdapter } from '../core/adapter.ts';
import type { AdapterReport, PathChoice } from './api.ts';
import type { GpuSource } from './gpu-source.ts';

export async function reportAdapter(
  gpuSource: GpuSource,
  path: PathChoice,
  { crossOriginIsolated, cores }: Pick<AdapterReport, 'crossOriginIsolated' | 'cores'>,
): Promise<AdapterReport> {
  const opening = await gpuSource.open();
  if (!opening.available) {
    return {
      available: false,
      adapter: cpuAdapter,
      reason: opening.reason,
      hint: opening.hint,
      features: [],
      limits: {},
      crossOriginIsolated,
      cores,
      liveBytes: 0,
      choice: { path: 'cpu', reason: `no GPU: ${opening.reason}` },
    };
  }
  const { gpu } = opening;
  const choice =
    path !== 'auto'
      ? { path, reason: 'chosen in the settings' }
      : gpu.adapter.software
        ? { path: 'measured' as const, reason: 'the adapter is software, so each run measures which is faster' }
        : { path: 'gpu' as const, reason: 'there is a GPU' };
  return {
    available: true,
    adapter: gpu.adapter,
    reason: null,
    hint: null,
    features: [...gpu.features].sort(),
    limits: { ...gpu.limits },
    crossOriginIsolated,
    cores,
    liveBytes: gpu.liveBytes,
    choice,
  };
}
