// 418.98288727 - z sin sqrt|z|, whose minimiser is c = 420.9687464, without cancellation there. With a = sqrt(c),
// e = sqrt(z) - a, cos a = -2 sin a / a and sin a = 0.99528 it is
//   sin a (2 (a + e)^2 sin(e/2)^2 + e (4 sin e - e) + 2/a e^2 sin e - 2 a (e - sin e)),
// every part of which vanishes with e^2 or faster.

import lib::trigonometry;

// offset: z - c, given apart, since it may be known better than z.
fn schwefel_term(z: f32, offset: f32) -> f32 {
  let root = sqrt(abs(z));
  let e = offset / (root + 20.517522);
  let sine = sin_pi(e * 0.31830989);
  let half = sin_pi_squared(e * 0.15915494);
  let square = e * e;
  let lag = select(e - sine, e * square * (0.16666667 - square * (0.0083333333 - square * 0.00019841270)), abs(e) < 0.5);
  let near = 0.99528264 * (2.0 * abs(z) * half + e * (4.0 * sine - e) + 0.097477654 * square * sine - 41.035046 * lag);
  let far = 418.98289 - z * sin_pi(root * 0.31830989);
  return select(far, near, z > 0.0);
}
