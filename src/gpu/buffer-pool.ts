// Buffers that are wanted again and again for a moment: for reading back, for samples. What was given back serves the next
// who asks; what nobody asks for goes.

export interface PooledBuffer {
  readonly size: number;
  destroy(): void;
}

export interface BufferPool<T extends PooledBuffer> {
  /** At least so many bytes, the smallest free one that is not much too large. Its contents are anything. */
  take(sizeBytes: number): T;
  give(buffer: T): void;
  /** Bytes of all that are taken or free. */
  readonly liveBytes: number;
  /** Destroys the free ones; taken ones are destroyed when they are given back. */
  dispose(): void;
}

/** @param mostFree what is beyond was for one large task */
export function createBufferPool<T extends PooledBuffer>(
  mostFree: number,
  create: (sizeBytes: number) => T,
): BufferPool<T> {
  const free: T[] = [];
  let liveBytes = 0;
  let isDisposed = false;
  function destroy(buffer: T): void {
    liveBytes -= buffer.size;
    buffer.destroy();
  }
  return {
    take(sizeBytes) {
      const fitting = free
        .filter(({ size }) => size >= sizeBytes && size <= 4 * sizeBytes + 65_536)
        .sort((a, b) => a.size - b.size)[0];
      if (fitting) {
        free.splice(free.indexOf(fitting), 1);
        return fitting;
      }
      const made = create(Math.ceil(sizeBytes / 1024) * 1024);
      liveBytes += made.size;
      return made;
    },
    give(buffer) {
      if (isDisposed) return destroy(buffer);
      free.push(buffer);
      while (free.length > mostFree) {
        const [oldest] = free.splice(0, 1);
        if (oldest) destroy(oldest);
      }
    },
    get liveBytes() {
      return liveBytes;
    },
    dispose() {
      isDisposed = true;
      for (const buffer of free.splice(0)) destroy(buffer);
    },
  };
}
