import { expect, test } from 'vitest';
import { packUniform, readNumber, type StructLayout, writeStruct } from './struct-layout.ts';

const layout = {
  sizeBytes: 20,
  fields: { key: ['vec3u', 0], share: ['f32', 12], count: ['u32', 16] },
} as const satisfies StructLayout;

test('fields are written where the layout says, and read back', () => {
  const bytes = packUniform(layout, { count: 0xffffffff, key: [1, 2, 3], share: 0.1 });
  expect(bytes.byteLength).toBe(32);
  expect([...new Uint32Array(bytes)].filter((_, i) => i !== 3)).toEqual([1, 2, 3, 0xffffffff, 0, 0, 0]);
  expect(new Float32Array(bytes)[3]).toBe(Math.fround(0.1));
  const view = new DataView(bytes);
  expect(readNumber(layout, 'count', view, 0)).toBe(0xffffffff);
  expect(readNumber(layout, 'share', view, 0)).toBe(Math.fround(0.1));
});

test('structs of an array stand behind each other', () => {
  const view = new DataView(new ArrayBuffer(2 * layout.sizeBytes));
  writeStruct(layout, { key: [4, 5, 6], share: -1, count: 7 }, view, layout.sizeBytes);
  expect(readNumber(layout, 'count', view, 0)).toBe(0);
  expect(readNumber(layout, 'count', view, layout.sizeBytes)).toBe(7);
  expect(view.getUint32(layout.sizeBytes + 8, true)).toBe(6);
});

test('a field that is left out, or is not there, is refused by the types', () => {
  // @ts-expect-error count is missing
  expect(packUniform(layout, { key: [1, 2, 3], share: 0 }).byteLength).toBe(32);
  // @ts-expect-error three numbers are no number
  expect(readNumber(layout, 'key', new DataView(new ArrayBuffer(32)), 0)).toBe(0);
});
