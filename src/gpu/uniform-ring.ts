// Small constants of one submit, each in a slot of one buffer, so that setting them makes no buffers and every submit has
// its own. Writes and submits take effect in the order in which they are made: a slot may be written again as soon as
// what reads it was submitted. Pure but for the one write.

/** Uniforms that are bound at an offset start at multiples of this, by default. */
export const uniformSlotBytes = 256;

export interface UniformRing {
  /**
   * Where the bytes stand until the submit that reads them, which is to be made in the same turn of the event loop.
   * @returns offset in the ring's buffer
   */
  put(bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>): number;
  /** A submit was made: every slot is free again. */
  onSubmit(): void;
}

/**
 * @param slots at most so many between two submits
 * @param write puts bytes into the buffer at an offset, in order with the submits
 */
export function createUniformRing(
  slots: number,
  write: (offsetBytes: number, bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>) => void,
): UniformRing {
  let next = 0;
  let pending = 0;
  return {
    put(bytes) {
      if (bytes.byteLength > uniformSlotBytes)
        throw new RangeError(`A uniform of ${bytes.byteLength} bytes; a slot of the ring holds ${uniformSlotBytes}.`);
      if (pending === slots) throw new RangeError(`One submit wants more than ${slots} uniforms.`);
      pending++;
      const offset = next * uniformSlotBytes;
      next = (next + 1) % slots;
      write(offset, bytes);
      return offset;
    },
    onSubmit() {
      pending = 0;
    },
  };
}
