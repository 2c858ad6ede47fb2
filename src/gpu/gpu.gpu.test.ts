// The GPU room on a real device at default limits: memory that is counted, errors that have a type, time that is measured,
// a device that goes away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestGpu } from '../../cli/test-device.ts';
import type { Gpu, GpuBuffer } from './gpu.ts';

const double = `
@group(0) @binding(0) var<storage, read_write> numbers: array<f32>;
@compute @workgroup_size(64)
fn double(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&numbers)) { numbers[id.x] = 2.0 * numbers[id.x]; }
}`;
let gpu: Gpu;
beforeAll(async () => {
  gpu = await openTestGpu();
});
afterAll(() => gpu.dispose());

function storage(label: string, floats: number): Promise<GpuBuffer> {
  return gpu.createBuffer(
    label,
    4 * floats,
    GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  );
}

describe('memory', () => {
  it('is counted from creation to disposal, once', async () => {
    const before = gpu.liveBytes;
    const buffer = await storage('counted', 100);
    expect(gpu.liveBytes - before).toBe(400);
    buffer[Symbol.dispose]();
    buffer[Symbol.dispose]();
    expect(gpu.liveBytes).toBe(before);
  });

  it('that no buffer can have is refused with the numbers, before the device is asked', async () => {
    await expect(storage('huge', 2 ** 27)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/"huge", 536,870,912 bytes: the adapter takes 268435456 at most/),
    });
    expect(gpu.liveBytes).toBe(0);
  });

  it('is zero when it is new', async () => {
    using buffer = await storage('new', 1_000);
    const [bytes = new ArrayBuffer(0)] = await gpu.readMany([{ buffer, offsetBytes: 0, sizeBytes: 4_000 }]);
    expect(new Float32Array(bytes).every((x) => x === 0)).toBe(true);
  });

  it('is read back whole, in pieces where it is large', async () => {
    const floats = 5 * 2 ** 20 + 3;
    using buffer = await storage('large', floats);
    gpu.write(
      buffer,
      Float32Array.from({ length: floats }, (_, i) => i % 9973),
    );
    const [bytes = new ArrayBuffer(0), tail = new ArrayBuffer(0)] = await gpu.readMany([
      { buffer, offsetBytes: 0, sizeBytes: 4 * floats },
      { buffer, offsetBytes: 4 * (floats - 3), sizeBytes: 12 },
    ]);
    expect(new Float32Array(bytes).every((x, i) => x === i % 9973)).toBe(true);
    expect(Array.from(new Float32Array(tail))).toEqual([floats - 3, floats - 2, floats - 1].map((i) => i % 9973));
  });
});

