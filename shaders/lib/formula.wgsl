// What formulas typed by people call. Every helper takes and gives finite f32 words, as WGSL may assume that there is
// neither NaN nor infinity:
//   |v| >= 1e38 (AEON_HUGE) stands for an infinity, saturated at NOT_FINITE = 3e38;
//   what f64 would call NaN (log(-1), 0/0, huge - huge, ...) raises a flag that `aeon_close` turns into NOT_FINITE.
// A consumer tests `abs(v) < AEON_HUGE`. Formulas reach this file as `aeon_close(aeon_open(), expression)`: arguments are
// evaluated from left to right (WGSL 8.6), so the flag is lowered before the expression runs.
// Polynomials of sin, cos, atan, asin, sinh and tanh: Cephes single precision (Moshier 1995), about 2e-7 relative, where
// WGSL's own sin is good to 2^-11 inside [-pi, pi] only and its atan to 4096 ulp. No bindings; runs at default limits.

const NOT_FINITE: f32 = 3.0e38;
const AEON_HUGE: f32 = 1.0e38;
const AEON_TINY: f32 = 1.1754944e-38;

var<private> aeon_invalid: bool;

fn aeon_open() -> f32 {
  aeon_invalid = false;
  return 0.0;
}

fn aeon_close(opened: f32, value: f32) -> f32 {
  return select(value, NOT_FINITE, aeon_invalid || !(abs(value) < AEON_HUGE));
}

fn aeon_fail() -> f32 {
  aeon_invalid = true;
  return NOT_FINITE;
}

fn aeon_limit(v: f32) -> f32 {
  return clamp(v, -NOT_FINITE, NOT_FINITE);
}

fn aeon_is_huge(v: f32) -> bool {
  return abs(v) >= AEON_HUGE;
}

fn aeon_add(a: f32, b: f32) -> f32 {
  if (aeon_is_huge(a) && aeon_is_huge(b) && (a > 0.0) != (b > 0.0)) {
    return aeon_fail();
  }
  return aeon_limit(a + b);
}

fn aeon_subtract(a: f32, b: f32) -> f32 {
  return aeon_add(a, -b);
}

fn aeon_multiply(a: f32, b: f32) -> f32 {
  if (aeon_is_huge(a) || aeon_is_huge(b)) {
    if (a == 0.0 || b == 0.0) {
      return aeon_fail();
    }
    return select(-NOT_FINITE, NOT_FINITE, (a > 0.0) == (b > 0.0));
  }
  return aeon_limit(a * b);
}

fn aeon_divide(a: f32, b: f32) -> f32 {
  let signed_huge = select(-NOT_FINITE, NOT_FINITE, (a > 0.0) == (b >= 0.0));
  if (abs(b) < AEON_TINY) {
    if (a == 0.0) {
      return aeon_fail();
    }
    return signed_huge;
  }
  if (aeon_is_huge(b)) {
    if (aeon_is_huge(a)) {
      return aeon_fail();
    }
    return 0.0;
  }
  if (aeon_is_huge(a)) {
    return signed_huge;
  }
  return aeon_limit(a / b);
}

fn aeon_exp(x: f32) -> f32 {
  return select(exp(clamp(x, -100.0, 88.0)), NOT_FINITE, x > 88.0);
}

// log(x) for 0 < x < huge: x = m 2^e with m in [sqrt(1/2), sqrt(2)), log m = 2 artanh((m - 1)/(m + 1)).
fn aeon_log_positive(x: f32) -> f32 {
  let parts = frexp(x);
  let low = parts.fract < 0.70710678;
  let m = select(parts.fract, parts.fract * 2.0, low);
  let e = f32(select(parts.exp, parts.exp - 1, low));
  let s = (m - 1.0) / (m + 1.0);
  let z = s * s;
  let tail = z * (0.33333333 + z * (0.2 + z * (0.14285714 + z * 0.11111111)));
  // ln 2 in two parts, the first with few enough bits that e times it is exact.
  return e * 0.693359375 + (2.0 * (s + s * tail) - e * 2.12194440e-4);
}

