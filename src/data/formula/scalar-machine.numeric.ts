// Operations of formulas on single numbers, and the flat program that runs them: three words per step over registers.
// Not for columns: `row-kernels.numeric.ts` holds their loops.

/** The place in this list is the operation's code. */
export const operations = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'negate',
  'integer-power',
  'power',
  'exp',
  'log',
  'sqrt',
  'sin',
  'cos',
  'abs',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'log10',
  'log2',
  'sign',
  'floor',
  'ceil',
  'round',
  'atan2',
  'minimum',
  'maximum',
  'log-or-zero',
  'not-above',
] as const;
export type Operation = (typeof operations)[number];

export function operationCode(operation: Operation): number {
  return operations.indexOf(operation);
}

/** x^n by squaring, n an integer. */
export function integerPower(x: number, n: number): number {
  if (n === 2) return x * x;
  if (n === 3) return x * x * x;
  let result = 1;
  let factor = x;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) result *= factor;
    factor *= factor;
  }
  return n < 0 ? 1 / result : result;
}

/** log(x), with 0 in place of its pole: d(x^v)/dv = x^v log x goes to 0 there, and 0 * -Infinity would be NaN. */
export function logOrZero(x: number): number {
  return x === 0 ? 0 : Math.log(x);
}

/** Words of a step: code, target, first operand, second operand. */
export const wordsPerStep = 4;

/** Runs the steps in order. The literals are the places in `operations`: only literal cases make a jump table. */
export function runScalars(code: Int32Array, steps: number, r: Float64Array): void {
  const end = steps * wordsPerStep;
  for (let i = 0; i < end; i += wordsPerStep) {
    const target = code[i + 1];
    const a = r[code[i + 2]];
    const b = r[code[i + 3]];
    switch (code[i]) {
      case 0:
        r[target] = a + b;
        break;
      case 1:
        r[target] = a - b;
        break;
      case 2:
        r[target] = a * b;
        break;
      case 3:
        r[target] = a / b;
        break;
      case 4:
        r[target] = -a;
        break;
      case 5:
        r[target] = integerPower(a, b);
        break;
      case 6:
        r[target] = a ** b;
        break;
      case 7:
        r[target] = Math.exp(a);
        break;
      case 8:
        r[target] = Math.log(a);
        break;
      case 9:
        r[target] = Math.sqrt(a);
        break;
      case 10:
        r[target] = Math.sin(a);
        break;
      case 11:
        r[target] = Math.cos(a);
        break;
      case 12:
        r[target] = Math.abs(a);
        break;
      case 13:
        r[target] = Math.tan(a);
        break;
      case 14:
        r[target] = Math.asin(a);
        break;
      case 15:
        r[target] = Math.acos(a);
        break;
      case 16:
        r[target] = Math.atan(a);
        break;
      case 17:
        r[target] = Math.sinh(a);
        break;
      case 18:
        r[target] = Math.cosh(a);
        break;
      case 19:
        r[target] = Math.tanh(a);
        break;
      case 20:
        r[target] = Math.log10(a);
        break;
      case 21:
        r[target] = Math.log2(a);
        break;
      case 22:
        r[target] = Math.sign(a);
        break;
      case 23:
        r[target] = Math.floor(a);
        break;
      case 24:
        r[target] = Math.ceil(a);
        break;
      case 25:
        r[target] = Math.round(a);
        break;
      case 26:
        r[target] = Math.atan2(a, b);
        break;
      case 27:
        r[target] = Math.min(a, b);
        break;
      case 28:
        r[target] = Math.max(a, b);
        break;
      case 29:
        r[target] = logOrZero(a);
        break;
      case 30:
        r[target] = a <= b ? 1 : 0;
        break;
      default:
        throw new RangeError(`There is no operation ${code[i]}.`);
    }
  }
}

const oneStep = new Int32Array(wordsPerStep);
const oneStepRegisters = new Float64Array(3);

/** One operation on one pair of numbers; those of one argument ignore `b`. */
export function applyOperation(operation: Operation, a: number, b: number): number {
  oneStep.set([operationCode(operation), 2, 0, 1]);
  oneStepRegisters.set([a, b, 0]);
  runScalars(oneStep, 1, oneStepRegisters);
  return oneStepRegisters[2];
}
