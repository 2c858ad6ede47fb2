// Where the order of the members stands among their words: who has a rank, and the rank of each, 0 for the best.

fn order_word(repeat: u32, rank: u32) -> u32 {
  return member_word(repeat, rank, 0u);
}

fn rank_word(repeat: u32, member: u32) -> u32 {
  return member_word(repeat, member, 1u);
}
