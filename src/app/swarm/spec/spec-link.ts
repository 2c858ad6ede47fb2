// A spec as text for a link: base64url of deflate-raw of its JSON, and back. What a link holds is checked like any spec.
import { AeonError } from '../../../core/errors.ts';

/**
 * Of the text. No server sees it, so this is not for servers: browsers take more (Firefox keeps addresses of up to 65,536
 * characters in its history, Chromium 2 MiB), but past this chat and mail programs cut a link, some of them long before.
 */
export const linkLengthLimit = 32_000;
/** A link of that length cannot honestly hold more than this. */
const textLengthLimit = 4_000_000;

/** Numbers are kept as they are; key order too, so that equal specs give equal links. */
export async function encodeSpec(spec: unknown): Promise<string> {
  const bytes = await pass(new TextEncoder().encode(JSON.stringify(spec)), new CompressionStream('deflate-raw'));
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws `bad-spec` for what is no spec link. */
export async function decodeSpec(text: string): Promise<unknown> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const bytes = await pass(packed, new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new AeonError('bad-spec', 'The spec in this link cannot be read: it was cut or changed on its way.', {
      hint: 'Ask for the link again, or for the spec as JSON and paste that.',
      place: { field: 'spec' },
      cause,
    });
  }
}

async function pass(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: BlobPart[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length <= textLengthLimit) continue;
    await reader.cancel();
    throw new RangeError(`more than ${textLengthLimit} bytes`);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
