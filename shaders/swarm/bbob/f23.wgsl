// BBOB f23, Katsuura: the product of powers as a sum of logarithms.

import swarm::bbob;

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  read_offset(base);
  turn(0u);
  let dimensions = f32(settings.dimensions);
  var logarithms = 0.0;
  for (var d = 0u; d < settings.dimensions; d++) {
    var grown = 2.0 * y[d];
    var weight = 0.5;
    var sum = 0.0;
    for (var j = 0u; j < 32u; j++) {
      sum += weight * abs(grown - floor(grown + 0.5));
      grown *= 2.0;
      weight *= 0.5;
    }
    logarithms += log_one_plus(f32(d + 1u) * sum);
  }
  let power = 10.0 * exp2(-1.2 * log2(dimensions));
  return vec2f(10.0 / (dimensions * dimensions) * exp_minus_one(power * logarithms), 0.0);
}
