// Everybody follows the swarm's best.

fn find_attractor(repeat: u32, member: u32) -> u32 {
  return repeat * 2u * settings.dimensions;
}

fn read_attractor(attractor: u32, d: u32) -> f32 {
  return bests[attractor + d];
}
