import { expect, it } from 'vitest';
import { createUniformRing, uniformSlotBytes } from './uniform-ring.ts';

it('gives every uniform of a submit a slot of its own, and begins again after the last', () => {
  const written: number[] = [];
  const ring = createUniformRing(3, (offset) => written.push(offset / uniformSlotBytes));
  expect([1, 2, 3].map(() => ring.put(new Uint32Array(4)) / uniformSlotBytes)).toEqual([0, 1, 2]);
  ring.onSubmit();
  expect(ring.put(new Uint32Array(4))).toBe(0);
  expect(written).toEqual([0, 1, 2, 0]);
});

it('refuses what would overwrite a uniform that is still to be read, and what is larger than a slot', () => {
  const ring = createUniformRing(2, () => undefined);
  ring.put(new Uint32Array(4));
  ring.put(new Uint32Array(4));
  expect(() => ring.put(new Uint32Array(4))).toThrow(/more than 2 uniforms/);
  ring.onSubmit();
  expect(() => ring.put(new Uint8Array(257))).toThrow(/257 bytes/);
});
