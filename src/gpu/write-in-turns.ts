// Large data on its way to the device, in slices that take their turns with the work of others. A write is no submit, and yet
// it occupies the device: it is carried out at the head of whichever submit comes next, whosever that is, and a state of a
// gigabyte would hold up a search that somebody waits for, and make its slice seem slow. Compiling and allocating stay
// outside: they leave the device free, and would keep a turn from whoever could use it.
import type { WorkQueue } from '../core/work-queue.ts';
import type { Gpu, GpuBuffer } from './gpu.ts';

export interface BufferWrite {
  readonly buffer: GpuBuffer;
  readonly data: ArrayBufferView<ArrayBuffer>;
  readonly offsetBytes: number;
}

/** Bytes of a turn: 4 to 8 ms measured with a software adapter, 11 over a bus of 3 GB/s. */
const turnBytes = 32 * 2 ** 20;

/** Resolves when all of it is there. A turn ends when the device has taken what was written in it. */
export async function writeInTurns(
  gpu: Pick<Gpu, 'write' | 'submit'>,
  queue: WorkQueue,
  writes: readonly BufferWrite[],
  mostBytes = turnBytes,
): Promise<void> {
  for (const turn of cutIntoTurns(writes, mostBytes)) {
    await queue.run('long', async () => {
      for (const { buffer, data, offsetBytes } of turn) gpu.write(buffer, data, offsetBytes);
      await gpu.submit('write', () => undefined);
    });
  }
}

/** In their order; what is larger than a turn is cut, what is smaller shares one. */
function* cutIntoTurns(writes: readonly BufferWrite[], mostBytes: number): Generator<readonly BufferWrite[]> {
  let turn: BufferWrite[] = [];
  let left = mostBytes;
  for (const { buffer, data, offsetBytes } of writes) {
    for (let from = 0; from < data.byteLength;) {
      const size = Math.min(left, data.byteLength - from);
      const piece = new Uint8Array(data.buffer, data.byteOffset + from, size);
      turn.push({ buffer, data: piece, offsetBytes: offsetBytes + from });
      from += size;
      left -= size;
      if (left > 0) continue;
      yield turn;
      turn = [];
      left = mostBytes;
    }
  }
  if (turn.length > 0) yield turn;
}
