import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodePng, pngDataUrl } from './png.ts';

it('is a PNG that zlib and the published checksum agree with', () => {
  const pixels = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, i) => i * 10);
  const bytes = Buffer.from(encodePng(pixels, 3, 2));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([3, 2]);
  const start = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  expect([...rows.subarray(1, 13)]).toEqual([...pixels.subarray(0, 12)]);
  expect(rows).toHaveLength(2 * 13);
  // The checksum of an empty IEND chunk is the same in every PNG.
  expect(bytes.subarray(-4).toString('hex')).toBe('ae426082');
  expect(pngDataUrl(pixels, 3, 2)).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
});
