// The GPU of a file of kernel tests: one for all of them, with no byte left at the end.
import { afterAll, beforeAll, expect } from 'vitest';
import type { Gpu } from '../src/gpu/gpu.ts';
import { openTestGpu } from './test-device.ts';

/** @param take gets it before the first test */
export function withTestGpu(take: (gpu: Gpu) => void): void {
  let gpu: Gpu;
  beforeAll(async () => {
    gpu = await openTestGpu();
    take(gpu);
  });
  afterAll(() => {
    const { liveBytes } = gpu;
    gpu.dispose();
    expect(liveBytes).toBe(0);
  });
}
