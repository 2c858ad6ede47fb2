// A checkpoint as rows: a head, and its arrays cut into large segments, each with its checksum. Reading checks them all.
import { stringifyExact } from '../core/exact-json.ts';
import type { Checkpoint, CheckpointArray } from '../core/run.ts';
import type { CheckpointRow, SegmentRow } from './schema.ts';

const kinds = { f32: Float32Array, f64: Float64Array, u32: Uint32Array } as const;

/** Browsers carry values of this size well; far larger ones pass limits of their message pipes. */
const segmentBytes = 16 * 2 ** 20;

export interface CheckpointRows {
  readonly head: CheckpointRow;
  readonly segments: readonly SegmentRow[];
}

function slotOf(sequence: number): 0 | 1 {
  return sequence % 2 === 0 ? 0 : 1;
}

export async function toRows(checkpoint: Checkpoint): Promise<CheckpointRows> {
  const { runId, sequence, savedAt, state } = checkpoint;
  const slot = slotOf(sequence);
  const segments: SegmentRow[] = [];
  const arrays: CheckpointRow['arrays'][number][] = [];
  for (const [name, array] of Object.entries(checkpoint.arrays)) {
    const sums: string[] = [];
    for (let from = 0; from < array.byteLength; from += segmentBytes) {
      const start = array.byteOffset + from;
      const bytes = array.buffer.slice(start, start + Math.min(segmentBytes, array.byteLength - from));
      segments.push({ runId, slot, name, index: sums.length, bytes });
      sums.push(await digest(bytes));
    }
    arrays.push({ name, kind: kindOf(array), length: array.length, segments: sums });
  }
  const head = { runId, slot, sequence, savedAt, state, arrays };
  return { head: { ...head, sha256: await digestOfHead(head) }, segments };
}

/** The checkpoint, or null where anything of it is missing or changed. */
export async function fromRows({ head, segments }: CheckpointRows): Promise<Checkpoint | null> {
  const { sha256, ...rest } = head;
  if ((await digestOfHead(rest)) !== sha256) return null;
  const byPlace = new Map(segments.map((segment) => [`${segment.index} ${segment.name}`, segment.bytes]));
  const arrays: Record<string, CheckpointArray> = {};
  for (const { name, kind, length, segments: sums } of head.arrays) {
    const whole = new Uint8Array(length * kinds[kind].BYTES_PER_ELEMENT);
    let offset = 0;
    for (const [index, sum] of sums.entries()) {
      const bytes = byPlace.get(`${index} ${name}`);
      if (!bytes || offset + bytes.byteLength > whole.length || (await digest(bytes)) !== sum) return null;
      whole.set(new Uint8Array(bytes), offset);
      offset += bytes.byteLength;
    }
    if (offset !== whole.length) return null;
    arrays[name] = new kinds[kind](whole.buffer);
  }
  const { runId, sequence, savedAt, state } = head;
  return { runId, sequence, savedAt, state, arrays };
}

function kindOf(array: CheckpointArray): keyof typeof kinds {
  return array instanceof Float32Array ? 'f32' : array instanceof Float64Array ? 'f64' : 'u32';
}

/** The state is plain data by contract, so its text is the same before and after it was stored. */
function digestOfHead({ runId, slot, sequence, savedAt, state, arrays }: Omit<CheckpointRow, 'sha256'>) {
  return digest(new TextEncoder().encode(stringifyExact([runId, slot, sequence, savedAt, state, arrays])));
}

async function digest(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
