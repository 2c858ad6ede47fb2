import { describe, expect, it } from 'vitest';
import { checkFits, mostParticles, planSwarm } from './plan.ts';

it('has room for what an algorithm keeps of a swarm: a head of two words, its own words, and those of whole tiles', () => {
  const request = { particles: 65, dimensions: 3, repeats: 2, problemFloats: 0, tile: 16, workgroupSize: 64 };
  const plan = planSwarm({ ...request, memory: { swarmWords: 100, memberWords: 6 } });
  expect(plan.memoryStride).toBe(100 + 6 * 80);
  expect(plan.sizeBytes.memory).toBe(4 * 2 * (2 + 580));
  expect(plan.sizeBytes.total - planSwarm(request).sizeBytes.total).toBe(4 * 2 * (2 + 580) - 16);
});

describe('the most particles of a binding', () => {
  const mebibyte = 2 ** 20;
  const fits = (particles: number, dimensions: number, bindingBytes: number) => () =>
    checkFits(planSwarm({ particles, dimensions, repeats: 1, problemFloats: 0, tile: 16, workgroupSize: 64 }), {
      maxStorageBufferBindingSize: bindingBytes,
      maxBufferSize: bindingBytes,
    });

  it.each([
    [32, 128 * mebibyte, 1_048_576],
    [2_048, 128 * mebibyte, 16_384],
    // Values alone, of 16 bytes each.
    [1, 128 * mebibyte, 8_388_608],
    [100, 128 * mebibyte, 335_536],
    [32, 2_048 * mebibyte, 16_777_216],
  ])('%i dimensions, %i bytes: %i fit, and no more', (dimensions, bindingBytes, most) => {
    expect(mostParticles({ dimensions, bindingBytes })).toBe(most);
    expect(fits(most, dimensions, bindingBytes)).not.toThrow();
    expect(fits(most + 1, dimensions, bindingBytes)).toThrow('do not fit');
  });
});
