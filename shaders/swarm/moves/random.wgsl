// Random search: every member draws a new place in every generation, as at the start.

fn move_member(repeat: u32, member: u32, generation: u32) -> Accumulator {
  return draw_place(repeat, member, generation, false);
}
