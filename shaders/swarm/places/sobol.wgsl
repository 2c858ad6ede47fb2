// Places are the points of one Sobol sequence, generation after generation: point generation * particles + member, modulo 2^32.
// The swarm's words: [dimension][33], 32 direction numbers and a shift; see sobol.numeric.ts, which makes them.

fn place_in(repeat: u32, member: u32, generation: u32, d: u32, drawn: u32, lower: f32, upper: f32) -> f32 {
  let point = generation * settings.particles + member;
  let at = memory_base(repeat) + 33u * d;
  var word = memory[at + 32u];
  var left = point ^ (point >> 1u);
  for (var bit = 0u; left != 0u; bit++) {
    if ((left & 1u) != 0u) {
      word ^= memory[at + bit];
    }
    left >>= 1u;
  }
  return keep_between(lower + f32(word) * 0x1p-32 * (upper - lower), lower, upper);
}
