import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula, compileWithDerivatives } from './compile.ts';
import { evaluateTree, formulaTrees, hangsOnRewriting } from './formula.contract.ts';
import { parseFormula } from './parse.ts';
import { applyOperation, operations } from './scalar-machine.numeric.ts';
import { functionNames, type FormulaNode } from './tree.ts';

const smooth = functionNames.filter((name) => !['sign', 'floor', 'ceil', 'round'].includes(name));
const plainNumbers = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0.5, 1.5, 0.1));

/** Whether the value there is one that neither rounding nor rewriting dominates. */
function isStable(tree: FormulaNode, values: Record<string, number>): boolean {
  if (hangsOnRewriting(tree, values)) return false;
  const value = evaluateTree(tree, values);
  if (Number.isNaN(value)) return true;
  // Apart from each other: one could undo the other.
  return [1e-13, -1e-13].every((share) => {
    const moved = Object.fromEntries(Object.entries(values).map(([name, x]) => [name, x * (1 + share)]));
    return [evaluateTree(tree, moved), evaluateTree(tree, values, share)].every(
      (other) => Math.abs(other - value) <= 1e-8 * Math.abs(value),
    );
  });
}

function expectClose(actual: number | undefined, expected: number, tolerance = 1e-9): void {
  if (!Number.isFinite(expected)) expect(actual).toBe(expected);
  else
    expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
      tolerance * Math.max(1e-300, Math.abs(expected)),
    );
}

