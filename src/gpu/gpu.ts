// The narrow waist between the product and a GPUDevice: buffers that are counted, kernels that are compiled once, submits
// that say when they are done. No other room touches the device.
import type { AdapterSummary } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import { createBufferPool } from './buffer-pool.ts';
import { watchDevice } from './device-loss.ts';
import { compileOnly, createKernelCache, type FindKernel, type Kernel, type ShaderMessage } from './kernel-cache.ts';
import { createProfiler, type Profiler } from './profiler.ts';
import { createUniformRing, uniformSlotBytes } from './uniform-ring.ts';

export interface GpuBuffer {
  readonly label: string;
  readonly sizeBytes: number;
  readonly buffer: GPUBuffer;
  [Symbol.dispose](): void;
}

export interface Binding {
  readonly binding: number;
  readonly buffer: GpuBuffer;
  /** A part of the buffer; default: the whole. */
  readonly offsetBytes?: number;
  readonly sizeBytes?: number;
}

export interface BufferPart {
  readonly buffer: GpuBuffer;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

export interface SubmitReport {
  /** Of the pass on the device where timestamps are there, else from submit to fence. */
  readonly milliseconds: number;
  readonly source: 'timestamp' | 'fence';
  /** The parts asked for, as they stood after the pass. */
  readonly data: readonly ArrayBuffer[];
}

export interface Gpu {
  readonly adapter: AdapterSummary;
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  readonly isLost: boolean;
  /** Bytes of all buffers that it made and that were not disposed of. */
  readonly liveBytes: number;
  /** Bytes of its own, for all who use it: buffers to read back through and for a moment, the ring of uniforms. */
  readonly ownBytes: number;
  readonly profiler: Profiler;
  /** Zeroed. Throws `out-of-memory` with the numbers. */
  createBuffer(label: string, sizeBytes: number, usage: GPUBufferUsageFlags): Promise<GpuBuffer>;
  /** Compiled once for the same code, entry point and constants. Throws `gpu-validation` with the line at fault. */
  readonly createKernel: FindKernel;
  /** What the compiler has to say about a text, errors and warnings; nothing is kept. Throws `device-lost`. */
  checkCode(code: string): Promise<readonly ShaderMessage[]>;
  bind(kernel: Kernel, group: number, entries: readonly Binding[]): GPUBindGroup;
  /** A uniform of at most 256 bytes for the next submit, which is to be made in the same turn of the event loop. */
  uniform(bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Omit<Binding, 'binding'>;
  /** A storage buffer for a moment: its contents are anything, and disposing of it gives it back for the next. */
  takeBuffer(sizeBytes: number): GpuBuffer;
  /** One pass; resolves when it is done, with the parts of buffers that were asked for. Throws `device-lost`, `gpu-validation`. */
  submit(
    label: string,
    encode: (pass: GPUComputePassEncoder) => void,
    reads?: readonly BufferPart[],
  ): Promise<SubmitReport>;
  write(buffer: GpuBuffer, data: ArrayBuffer | ArrayBufferView<ArrayBuffer>, offsetBytes?: number): void;
  readMany(parts: readonly BufferPart[]): Promise<readonly ArrayBuffer[]>;
  /** Destroys the device, as a driver's reset would: for fault injection. */
  loseDevice(): void;
  dispose(): void;
}

/** Bytes that are read back at a time. */
const readPiece = 8 * 2 ** 20;
/** Slots for the two timestamps of a pass, 256 bytes apart as resolve demands. */
const timestampSlots = 8;
/** More than one submit ever wants: a generation may be cut into 256 dispatches. */
const uniformSlots = 512;
/** Two slices in flight and a sample. */
const mostFreeBuffers = 6;

export function createGpu(device: GPUDevice, adapter: AdapterSummary, clock: Clock): Gpu {
  const loss = watchDevice(device);
  const { orLost } = loss;
  const createKernel = createKernelCache(device, orLost);
  const staging = createBufferPool(mostFreeBuffers, (size) =>
    device.createBuffer({ label: 'staging', size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ }),
  );
  const passing = createBufferPool(mostFreeBuffers, (size) =>
    device.createBuffer({ label: 'passing', size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC }),
  );
  const uniformBuffer = device.createBuffer({
    label: 'uniforms',
    size: uniformSlots * uniformSlotBytes,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  const uniforms = createUniformRing(uniformSlots, (offset, bytes) =>
    device.queue.writeBuffer(uniformBuffer, offset, bytes),
  );
  const profiler = createProfiler();
  const features = new Set<string>(device.features);
  const limits = readLimits(device.limits);
  const hasTimestamps = features.has('timestamp-query');
  const querySet = hasTimestamps ? device.createQuerySet({ type: 'timestamp', count: 2 * timestampSlots }) : null;
  const resolved = hasTimestamps
    ? device.createBuffer({
        label: 'timestamps',
        size: 256 * timestampSlots,
        usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
      })
    : null;
  let freeSlots = Array.from({ length: timestampSlots }, (_, slot) => slot);
  /** When a submit was last known to be done: the next one, queued behind it, did not begin before. */
  let lastFence = Number.NEGATIVE_INFINITY;
  let liveBytes = 0;

  /** Copies parts into one staging buffer with the given commands, submits, and gives the bytes back. */
  async function submitAndRead(
    encoder: GPUCommandEncoder,
    parts: readonly BufferPart[],
  ): Promise<readonly ArrayBuffer[]> {
    if (parts.length === 0) {
      enqueue(encoder);
      await orLost(device.queue.onSubmittedWorkDone());
      return [];
    }
    const offsets: number[] = [];
    let total = 0;
    for (const { sizeBytes } of parts) {
      offsets.push(total);
      total += Math.ceil(sizeBytes / 8) * 8;
    }
    const target = staging.take(total);
    parts.forEach(({ buffer, offsetBytes, sizeBytes }, i) =>
      encoder.copyBufferToBuffer(buffer.buffer, offsetBytes, target, offsets[i] ?? 0, sizeBytes),
    );
    enqueue(encoder);
    await orLost(target.mapAsync(GPUMapMode.READ));
    const data = parts.map(({ sizeBytes }, i) =>
      target.getMappedRange(offsets[i] ?? 0, Math.ceil(sizeBytes / 4) * 4).slice(0, sizeBytes),
    );
    target.unmap();
    staging.give(target);
    return data;
  }

  function enqueue(encoder: GPUCommandEncoder): void {
    device.queue.submit([encoder.finish()]);
    uniforms.onSubmit();
  }

  const uniformView: GpuBuffer = {
    label: 'uniforms',
    sizeBytes: uniformBuffer.size,
    buffer: uniformBuffer,
    [Symbol.dispose]() {},
  };

  return {
    adapter,
    features,
    limits,
    createKernel,
    checkCode(code) {
      loss.throwIfLost();
      return compileOnly(device, orLost, code);
    },
    lost: loss.lost,
    profiler,
    get isLost() {
      return loss.isLost;
    },
    get liveBytes() {
      return liveBytes;
    },
    get ownBytes() {
      return staging.liveBytes + passing.liveBytes + uniformBuffer.size + (resolved?.size ?? 0);
    },

    async createBuffer(label, sizeBytes, usage) {
      loss.throwIfLost();
      const most = limits['maxBufferSize'] ?? 0;
      const size = Math.max(16, Math.ceil(sizeBytes / 4) * 4);
      if (size > most) throw outOfMemory(label, size, `the adapter takes ${most} at most`);
      device.pushErrorScope('out-of-memory');
      const buffer = device.createBuffer({ label, size, usage });
      const error = await orLost(device.popErrorScope());
      if (error) throw outOfMemory(label, size, error.message);
      liveBytes += size;
      let isLive = true;
      return {
        label,
        sizeBytes: size,
        buffer,
        [Symbol.dispose]() {
          if (!isLive) return;
          isLive = false;
          liveBytes -= size;
          buffer.destroy();
        },
      };
    },

    bind(kernel, group, entries) {
      return device.createBindGroup({
        label: kernel.label,
        layout: kernel.pipeline.getBindGroupLayout(group),
        entries: entries.map(({ binding, buffer, offsetBytes = 0, sizeBytes }) => ({
          binding,
          resource: { buffer: buffer.buffer, offset: offsetBytes, ...(sizeBytes !== undefined && { size: sizeBytes }) },
        })),
      });
    },

    uniform(bytes) {
      const offsetBytes = uniforms.put(bytes);
      return { buffer: uniformView, offsetBytes, sizeBytes: bytes.byteLength };
    },

    takeBuffer(sizeBytes) {
      const buffer = passing.take(sizeBytes);
      let isTaken = true;
      return {
        label: 'passing',
        sizeBytes: buffer.size,
        buffer,
        [Symbol.dispose]() {
          if (isTaken) passing.give(buffer);
          isTaken = false;
        },
      };
    },

    async submit(label, encode, reads = []) {
      loss.throwIfLost();
      const from = clock.tick();
      const slot = querySet && resolved ? freeSlots.pop() : undefined;
      device.pushErrorScope('validation');
      const encoder = device.createCommandEncoder({ label });
      const pass = encoder.beginComputePass({
        label,
        ...(querySet &&
          slot !== undefined && {
            timestampWrites: { querySet, beginningOfPassWriteIndex: 2 * slot, endOfPassWriteIndex: 2 * slot + 1 },
          }),
      });
      encode(pass);
      pass.end();
      const parts = [...reads];
      if (querySet && resolved && slot !== undefined) {
        encoder.resolveQuerySet(querySet, 2 * slot, 2, resolved, 256 * slot);
        parts.push({
          buffer: { label: 'timestamps', sizeBytes: resolved.size, buffer: resolved, [Symbol.dispose]() {} },
          offsetBytes: 256 * slot,
          sizeBytes: 16,
        });
      }
      const reading = submitAndRead(encoder, parts);
      const [error, data] = await Promise.all([orLost(device.popErrorScope()), reading]);
      if (slot !== undefined) freeSlots = [...freeSlots, slot];
      if (error)
        throw new AeonError('gpu-validation', `The commands of "${label}" were refused: ${error.message}`, {
          hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
        });
      const measured = slot === undefined ? 0 : elapsed(data.at(-1));
      const milliseconds = measured > 0 ? measured : clock.tick() - Math.max(from, lastFence);
      lastFence = clock.tick();
      const source = measured > 0 ? 'timestamp' : 'fence';
      profiler.record(label, milliseconds, source);
      return { milliseconds, source, data: data.slice(0, reads.length) };
    },

    write(buffer, data, offsetBytes = 0) {
      device.queue.writeBuffer(buffer.buffer, offsetBytes, data);
    },

    async readMany(parts) {
      loss.throwIfLost();
      const whole = parts.map(({ sizeBytes }) => new Uint8Array(sizeBytes));
      // In pieces, so that reading a large state back does not take its size again on the GPU.
      const batch: { part: BufferPart; target: Uint8Array }[] = [];
      let batchBytes = 0;
      const flush = async (): Promise<void> => {
        const taken = batch.splice(0);
        batchBytes = 0;
        const data = await submitAndRead(
          device.createCommandEncoder({ label: 'read' }),
          taken.map(({ part }) => part),
        );
        taken.forEach(({ target }, i) => target.set(new Uint8Array(data[i] ?? new ArrayBuffer(0))));
      };
      for (const [i, { buffer, offsetBytes, sizeBytes }] of parts.entries()) {
        for (let from = 0; from < sizeBytes; from += readPiece) {
          const size = Math.min(readPiece, sizeBytes - from);
          if (batchBytes + size > readPiece) await flush();
          const target = whole[i]?.subarray(from, from + size) ?? new Uint8Array(0);
          batch.push({ part: { buffer, offsetBytes: offsetBytes + from, sizeBytes: size }, target });
          batchBytes += size;
        }
      }
      if (batch.length > 0) await flush();
      return whole.map(({ buffer }) => buffer);
    },

    loseDevice() {
      device.destroy();
    },

    dispose() {
      staging.dispose();
      passing.dispose();
      uniformBuffer.destroy();
      resolved?.destroy();
      querySet?.destroy();
      device.destroy();
    },
  };
}

function elapsed(bytes: ArrayBuffer | undefined): number {
  if (!bytes) return 0;
  const [begin = 0n, end = 0n] = new BigUint64Array(bytes);
  return end > begin ? Number(end - begin) / 1e6 : 0;
}

function outOfMemory(label: string, sizeBytes: number, why: string): AeonError {
  return new AeonError(
    'out-of-memory',
    `The GPU has no room for "${label}", ${sizeBytes.toLocaleString('en')} bytes: ${why}.`,
    { hint: 'Take a smaller problem, or close what else uses the GPU.' },
  );
}

function readLimits(limits: GPUSupportedLimits): Record<string, number> {
  const read: Record<string, number> = {};
  // The names are getters on the prototype.
  for (const name in limits) {
    const value: unknown = Reflect.get(limits, name);
    if (typeof value === 'number') read[name] = value;
  }
  return read;
}
