// How a page's bytes get to the worker without a copy: a Blob is read into a fresh array, an array is moved as it is.
import { moving, wholeBuffer } from '../core/comlink-adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { StartOptions } from '../engine/api.ts';
import type { ClientStartOptions } from './api.ts';

/** Bytes in a buffer of their own. Throws `bad-data` for a file that cannot be read any more. */
export async function takeBytes(
  source: Blob | Uint8Array<ArrayBuffer>,
  name = 'The file',
): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Uint8Array) return wholeBuffer(source);
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch (cause) {
    throw new AeonError('bad-data', `${name} can no longer be read.`, {
      hint: 'It was moved, changed or deleted since it was chosen. Choose it again.',
      cause,
    });
  }
}

/** The options as the engine takes them, marked so that the files' bytes are moved. */
export async function takeFiles({ files, ...options }: ClientStartOptions): Promise<StartOptions> {
  if (!files) return options;
  const taken = await Promise.all(
    Object.entries(files).map(async ([name, source]) => [name, await takeBytes(source, name)] as const),
  );
  const buffers = new Set(taken.map(([, bytes]) => bytes.buffer));
  return moving({ ...options, files: Object.fromEntries(taken) }, [...buffers]);
}
