// Rosenbrock: sum of 100 (z_{d+1} - z_d^2)^2 + (1 - z_d)^2 (Rosenbrock 1960). In one dimension: (1 - z)^2.

struct Accumulator { sum: f32, previous: f32 }

fn accumulate(a: ptr<function, Accumulator>, z: f32, d: u32) {
  let previous = (*a).previous;
  if (d > 0u) {
    let valley = z - previous * previous;
    let rest = 1.0 - previous;
    (*a).sum += 100.0 * valley * valley + rest * rest;
  }
  (*a).previous = z;
}

fn finish(a: Accumulator) -> f32 {
  let rest = 1.0 - a.previous;
  return select(a.sum, rest * rest, settings.dimensions == 1u);
}
