// sin(pi x) by range reduction and polynomial, since WGSL's own sin is only good to 2^-11 and only inside [-pi, pi].
// floor(x + 1/2) instead of round(x), whose ties to even a software adapter works out in some ten instructions.
// Polynomials: Chebyshev interpolation of sin(pi sqrt(t)) / sqrt(t) on t in [0, 1/4], degree 4, error 7e-9.

const PI: f32 = 3.14159265;

// sin(pi r) for r in [-1/2, 1/2]; relative error about 2e-7 near 0.
fn sin_pi_reduced(r: f32) -> f32 {
  let t = r * r;
  return r * (3.14159264 + t * (-5.16771008 + t * (2.55007739 + t * (-0.59829041 + t * 0.07765591))));
}

// sin(pi x)^2: period 1, even. |x| < 2^23; the phase is as good as x's own spacing.
fn sin_pi_squared(x: f32) -> f32 {
  let s = sin_pi_reduced(x - floor(x + 0.5));
  return s * s;
}

// sin(pi x) for |x| < 2^23.
fn sin_pi(x: f32) -> f32 {
  let whole = floor(x + 0.5);
  let s = sin_pi_reduced(x - whole);
  // An odd number of half turns flips the sign.
  return select(s, -s, (i32(whole) & 1) != 0);
}

// exp(x) - 1 without cancellation near 0: Taylor to x^7 for |x| < 1/2 (next term below 1e-7 of x).
fn exp_minus_one(x: f32) -> f32 {
  let series = x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666667 + x * (0.0083333333 + x * (0.0013888889 + x * 0.00019841270))))));
  return select(exp(x) - 1.0, series, abs(x) < 0.5);
}
