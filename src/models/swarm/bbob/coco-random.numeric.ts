// The random numbers from which COCO makes its instances: not for searching, only for reproducing published functions.
// Hansen, Finck, Ros & Auger, "Real-parameter black-box optimization benchmarking 2009", and COCO's suite_bbob.

/** Park & Miller's generator behind a shuffle table of 32. Numbers in (0, 1). */
export function uniforms(count: number, seed: number): Float64Array {
  let state = Math.max(1, Math.abs(seed));
  const advance = (): number => {
    const quotient = Math.floor(state / 127_773);
    state = 16_807 * (state - quotient * 127_773) - 2_836 * quotient;
    if (state < 0) state += 2_147_483_647;
    return state;
  };
  const table = new Float64Array(32);
  for (let i = 39; i >= 0; i--) {
    advance();
    if (i < 32) table[i] = state;
  }
  let current = table[0];
  return Float64Array.from({ length: count }, () => {
    advance();
    const index = Math.floor(current / 67_108_865);
    current = table[index];
    table[index] = state;
    return current / 2.147483647e9 || 1e-99;
  });
}

export function gaussians(count: number, seed: number): Float64Array {
  const u = uniforms(2 * count, seed);
  return Float64Array.from(
    { length: count },
    (_, i) => Math.sqrt(-2 * Math.log(u[i])) * Math.cos(2 * Math.PI * u[count + i]) || 1e-99,
  );
}

/** An orthogonal matrix, [row][column]: Gaussians by columns, made orthonormal one after the other. */
export function rotation(dimensions: number, seed: number): Float64Array {
  const drawn = gaussians(dimensions * dimensions, seed);
  const matrix = new Float64Array(dimensions * dimensions);
  for (let row = 0; row < dimensions; row++)
    for (let column = 0; column < dimensions; column++)
      matrix[row * dimensions + column] = drawn[column * dimensions + row];
  const dot = (a: number, b: number): number => {
    let sum = 0;
    for (let row = 0; row < dimensions; row++) sum += matrix[row * dimensions + a] * matrix[row * dimensions + b];
    return sum;
  };
  for (let column = 0; column < dimensions; column++) {
    for (let before = 0; before < column; before++) {
      const along = dot(column, before);
      for (let row = 0; row < dimensions; row++)
        matrix[row * dimensions + column] -= along * matrix[row * dimensions + before];
    }
    const length = Math.sqrt(dot(column, column));
    for (let row = 0; row < dimensions; row++) matrix[row * dimensions + column] /= length;
  }
  return matrix;
}
