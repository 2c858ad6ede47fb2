// The operations of formulas as loops over rows, d = a op b, for the rows [0, n). One function each, so that each stays
// monomorphic and is compiled to a tight loop. `s` is a number that is the same in every row.
import { integerPower, logOrZero, type Operation } from './scalar-machine.numeric.ts';

export type UnaryKernel = (d: Float64Array, a: Float64Array, n: number) => void;
export type BinaryKernel = (d: Float64Array, a: Float64Array, b: Float64Array, n: number) => void;
export type ScalarKernel = (d: Float64Array, a: Float64Array, s: number, n: number) => void;

export const unaryKernels: Readonly<Partial<Record<Operation, UnaryKernel>>> = {
  negate(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = -a[i];
  },
  exp(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.exp(a[i]);
  },
  log(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.log(a[i]);
  },
  sqrt(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.sqrt(a[i]);
  },
  sin(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.sin(a[i]);
  },
  cos(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.cos(a[i]);
  },
  abs(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.abs(a[i]);
  },
  tan(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.tan(a[i]);
  },
  asin(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.asin(a[i]);
  },
  acos(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.acos(a[i]);
  },
  atan(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.atan(a[i]);
  },
  sinh(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.sinh(a[i]);
  },
  cosh(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.cosh(a[i]);
  },
  tanh(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.tanh(a[i]);
  },
  log10(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.log10(a[i]);
  },
  log2(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.log2(a[i]);
  },
  sign(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.sign(a[i]);
  },
  floor(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.floor(a[i]);
  },
  ceil(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.ceil(a[i]);
  },
  round(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = Math.round(a[i]);
  },
  'log-or-zero'(d, a, n) {
    for (let i = 0; i < n; i++) d[i] = logOrZero(a[i]);
  },
};

export const binaryKernels: Readonly<Partial<Record<Operation, BinaryKernel>>> = {
  add(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] + b[i];
  },
  subtract(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] - b[i];
  },
  multiply(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] * b[i];
  },
  divide(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] / b[i];
  },
  atan2(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = Math.atan2(a[i], b[i]);
  },
  minimum(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = Math.min(a[i], b[i]);
  },
  maximum(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = Math.max(a[i], b[i]);
  },
  'not-above'(d, a, b, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] <= b[i] ? 1 : 0;
  },
};

/** a op s. */
export const scalarRightKernels: Readonly<Partial<Record<Operation, ScalarKernel>>> = {
  add(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] + s;
  },
  subtract(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] - s;
  },
  multiply(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] * s;
  },
  divide(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = a[i] / s;
  },
  'integer-power'(d, a, s, n) {
    if (s === 2) {
      for (let i = 0; i < n; i++) d[i] = a[i] * a[i];
    } else if (s === 3) {
      for (let i = 0; i < n; i++) d[i] = a[i] * a[i] * a[i];
    } else {
      for (let i = 0; i < n; i++) d[i] = integerPower(a[i], s);
    }
  },
};

/** s op a. */
export const scalarLeftKernels: Readonly<Partial<Record<Operation, ScalarKernel>>> = {
  add(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = s + a[i];
  },
  subtract(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = s - a[i];
  },
  multiply(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = s * a[i];
  },
  divide(d, a, s, n) {
    for (let i = 0; i < n; i++) d[i] = s / a[i];
  },
};

/**
 * a^b from log |a|: exp(b log a) is within |b log a| ulp and three times as fast as Math.pow, which keeps whole exponents
 * (exact results) and bases that are not above 0.
 */
export function powerOfRows(d: Float64Array, a: Float64Array, b: Float64Array, logA: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const exponent = b[i];
    d[i] = a[i] > 0 && exponent !== Math.floor(exponent) ? Math.exp(exponent * logA[i]) : a[i] ** exponent;
  }
}

/** As `powerOfRows`, with one exponent for all rows. */
export function powerOfRowsByScalar(d: Float64Array, a: Float64Array, s: number, logA: Float64Array, n: number): void {
  if (s === Math.floor(s)) {
    for (let i = 0; i < n; i++) d[i] = a[i] ** s;
  } else {
    for (let i = 0; i < n; i++) d[i] = a[i] > 0 ? Math.exp(s * logA[i]) : a[i] ** s;
  }
}