fn aeon_log(x: f32) -> f32 {
  if (x < 0.0) {
    return aeon_fail();
  }
  if (x < AEON_TINY) {
    return -NOT_FINITE;
  }
  return select(aeon_log_positive(x), NOT_FINITE, aeon_is_huge(x));
}

fn aeon_log2(x: f32) -> f32 {
  return aeon_limit(aeon_log(x) * 1.44269504);
}

fn aeon_log10(x: f32) -> f32 {
  let natural = aeon_log(x);
  return select(natural * 0.43429448, natural, aeon_is_huge(natural));
}

// The logarithm with 0 in place of its pole, as derivatives of powers want it.
fn aeon_log_or_zero(x: f32) -> f32 {
  if (abs(x) < AEON_TINY) {
    return 0.0;
  }
  return aeon_log(x);
}

fn aeon_sqrt(x: f32) -> f32 {
  if (x < 0.0) {
    return aeon_fail();
  }
  return select(sqrt(x), x, aeon_is_huge(x));
}

fn aeon_power2(x: f32) -> f32 {
  return aeon_limit(x * x);
}

fn aeon_power3(x: f32) -> f32 {
  return aeon_limit(aeon_power2(x) * x);
}

fn aeon_power4(x: f32) -> f32 {
  return aeon_power2(aeon_power2(x));
}

fn aeon_power5(x: f32) -> f32 {
  return aeon_limit(aeon_power4(x) * x);
}

fn aeon_power6(x: f32) -> f32 {
  return aeon_power2(aeon_power3(x));
}

fn aeon_power7(x: f32) -> f32 {
  return aeon_limit(aeon_power6(x) * x);
}

fn aeon_power8(x: f32) -> f32 {
  return aeon_power2(aeon_power4(x));
}

// x^y: a negative base takes whole exponents only, 0^0 is 1, 0 to a negative exponent is huge.
fn aeon_pow(x: f32, y: f32) -> f32 {
  if (y == 0.0) {
    return 1.0;
  }
  let whole = round(y);
  if (x < 0.0 && y != whole) {
    return aeon_fail();
  }
  var sign = 1.0;
  // From 2^24 up every f32 is even.
  if (x < 0.0 && abs(whole) < 16777216.0 && (i32(whole) & 1) != 0) {
    sign = -1.0;
  }
  let base = abs(x);
  if (base < AEON_TINY || aeon_is_huge(base)) {
    return select(0.0, sign * NOT_FINITE, (base > 1.0) == (y > 0.0));
  }
  return sign * aeon_exp(aeon_limit(y * aeon_log_positive(base)));
}

// sin (quarter 0) or cos (quarter 1) by reduction to [-pi/4, pi/4]; past 1e5 the phase is as good as x's own spacing.
fn aeon_wave(x: f32, quarter: f32) -> f32 {
  if (aeon_is_huge(x)) {
    return aeon_fail();
  }
  let k = round(x * 0.63661977);
  // pi/2 in three parts of few bits each (Cody & Waite 1980).
  let r = clamp(((x - k * 1.5703125) - k * 4.837512969970703125e-4) - k * 7.549789954891882e-8, -0.7854, 0.7854);
  let z = r * r;
  let s = r + r * z * (-0.16666654611 + z * (8.3321608736e-3 - z * 1.9515295891e-4));
  let c = 1.0 - 0.5 * z + z * z * (4.166664568298827e-2 + z * (-1.388731625493765e-3 + z * 2.443315711809948e-5));
  let turned = k + quarter;
  let phase = i32(turned - 4.0 * floor(turned * 0.25));
  let value = select(s, c, (phase & 1) != 0);
  return select(value, -value, (phase & 2) != 0);
}

