// BBOB f20, Schwefel x sin x: of z = 100 (Lambda u + m), m = 4.2096874637, where u = 0 at the optimum. 100 m is the
// minimiser of a term.

import lib::schwefel;
import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  var sum = 0.0;
  var outside = 0.0;
  var before = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    let own = 2.0 * sign(problem[d]) * y[d];
    let offset = 100.0 * ten_to(0.5 * share(d)) * (own + 0.25 * before);
    before = own;
    let z = 420.96875 + offset;
    sum += schwefel_term(z, offset);
    let excess = max(0.0, abs(z) - 500.0);
    outside += excess * excess;
  }
  return vec2f(0.01 * (outside + sum / f32(settings.dimensions)), 0.0);
}
