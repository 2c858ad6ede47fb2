// Incomplete beta and gamma functions, and the tails of the distributions that follow from them: normal, chi-square, F.
// Student's t is in fit/student-t.numeric.ts.

/** ln Gamma, Lanczos' approximation (g = 7, 9 terms): about 15 digits for x > 0. */
function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = terms[0];
  for (let i = 1; i < terms.length; i++) sum += terms[i] / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz' method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return product;
}

/** Regularised incomplete beta function I_x(a, b); `y` is 1 - x, given so that it need not cancel. */
export function regularisedBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(y, b, a)) / b;
}

/**
 * Regularised upper incomplete gamma function Q(a, x): its series below a + 1 (DLMF 8.7.1), its continued fraction above
 * (DLMF 8.9.2), by Lentz' method.
 */
function regularisedGammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n <= 10_000 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n <= 10_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * product;
}

/** P(Z > z) of the standard normal distribution. */
export function normalUpperTail(z: number): number {
  const tail = 0.5 * regularisedGammaUpper(0.5, 0.5 * z * z);
  return z >= 0 ? tail : 1 - tail;
}

/** P(X > x) of the chi-square distribution. */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return regularisedGammaUpper(degrees / 2, x / 2);
}

/** P(X > x) of the F distribution. */
export function fUpperTail(x: number, above: number, below: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  const whole = below + above * x;
  return regularisedBeta(below / whole, (above * x) / whole, below / 2, above / 2);
}
