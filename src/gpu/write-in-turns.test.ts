import { describe, expect, test } from 'vitest';
import { createWorkQueue } from '../core/work-queue.ts';
import type { GpuBuffer, SubmitReport } from './gpu.ts';
import { writeInTurns } from './write-in-turns.ts';

const turnBytes = 64;

function bufferOf(sizeBytes: number): GpuBuffer & { readonly bytes: Uint8Array } {
  return { label: '', sizeBytes, buffer: {} as GPUBuffer, bytes: new Uint8Array(sizeBytes), [Symbol.dispose]() {} };
}

/** A device that does what it is told when it is submitted to. */
function createDevice(log: string[]) {
  const pending: (() => void)[] = [];
  return {
    write(buffer: GpuBuffer, data: ArrayBuffer | ArrayBufferView<ArrayBuffer>, offsetBytes = 0) {
      const bytes = data as Uint8Array<ArrayBuffer>;
      log.push(`write ${bytes.byteLength}`);
      pending.push(() => (buffer as ReturnType<typeof bufferOf>).bytes.set(bytes, offsetBytes));
    },
    async submit(): Promise<SubmitReport> {
      for (const write of pending.splice(0)) write();
      return { milliseconds: 0, source: 'fence', data: [] };
    },
  };
}

describe('writes in turns', () => {
  test('wait for what is under way, and let what somebody waits for go first', async () => {
    const log: string[] = [];
    const queue = createWorkQueue(1);
    let letGo = (): void => undefined;
    const underWay = queue.run('long', () => new Promise<void>((resolve) => (letGo = resolve)));
    const buffer = bufferOf(2 * turnBytes);
    const data = new Uint8Array(2 * turnBytes);
    const written = writeInTurns(createDevice(log), queue, [{ buffer, data, offsetBytes: 0 }], turnBytes);
    const asked = queue.run('interactive', async () => log.push('asked'));
    expect(log).toEqual([]);
    letGo();
    await Promise.all([underWay, asked, written]);
    expect(log).toEqual(['asked', `write ${turnBytes}`, `write ${turnBytes}`]);
  });

  test('let others have a turn between two of theirs', async () => {
    const log: string[] = [];
    const queue = createWorkQueue(1);
    const other = async (): Promise<void> => {
      for (let slice = 0; slice < 2; slice++) await queue.run('long', async () => log.push('other'));
    };
    const write = { buffer: bufferOf(2 * turnBytes), data: new Uint8Array(2 * turnBytes), offsetBytes: 0 };
    await Promise.all([writeInTurns(createDevice(log), queue, [write], turnBytes), other()]);
    expect(log).toEqual([`write ${turnBytes}`, 'other', `write ${turnBytes}`, 'other']);
  });

  test('bring every byte to its place, whatever the sizes', async () => {
    const log: string[] = [];
    const sizes = [4, turnBytes - 8, 12, 2 * turnBytes + 4, 8];
    const writes = sizes.map((size, i) => {
      const whole = new Uint8Array(size + 4).fill(i + 1);
      return { buffer: bufferOf(size + 16), data: whole.subarray(4), offsetBytes: 16 };
    });
    await writeInTurns(createDevice(log), createWorkQueue(2), writes, turnBytes);
    for (const [i, { buffer, data }] of writes.entries()) {
      const expected = Buffer.concat([Buffer.alloc(16), Buffer.alloc(data.byteLength, i + 1)]);
      expect(expected.equals(buffer.bytes)).toBe(true);
    }
    expect(log.every((line) => Number(line.slice(6)) <= turnBytes)).toBe(true);
  });

  test('of nothing take no turn', async () => {
    const queue = createWorkQueue(1);
    void queue.run('long', () => new Promise(() => undefined));
    await writeInTurns(createDevice([]), queue, []);
    expect(queue.waiting).toBe(0);
  });
});
