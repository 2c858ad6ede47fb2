// Places are drawn evenly in the box, each coordinate from a word of its own.

fn place_in(repeat: u32, member: u32, generation: u32, d: u32, word: u32, lower: f32, upper: f32) -> f32 {
  return keep_between(lower + to_uniform(word) * (upper - lower), lower, upper);
}
