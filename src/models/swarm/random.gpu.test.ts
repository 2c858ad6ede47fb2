// The words that kernels draw, on a device, against random.ts and the published vectors: bit for bit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import normal from '../../../shaders/lib/normal.wgsl?raw';
import random from '../../../shaders/lib/random.wgsl?raw';
import trigonometry from '../../../shaders/lib/trigonometry.wgsl?raw';
import { openTestGpu } from '../../../cli/test-device.ts';
import { pcg4dVectors, philoxVectors } from '../../core/random.contract.ts';
import { drawWords, type Generator, generators, type Key, purposes, toNormals, toUniform } from '../../core/random.ts';
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
import lib::normal;

// Key and counter of each draw, eight words; four words drawn, the same four as numbers, and as normal numbers.
@group(0) @binding(0) var<storage, read> asked: array<u32>;
@group(0) @binding(1) var<storage, read_write> drawn: array<vec4u>;

@compute @workgroup_size(64)
fn draw(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (3u * i >= arrayLength(&drawn)) {
    return;
  }
  let at = 8u * i;
  let stream = open_stream(vec3u(asked[at], asked[at + 1u], asked[at + 2u]), asked[at + 3u], asked[at + 4u], asked[at + 6u]);
  let words = draw_words(stream, asked[at + 5u]);
  drawn[3u * i] = words;
  drawn[3u * i + 1u] = bitcast<vec4u>(vec4f(to_uniform(words.x), to_uniform(words.y), to_uniform(words.z), to_uniform(words.w)));
  drawn[3u * i + 2u] = bitcast<vec4u>(to_normals(words));
}`;

/** Per draw: four words, the bits of the four numbers, and of the four normal ones. */
async function drawOnDevice(generator: Generator, draws: readonly Draw[]): Promise<Uint32Array> {
  const code = linkShader(shader, {
    modules: { 'lib::random': random, 'lib::normal': normal, 'lib::trigonometry': trigonometry },
    flags: { philox: generator === 'philox4x32-10' },
  });
  const kernel = await gpu.createKernel({ label: 'draw', code, entryPoint: 'draw' });
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  using asked = await gpu.createBuffer('asked', 32 * draws.length, usage);
  using drawn = await gpu.createBuffer('drawn', 48 * draws.length, usage);
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
    [{ buffer: drawn, offsetBytes: 0, sizeBytes: 48 * draws.length }],
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
    const normals = new Float64Array(4);
    const exact: number[] = [];
    const expected = draws.flatMap(({ key, counter: [member, generation, draw, purpose] }) => {
      const name = Object.entries(purposes).find(([, number]) => number === purpose)?.[0];
      drawWords(generator, key, member, generation, draw, name as keyof typeof purposes, words);
      toNormals(words, normals);
      exact.push(...normals);
      return [...words, ...new Uint32Array(Float32Array.from(words, toUniform).buffer)];
    });
    expect(Array.from(drawn.filter((_, i) => i % 12 < 8))).toEqual(expected);
    // A dozen roundings of numbers up to 5.8.
    const own = new Float32Array(drawn.buffer).filter((_, i) => i % 12 >= 8);
    expect(Math.max(...exact.map((z, i) => Math.abs(z - own[i])))).toBeLessThan(12 * 5.8 * 2 ** -24);
  });
});

describe('published vectors on the device', () => {
  const wordsOf = async (generator: Generator, draw: Draw): Promise<number[]> =>
    Array.from((await drawOnDevice(generator, [draw])).subarray(0, 4));

  it.each(philoxVectors)('Philox4x32-10 of %j under %j', async (counter, [first, second], expected) => {
    expect(await wordsOf('philox4x32-10', { key: [first, second, 0], counter })).toEqual(expected);
  });

  it.each(pcg4dVectors)('pcg4d of %j', async (counter, expected) => {
    expect(await wordsOf('pcg4d', { key: [0, 0, 0], counter })).toEqual(expected);
  });
});
