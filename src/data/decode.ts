// Bytes of a text file to text: UTF-8, or UTF-16 with its mark. Guesses no other encoding.
import { AeonError } from '../core/errors.ts';

function lineOfFirstReplacement(bytes: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(bytes);
  const at = text.indexOf('\uFFFD');
  return text.slice(0, at).split('\n').length;
}

/** Throws `bad-data` with the line of the first byte that does not belong. Line ends come back as \n, marks are removed. */
export function decodeText(source: string | Uint8Array): string {
  let text: string;
  if (typeof source === 'string') text = source;
  else {
    const [first, second] = source;
    const encoding =
      first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
    try {
      text = new TextDecoder(encoding, { fatal: true }).decode(source);
    } catch (cause) {
      // A file beyond the longest string there can be fails here too, and has no bad byte to point at.
      if (!(cause instanceof TypeError))
        throw new AeonError('bad-data', `The file is too large to read (${source.length} bytes).`, {
          hint: 'Take a sample of its rows.',
          cause,
        });
      const line = lineOfFirstReplacement(source, encoding);
      throw new AeonError(
        'bad-data',
        `The file is not ${encoding.toUpperCase()} text: line ${line} has bytes that do not belong to it.`,
        {
          hint: 'Save it as UTF-8 (in spreadsheets: "CSV UTF-8").',
          place: { line },
          cause,
        },
      );
    }
  }
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  const zero = text.slice(0, 4096).indexOf('\0');
  if (zero >= 0) {
    throw new AeonError('bad-data', 'The file is binary, not text.', {
      hint: 'Export it as CSV.',
      place: { line: text.slice(0, zero).split('\n').length },
    });
  }
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