fn aeon_sin(x: f32) -> f32 {
  return aeon_wave(x, 0.0);
}

fn aeon_cos(x: f32) -> f32 {
  return aeon_wave(x, 1.0);
}

fn aeon_tan(x: f32) -> f32 {
  return aeon_divide(aeon_sin(x), aeon_cos(x));
}

fn aeon_atan(x: f32) -> f32 {
  let size = abs(x);
  var base = 0.0;
  var t = size;
  if (size > 2.4142136) {
    base = 1.5707963;
    t = -1.0 / size;
  } else if (size > 0.41421356) {
    base = 0.78539816;
    t = (size - 1.0) / (size + 1.0);
  }
  let z = t * t;
  let value = base + (t + t * z * (-0.333329491539 + z * (0.199777106478 + z * (-0.138776856032 + z * 0.0805374449538))));
  return select(value, -value, x < 0.0);
}

fn aeon_atan2(y: f32, x: f32) -> f32 {
  if (aeon_is_huge(y) && aeon_is_huge(x)) {
    return aeon_fail();
  }
  if (abs(y) < AEON_TINY && abs(x) < AEON_TINY) {
    return 0.0;
  }
  var angle = 0.0;
  if (abs(y) > abs(x)) {
    angle = 1.5707963 - aeon_atan(abs(x) / abs(y));
  } else {
    angle = aeon_atan(abs(y) / abs(x));
  }
  angle = select(angle, 3.14159265 - angle, x < 0.0);
  return select(angle, -angle, y < 0.0);
}

fn aeon_asin(x: f32) -> f32 {
  let size = abs(x);
  if (size > 1.0) {
    return aeon_fail();
  }
  let outer = size > 0.5;
  let z = select(size * size, 0.5 * (1.0 - size), outer);
  let t = select(size, sqrt(z), outer);
  let core = t + t * z * (0.16666752422 + z * (0.074953002686 + z * (0.045470025998 + z * (0.024181311049 + z * 0.042163199048))));
  let value = select(core, 1.5707963 - 2.0 * core, outer);
  return select(value, -value, x < 0.0);
}

fn aeon_acos(x: f32) -> f32 {
  if (x > 0.5) {
    // pi/2 - asin(x) would cancel near 1.
    if (x > 1.0) {
      return aeon_fail();
    }
    return 2.0 * aeon_asin(sqrt(0.5 * (1.0 - x)));
  }
  return 1.5707963 - aeon_asin(x);
}

fn aeon_sinh(x: f32) -> f32 {
  let size = abs(x);
  if (size < 1.0) {
    let z = x * x;
    return x + x * z * (0.166667160211 + z * (8.33028376239e-3 + z * 2.03721912945e-4));
  }
  // exp(size - log 2): half of e^size, without overflow before the halving.
  let half = aeon_exp(size - 0.69314718);
  let value = select(half - 0.25 / half, half, size > 20.0);
  return select(value, -value, x < 0.0);
}

fn aeon_cosh(x: f32) -> f32 {
  let half = aeon_exp(abs(x) - 0.69314718);
  return select(half + 0.25 / half, half, abs(x) > 20.0);
}

fn aeon_tanh(x: f32) -> f32 {
  if (abs(x) < 0.625) {
    let z = x * x;
    return x + x * z * (-0.333332819422 + z * (0.133314422036 + z * (-0.0537397155531 + z * (0.0206390887954 - z * 5.70498872745e-3))));
  }
  // tanh(10) is 1 in f32 already.
  let value = 1.0 - 2.0 / (exp(2.0 * min(abs(x), 10.0)) + 1.0);
  return select(value, -value, x < 0.0);
}

// Halves go up, as in f64 on the CPU; WGSL's own round sends them to even.
fn aeon_round(x: f32) -> f32 {
  return floor(x + 0.5);
}

fn aeon_not_above(a: f32, b: f32) -> f32 {
  return select(0.0, 1.0, a <= b);
}
