// A checkpoint as one file: a checksum of all that follows, a line of JSON that says what is in it, then the numbers.
import { createHash } from 'node:crypto';
import { parseExact, stringifyExact } from '../../src/core/exact-json.ts';
import type { Checkpoint, CheckpointArray } from '../../src/core/run.ts';
import { z } from '../../src/core/schema.ts';

const kinds = { f32: Float32Array, f64: Float64Array, u32: Uint32Array } as const;
type Kind = keyof typeof kinds;

const headerSchema = z.object({
  version: z.literal(1),
  runId: z.string(),
  sequence: z.int(),
  savedAt: z.number(),
  state: z.unknown(),
  arrays: z.array(z.object({ name: z.string(), kind: z.enum(['f32', 'f64', 'u32']), length: z.int() })),
});

function kindOf(array: CheckpointArray): Kind {
  return array instanceof Float32Array ? 'f32' : array instanceof Float64Array ? 'f64' : 'u32';
}

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { arrays, ...rest } = checkpoint;
  const entries = Object.entries(arrays);
  const body = Buffer.concat(
    entries.map(([, array]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)),
  );
  const header = {
    version: 1,
    ...rest,
    arrays: entries.map(([name, array]) => ({ name, kind: kindOf(array), length: array.length })),
  };
  const signed = Buffer.concat([Buffer.from(`${stringifyExact(header)}\n`), body]);
  return new Uint8Array(Buffer.concat([Buffer.from(`${digest(signed)}\n`), signed]));
}

/** The checkpoint, or null where the file is torn or changed. */
export function decodeCheckpoint(bytes: Buffer<ArrayBuffer>): Checkpoint | null {
  const endOfDigest = bytes.indexOf(10);
  const signed = bytes.subarray(endOfDigest + 1);
  if (endOfDigest < 0 || digest(signed) !== bytes.toString('utf8', 0, endOfDigest)) return null;
  const endOfHeader = signed.indexOf(10);
  const header = z.safeParse(headerSchema, parseExact(signed.toString('utf8', 0, endOfHeader)));
  if (!header.success) return null;
  const body = signed.subarray(endOfHeader + 1);
  const arrays: Record<string, CheckpointArray> = {};
  let offset = 0;
  for (const { name, kind, length } of header.data.arrays) {
    const sizeBytes = length * kinds[kind].BYTES_PER_ELEMENT;
    arrays[name] = new kinds[kind](new Uint8Array(body.subarray(offset, offset + sizeBytes)).buffer);
    offset += sizeBytes;
  }
  const { runId, sequence, savedAt, state } = header.data;
  return { runId, sequence, savedAt, state, arrays };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