describe('kernels', () => {
  it('are compiled once for the same code, entry point and constants', async () => {
    const options = { label: 'double', code: double, entryPoint: 'double' };
    expect(await gpu.createKernel(options)).toBe(await gpu.createKernel(options));
  });

  it('are kept while they are asked for, 64 of them', async () => {
    const kernel = (n: number) =>
      gpu.createKernel({ label: 'double', code: `${double}\n// ${n}`, entryPoint: 'double' });
    const [first, second] = await Promise.all([kernel(0), kernel(1)]);
    for (let n = 2; n < 64; n++) await kernel(n);
    expect(await kernel(0)).toBe(first);
    await kernel(64);
    expect(await kernel(0)).toBe(first);
    expect(await kernel(1)).not.toBe(second);
  });

  it('read the uniform of their own submit, though the next is made before it has run', async () => {
    const code = `
      @group(0) @binding(0) var<uniform> wanted: vec4u;
      @group(0) @binding(1) var<storage, read_write> given: array<u32>;
      @compute @workgroup_size(1) fn copy() { given[0] = wanted.x; }`;
    const kernel = await gpu.createKernel({ label: 'copy', code, entryPoint: 'copy' });
    const submits = Array.from({ length: 600 }, async (_, i) => {
      using buffer = gpu.takeBuffer(16);
      const { data } = await gpu.submit(
        'copying',
        (pass) => {
          pass.setPipeline(kernel.pipeline);
          pass.setBindGroup(
            0,
            gpu.bind(kernel, 0, [
              { binding: 0, ...gpu.uniform(new Uint32Array([i, 0, 0, 0])) },
              { binding: 1, buffer },
            ]),
          );
          pass.dispatchWorkgroups(1);
        },
        [{ buffer, offsetBytes: 0, sizeBytes: 4 }],
      );
      return new Uint32Array(data[0] ?? new ArrayBuffer(4))[0];
    });
    expect(await Promise.all(submits)).toEqual(Array.from({ length: 600 }, (_, i) => i));
    // What a burst took is let go of but for a few.
    expect(gpu.ownBytes).toBeLessThan(2 ** 18);
  });

  it.each([1, 63, 64, 65, 1_000])('run over %i numbers, and say how long it took', async (count) => {
    const kernel = await gpu.createKernel({ label: 'double', code: double, entryPoint: 'double' });
    using buffer = await storage('numbers', count);
    gpu.write(
      buffer,
      Float32Array.from({ length: count }, (_, i) => i),
    );
    const bindings = gpu.bind(kernel, 0, [{ binding: 0, buffer }]);
    gpu.profiler.reset();
    const report = await gpu.submit(
      'doubling',
      (pass) => {
        pass.setPipeline(kernel.pipeline);
        pass.setBindGroup(0, bindings);
        pass.dispatchWorkgroups(Math.ceil(count / 64));
      },
      [{ buffer, offsetBytes: 0, sizeBytes: 4 * count }],
    );
    expect(Array.from(new Float32Array(report.data[0] ?? new ArrayBuffer(0)))).toEqual(
      Array.from({ length: count }, (_, i) => 2 * i),
    );
    // At default limits and without features there are no timestamps.
    expect(report.source).toBe('fence');
    expect(gpu.profiler.entries()).toMatchObject([{ label: 'doubling', count: 1, source: 'fence' }]);
  });

  it('that do not compile name the line and what is wrong', async () => {
    await expect(
      gpu.createKernel({ label: 'broken', code: 'fn a() -> f32 {\n  return nonsense;\n}', entryPoint: 'a' }),
    ).rejects.toMatchObject({
      code: 'gpu-validation',
      message: expect.stringMatching(/"broken" does not compile[\s\S]*nonsense/),
      place: { line: 2 },
    });
  });

  it('commands that the device refuses become a typed error, and the next submit works', async () => {
    const kernel = await gpu.createKernel({ label: 'double', code: double, entryPoint: 'double' });
    await expect(
      gpu.submit('unbound', (pass) => {
        pass.setPipeline(kernel.pipeline);
        pass.dispatchWorkgroups(1);
      }),
    ).rejects.toMatchObject({ code: 'gpu-validation', message: expect.stringContaining('"unbound"') });
    await expect(gpu.submit('empty', () => undefined)).resolves.toMatchObject({ data: [] });
  });
});

describe('a lost device', () => {
  it('rejects what is pending and what comes after with device-lost, and tells who waits for it', async () => {
    const lost = await openTestGpu();
    const buffer = await lost.createBuffer('b', 64, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
    const pending = lost.readMany([{ buffer, offsetBytes: 0, sizeBytes: 64 }]);
    lost.loseDevice();
    await expect(pending).rejects.toMatchObject({ code: 'device-lost' });
    await lost.lost;
    expect(lost.isLost).toBe(true);
    await expect(lost.submit('late', () => undefined)).rejects.toMatchObject({ code: 'device-lost' });
    await expect(lost.createBuffer('late', 64, GPUBufferUsage.STORAGE)).rejects.toMatchObject({ code: 'device-lost' });
    buffer[Symbol.dispose]();
    expect(lost.liveBytes).toBe(0);
    lost.dispose();
  });
});
