// Shift and rotation of a catalogue function, drawn from seeds: where the optimum goes, and the rotation matrix.
import { deriveKey, drawWords, toUniform } from '../../core/random.ts';

/** Above this many dimensions a rotation works in blocks of so many, randomly chosen (as CEC 2010's large-scale set does): a dense one would cost D² a member. */
const rotationBlock = 256;

/**
 * Where the optimum moves to: uniform in the middle 80 % of the box, per dimension.
 * @returns positions, [dimension]
 */
export function drawOptimum(seed: number, lower: number, upper: number, dimensions: number): Float64Array {
  const key = deriveKey(seed, 0);
  const words = new Uint32Array(4);
  const optimum = new Float64Array(dimensions);
  for (let d = 0; d < dimensions; d++) {
    drawWords('philox4x32-10', key, 0, 0, d, 'problem', words);
    optimum[d] = lower + (0.1 + 0.8 * toUniform(words[0])) * (upper - lower);
  }
  return optimum;
}

export interface Rotation {
  /** Which dimension stands at each place, block after block. */
  readonly order: Uint32Array;
  /** Size of each block; they follow each other in `order`. */
  readonly blocks: readonly { readonly first: number; readonly size: number; readonly matrix: Float64Array }[];
}

/** The last ones drawn: at 2,048 dimensions one takes half a second, and a run compiles its problem more than once. */
let drawn: readonly { readonly seed: number; readonly dimensions: number; readonly rotation: Rotation }[] = [];
const mostDrawn = 2;

/**
 * A random rotation, uniform over the orthogonal group within each block: Gaussian rows, orthonormalised twice by
 * modified Gram-Schmidt. Matrices are row-major, size × size; orthogonal to about 1e-14.
 */
export function drawRotation(seed: number, dimensions: number): Rotation {
  const steps = drawRotationInSteps(seed, dimensions);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, for who wants to rest after every row. */
export function* drawRotationInSteps(seed: number, dimensions: number): Generator<void, Rotation, void> {
  const known = drawn.find((one) => one.seed === seed && one.dimensions === dimensions);
  if (known) return known.rotation;
  const key = deriveKey(seed, 1);
  const words = new Uint32Array(4);
  const rank = Array.from({ length: dimensions }, (_, d) => {
    drawWords('philox4x32-10', key, d, 0, 0, 'problem', words);
    return { d, draw: words[0] };
  });
  const order = Uint32Array.from(
    dimensions <= rotationBlock
      ? rank.map(({ d }) => d)
      : rank.sort((a, b) => a.draw - b.draw || a.d - b.d).map(({ d }) => d),
  );
  const blocks = [];
  for (let first = 0; first < dimensions; first += rotationBlock) {
    const size = Math.min(rotationBlock, dimensions - first);
    const matrix = new Float64Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let i = row * size; i < (row + 1) * size; i++) {
        drawWords('philox4x32-10', key, first, 1, i, 'problem', words);
        const radius = Math.sqrt(-2 * Math.log((words[0] + 1) / 2 ** 32));
        matrix[i] = radius * Math.cos((2 * Math.PI * words[1]) / 2 ** 32);
      }
      orthonormaliseRow(matrix, size, row);
      yield;
    }
    blocks.push({ first, size, matrix });
  }
  const rotation = { order, blocks };
  keepRotation(seed, dimensions, rotation);
  return rotation;
}

/** A rotation that another thread drew. */
export function keepRotation(seed: number, dimensions: number, rotation: Rotation): void {
  drawn = [{ seed, dimensions, rotation }, ...drawn].slice(0, mostDrawn);
}

/** Takes the rows before it out of a row, twice. */
function orthonormaliseRow(matrix: Float64Array, size: number, row: number): void {
  const own = matrix.subarray(row * size, (row + 1) * size);
  for (let pass = 0; pass < 2; pass++) {
    for (let before = 0; before < row; before++) {
      const other = matrix.subarray(before * size, (before + 1) * size);
      let dot = 0;
      for (let j = 0; j < size; j++) dot += own[j] * other[j];
      for (let j = 0; j < size; j++) own[j] -= dot * other[j];
    }
  }
  let square = 0;
  for (let j = 0; j < size; j++) square += own[j] ** 2;
  const scale = 1 / Math.sqrt(square);
  for (let j = 0; j < size; j++) own[j] *= scale;
}

/** z = R (x − optimum) + minimiser, written to `z`. */
export function rotate(
  rotation: Rotation,
  x: ArrayLike<number>,
  optimum: Float64Array,
  minimiser: Float64Array,
  z: Float64Array,
): void {
  for (const { first, size, matrix } of rotation.blocks) {
    for (let i = 0; i < size; i++) {
      const d = rotation.order[first + i];
      let total = minimiser[d];
      for (let j = 0; j < size; j++) {
        const other = rotation.order[first + j];
        total += matrix[i * size + j] * (x[other] - optimum[other]);
      }
      z[d] = total;
    }
  }
}

/** The layout that shaders/swarm/objective-rotated.wgsl reads. */
export function packRotation(
  rotation: Rotation,
  optimum: Float64Array,
  minimiser: Float64Array,
): Float32Array<ArrayBuffer> {
  const dimensions = optimum.length;
  const rows = rotation.blocks.reduce((total, { size }) => total + size * size, 0);
  const packed = new Float32Array(6 * dimensions + rows);
  packed.set(optimum, 0);
  packed.set(minimiser, dimensions);
  packed.set(rotation.order, 5 * dimensions);
  let row = 6 * dimensions;
  for (const { first, size, matrix } of rotation.blocks) {
    packed.set(matrix, row);
    for (let i = 0; i < size; i++)
      packed.set([first, size, row + i * size], 2 * dimensions + 3 * rotation.order[first + i]);
    row += size * size;
  }
  return packed;
}
