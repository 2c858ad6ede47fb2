import { expect, it } from 'vitest';
import { evenShades } from './thumbnail.ts';

it('shades are spread over the ranks and keep their order', () => {
  const [a, b, c, d] = evenShades(Float32Array.of(0, 0.98, 0.99, 1));
  expect([a, d]).toEqual([0, 1]);
  expect(c! - b!).toBeGreaterThan(0.1);
  expect(b!).toBeGreaterThan(a!);
});

it('an even slope stays even, a plain is one shade, and what has no value has none', () => {
  const even = evenShades(Float32Array.of(0, 0.25, 0.5, 0.75, 1));
  expect([...even]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect([...evenShades(Float32Array.of(0, 0, 0))]).toEqual([0.25, 0.25, 0.25]);
  expect(evenShades(Float32Array.of(Number.NaN, 1))[0]).toBeNaN();
});
