// BBOB f4, Bueche-Rastrigin: even dimensions are ten times as steep above the optimum.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  oscillate_all();
  for (var d = 0u; d < settings.dimensions; d++) {
    y[d] *= ten_to(0.5 * share(d)) * select(1.0, 10.0, y[d] > 0.0 && (d & 1u) == 0u);
  }
  return vec2f(rastrigin(), 0.0);
}
