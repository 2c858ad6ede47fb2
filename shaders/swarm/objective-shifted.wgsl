// A catalogue function of x - shift. problem: shift[D].

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {
  accumulate(a, x - problem[d], d);
}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
  return vec2f(finish(*a), 0.0);
}