describe('where rewriting decides', () => {
  it.each([
    ['atan2(-(0*p) + 0, -q)', true],
    ['1/(0 - 0*p)', true],
    ['(p - p)^-3', true],
    ['(-p/0)^0.5', true],
    ['(p - p)^-0.5', true],
    ['atan2(p - p, q)', false],
    ['atan2(0, -q)', false],
    ['1/0 + (p - p)^2', false],
    ['atan2(p, -q)', false],
    ['(p - p)^0.5 + p^-0.5', false],
  ])('%s: %s', (text, expected) => {
    expect(hangsOnRewriting(parseFormula(text), { p: 1, q: 2 })).toBe(expected);
  });

  it.each([
    ['atan2(-(0*p) + 0, -q)', Math.PI, -Math.PI],
    ['1/(-(0*p) + 0)', Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ['(-p/0)^0.5', Number.POSITIVE_INFINITY, Number.NaN],
    ['(-(0*p))^-0.5', Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ])('%s is %d as it stands, and %d compiled', (text, plain, compiled) => {
    const tree = parseFormula(text);
    expect(evaluateTree(tree, { p: 1, q: 2 })).toBe(plain);
    const formula = compileFormula(tree, { scalars: ['p', 'q'], columns: [] });
    expect(formula.evaluateScalar(Float64Array.of(1, 2))).toBe(compiled);
  });
});

describe('evaluation', () => {
  it('agrees with plain recursion on every function, by number and by rows', () => {
    const value = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        formulaTrees(['p', 'q', 'x', 'y'], 4, { numbers: plainNumbers }),
        value,
        value,
        value,
        value,
        (tree, p, q, x, y) => {
          const values = { p, q, x, y };
          fc.pre(isStable(tree, values));
          const expected = evaluateTree(tree, values);
          expectClose(
            compileFormula(tree, { scalars: ['p', 'q', 'x', 'y'], columns: [] }).evaluateScalar(
              Float64Array.of(p, q, x, y),
            ),
            expected,
          );
          const out = new Float64Array(3);
          const rows = compileFormula(tree, { scalars: ['p', 'q'], columns: ['x', 'y'] });
          rows.evaluate(Float64Array.of(p, q), [Float64Array.of(1, x, 2), Float64Array.of(1, y, 2)], 3, out);
          expectClose(out[1], expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(operations)('has one meaning for %s: numbers, rows and rows with a number on either side', (operation) => {
    // Each operation spelled as a formula where it has a spelling.
    const spelled: Record<string, string> = {
      add: 'a + b',
      subtract: 'a - b',
      multiply: 'a*b',
      divide: 'a/b',
      negate: '-a',
      'integer-power': 'a^-5',
      power: 'a^b',
      atan2: 'atan2(a, b)',
      minimum: 'min(a, b)',
      maximum: 'max(a, b)',
    };
    if (operation === 'log-or-zero' || operation === 'not-above') {
      expect(applyOperation('log-or-zero', 0, 0)).toBe(0);
      expect([applyOperation('not-above', 1, 2), applyOperation('not-above', 2, 1)]).toEqual([1, 0]);
      return;
    }
    const tree = parseFormula(spelled[operation] ?? `${operation}(a)`);
    for (const [a, b] of [
      [0.5, 0.25],
      [2, 3],
      [-2, 3],
      [-1.5, -2],
      [0, 2],
      [3, 0],
      [0.3, 1.7],
      [2.5, 0.5],
    ] as const) {
      const expected = evaluateTree(tree, { a, b });
      for (const columns of [[], ['a'], ['b'], ['a', 'b']]) {
        const scalars = ['a', 'b'].filter((name) => !columns.includes(name));
        const valueOf = (name: string): number => (name === 'a' ? a : b);
        const out = new Float64Array(2);
        const compiled = compileFormula(tree, { scalars, columns });
        compiled.evaluate(
          Float64Array.from(scalars, valueOf),
          columns.map((name) => Float64Array.of(valueOf(name), valueOf(name))),
          2,
          out,
        );
        expectClose(out[0], expected, 4e-16);
        expectClose(out[1], expected, 4e-16);
      }
    }
  });

  it.each([0, 1, 2047, 2048, 2049, 5000])('evaluates %i rows, whole and in blocks', (rows) => {
    const x = Float64Array.from({ length: rows + 3 }, (_, i) => i / 10);
    const out = new Float64Array(rows + 1).fill(-7);
    compileFormula(parseFormula('a*sqrt(x + 1) + 2*x + log(x + 1)^2'), { scalars: ['a'], columns: ['x'] }).evaluate(
      Float64Array.of(3),
      [x],
      rows,
      out,
    );
    for (let i = 0; i < rows; i++)
      expectClose(out[i], 3 * Math.sqrt(i / 10 + 1) + i / 5 + Math.log(i / 10 + 1) ** 2, 1e-14);
    expect(out[rows]).toBe(-7);
  });

  it('computes columns anew when other columns come, and not when only parameters change', () => {
    const formula = compileFormula(parseFormula('a*exp(x)'), { scalars: ['a'], columns: ['x'] });
    const out = new Float64Array(1);
    const results = [
      [1, 0],
      [2, 0],
      [2, 1],
      [2, 0],
    ].map(([a = 0, x = 0]) => {
      formula.evaluate(Float64Array.of(a), [Float64Array.of(x)], 1, out);
      return out[0];
    });
    expect(results).toEqual([1, 2, 2 * Math.E, 2]);
  });

  it('gives NaN and infinities as f64 has them, not errors', () => {
    const at = (text: string): number =>
      compileFormula(parseFormula(text), { scalars: [], columns: [] }).evaluateScalar(new Float64Array(0));
    expect([at('1/0'), at('-1/0'), at('log(0)')]).toEqual([Infinity, -Infinity, -Infinity]);
    expect([at('log(-1)'), at('sqrt(-1)'), at('0/0'), at('0*log(-1)'), at('(-2)^0.5')].every(Number.isNaN)).toBe(true);
    expect([at('(-2)^3'), at('(-2)^-2'), at('0^0'), at('2^1000')]).toEqual([-8, 0.25, 1, 2 ** 1000]);
  });

  it('refuses unknown names and names with two meanings', () => {
    expect(() => compileFormula(parseFormula('x + z'), { scalars: ['x'], columns: [] })).toThrow(/"z"/);
    expect(() => compileFormula(parseFormula('x'), { scalars: ['x'], columns: ['x'] })).toThrow(
      /parameter and of a column/,
    );
    const rows = compileFormula(parseFormula('x'), { scalars: [], columns: ['x'] });
    expect(() => rows.evaluateScalar(new Float64Array(0))).toThrow(/without rows/);
    expect(() => rows.evaluate(new Float64Array(0), [new Float64Array(1)], 2, new Float64Array(2))).toThrow(
      /read for 2 rows/,
    );
  });
});

describe('derivatives', () => {
  it('agree with central differences', () => {
    // Off the grid of the formulas' own numbers, and off one another's: no kinks and poles by chance.
    const value = (offset: number): fc.Arbitrary<number> =>
      fc.integer({ min: -2000, max: 2000 }).map((k) => (k + offset) / 1000);
    let compared = 0;
    let undecided = 0;
    fc.assert(
      fc.property(
        formulaTrees(['p', 'q', 'x'], 3, { functions: smooth, numbers: plainNumbers }),
        value(0.371),
        value(0.113),
        value(0.739),
        (tree, p, q, x) => {
          const compiled = compileWithDerivatives(tree, { scalars: ['p', 'q'], columns: ['x'] }, ['p', 'q']);
          const slopes = [new Float64Array(1), new Float64Array(1)];
          const out = new Float64Array(1);
          compiled.evaluate(Float64Array.of(p, q), [Float64Array.of(x)], 1, out, slopes);
          const gradient = new Float64Array(2);
          const byNumber = compileWithDerivatives(tree, { scalars: ['p', 'q', 'x'], columns: [] }, ['p', 'q']);
          const single = byNumber.evaluateScalar(Float64Array.of(p, q, x), gradient);
          if (isStable(tree, { p, q, x })) expectClose(single, out[0] ?? Number.NaN);
          for (const [index, name] of (['p', 'q'] as const).entries()) {
            const slope = slopes[index]?.[0] ?? Number.NaN;
            const at = (h: number): number => evaluateTree(tree, { p, q, x, [name]: { p, q }[name] + h });
            const differences = [1e-5, 1e-4].map((h) => (at(h) - at(-h)) / (2 * h));
            const [fine = 0, coarse = 0] = differences;
            const scale = Math.max(1e-3, Math.abs(fine), Math.abs(at(0)));
            // Where the two steps disagree there is a kink, a pole or a difference of large numbers.
            if (!(Math.abs(fine - coarse) <= 1e-6 * scale) || !(Math.abs(at(0)) < 1e6)) continue;
            compared++;
            // asin(min(1, p + 5)) and its like: infinite slope times one that happens to be 0.
            if (Number.isNaN(slope)) {
              undecided++;
              continue;
            }
            expect(Math.abs(slope - fine)).toBeLessThanOrEqual(1e-5 * scale);
            expect(Math.abs((gradient[index] ?? Number.NaN) - fine)).toBeLessThanOrEqual(1e-5 * scale);
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(2000);
    expect(undecided).toBeLessThan(compared / 100);
  });

  it.each([
    ['p^q', { p: 0, q: 2 }, [0, 0]],
    ['(p*q)^3', { p: 0, q: 2 }, [0, 0]],
    ['p^2.5 + q', { p: 0, q: 1 }, [0, 1]],
    ['abs(p) + max(p, q)', { p: -2, q: 1 }, [-1, 1]],
    ['min(p, q, 7)', { p: -2, q: 1 }, [1, 0]],
    ['floor(p) + sign(q)', { p: 0.5, q: 1 }, [0, 0]],
    ['tanh(p) + q', { p: 400, q: 1 }, [0, 1]],
  ])('%s at its corners', (text, { p, q }, expected) => {
    const gradient = new Float64Array(2);
    compileWithDerivatives(parseFormula(text), { scalars: ['p', 'q'], columns: [] }, ['p', 'q']).evaluateScalar(
      Float64Array.of(p, q),
      gradient,
    );
    expect([...gradient].map((slope) => slope + 0)).toEqual(expected);
  });

  it('gives twin derivatives, constant ones and the value in blocks', () => {
    const rows = 3000;
    const x = Float64Array.from({ length: rows }, (_, i) => i);
    const value = new Float64Array(rows);
    const slopes = [0, 1, 2, 3].map(() => new Float64Array(rows));
    compileWithDerivatives(parseFormula('(a + b)*x + c'), { scalars: ['a', 'b', 'c', 'd'], columns: ['x'] }, [
      'a',
      'b',
      'c',
      'd',
    ]).evaluate(Float64Array.of(1, 2, 3, 4), [x], rows, value, slopes);
    expect(value[2999]).toBe(9000);
    expect(slopes.map((slope) => [slope[0], slope[2999]])).toEqual([
      [0, 2999],
      [0, 2999],
      [1, 1],
      [0, 0],
    ]);
  });
});
