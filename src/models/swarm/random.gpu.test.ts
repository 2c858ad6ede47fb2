// The words that kernels draw, on a device, against random.ts and the published vectors: bit for bit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import random from '../../../shaders/lib/random.wgsl?raw';
import { openTestGpu } from '../../../cli/test-device.ts';
import { drawWords, type Generator, generators, type Key, purposes, toUniform } from '../../core/random.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { linkShader } from '../../gpu/link-shader.ts';

let gpu: Gpu;
beforeAll(async () => {
  gpu = await openTestGpu();
});
afterAll(() => gpu.dispose());

interface Draw {
  readonly key: Key;
  /** Member, generation, draw, purpose. */
  readonly counter: readonly [number, number, number, number];
}

const shader = `
import lib::random;

// Key and counter of each draw, eight words; four words drawn, and the same four as numbers.
@group(0) @binding(0) var<storage, read> asked: array<u32>;
@group(0) @binding(1) var<storage, read_write> drawn: array<vec4u>;

@compute @workgroup_size(64)
fn draw(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (2u * i >= arrayLength(&drawn)) {
    return;
  }
  let at = 8u * i;
  let stream = open_stream(vec3u(asked[at], asked[at + 1u], asked[at + 2u]), asked[at + 3u], asked[at + 4u], asked[at + 6u]);
  let words = draw_words(stream, asked[at + 5u]);
  drawn[2u * i] = words;
  drawn[2u * i + 1u] = bitcast<vec4u>(vec4f(to_uniform(words.x), to_uniform(words.y), to_uniform(words.z), to_uniform(words.w)));
}`;

/** Per draw: four words, and the bits of the four numbers. */
async function drawOnDevice(generator: Generator, draws: readonly Draw[]): Promise<Uint32Array> {
  const code = linkShader(shader, {
    modules: { 'lib::random': random },
    flags: { philox: generator === 'philox4x32-10' },
  });
  const kernel = await gpu.createKernel({ label: 'draw', code, entryPoint: 'draw' });
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  using asked = await gpu.createBuffer('asked', 32 * draws.length, usage);
  using drawn = await gpu.createBuffer('drawn', 32 * draws.length, usage);
  gpu.write(asked, Uint32Array.from(draws.flatMap(({ key, counter }) => [...key, ...counter, 0])));
  const { data } = await gpu.submit(
    'draw',
    (pass) => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(
        0,
        gpu.bind(kernel, 0, [
          { binding: 0, buffer: asked },
          { binding: 1, buffer: drawn },
        ]),
      );
      pass.dispatchWorkgroups(Math.ceil(draws.length / 64));
    },
    [{ buffer: drawn, offsetBytes: 0, sizeBytes: 32 * draws.length }],
  );
  return new Uint32Array(data[0] ?? new ArrayBuffer(0));
}

/** Counters from every corner: small ones, large ones, every purpose. */
function manyDraws(): Draw[] {
  const ends = [0, 1, 2, 63, 64, 65_535, 65_536, 0x7fffffff, 0x80000000, 0xffffffff];
  return Object.values(purposes).flatMap((purpose) =>
    ends.flatMap((a, i) =>
      ends.map((b, j): Draw => {
        const c = ends[(i + 3 * j) % ends.length] ?? 0;
        return { key: [b, Math.imul(a, 0x9e3779b9) >>> 0, c], counter: [a, b, c, purpose] };
      }),
    ),
  );
}

describe.each(generators)('%s on the device', (generator) => {
  it('draws the words of random.ts, and the same bits as numbers', async () => {
    const draws = manyDraws();
    const drawn = await drawOnDevice(generator, draws);
    const words = new Uint32Array(4);
    const expected = draws.flatMap(({ key, counter: [member, generation, draw, purpose] }) => {
      const name = Object.entries(purposes).find(([, number]) => number === purpose)?.[0];
      drawWords(generator, key, member, generation, draw, name as keyof typeof purposes, words);
      return [...words, ...new Uint32Array(Float32Array.from(words, toUniform).buffer)];
    });
    expect(Array.from(drawn)).toEqual(expected);
  });
});

describe('published vectors on the device', () => {
  const wordsOf = async (generator: Generator, draw: Draw): Promise<number[]> =>
    Array.from((await drawOnDevice(generator, [draw])).subarray(0, 4));

  // Random123's kat_vectors.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff, 0],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0, 0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('Philox4x32-10 of %j under %j', async (counter, key, expected) => {
    expect(await wordsOf('philox4x32-10', { key, counter })).toEqual(expected);
  });

  // From the paper's listing, in exact integers.
  it.each([
    [
      [0, 0, 0, 0],
      [0x0f02f829, 0x2d568769, 0x32b0c43b, 0xd32548ea],
    ],
    [
      [1, 2, 3, 4],
      [0x3622cd16, 0xf11471d8, 0xe1109b3f, 0x02b94c2f],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0x974ed892, 0xc015dc67, 0x9f955760, 0xa1bba208],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xb1d796e4, 0xfc8e0cae, 0x9a4185e6, 0xd0975474],
    ],
  ] as const)('pcg4d of %j', async (counter, expected) => {
    expect(await wordsOf('pcg4d', { key: [0, 0, 0], counter })).toEqual(expected);
  });
});
