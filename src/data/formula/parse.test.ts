import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AeonError } from '../../core/errors.ts';
import { evaluateTree, formulaTrees, withoutPlaces } from './formula.contract.ts';
import { formatFormula } from './format.ts';
import { linearParameters } from './linear.ts';
import { checkNames, collectNames, isFormulaWord } from './names.ts';
import { formulaDepthLimit, formulaLengthLimit, parseConstraint, parseFormula } from './parse.ts';
import { childrenOf, type FormulaNode } from './tree.ts';

function errorOf(action: () => unknown): AeonError {
  try {
    action();
  } catch (error) {
    if (error instanceof AeonError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function valueOf(text: string, values: Record<string, number> = {}): number {
  return evaluateTree(parseFormula(text), values);
}

describe('grammar', () => {
  it.each([
    ['-x^2', { x: 3 }, -9],
    ['2^-3', {}, 0.125],
    ['2^-x^2', { x: 2 }, 0.0625],
    ['2^3^2', {}, 512],
    ['2**3', {}, 8],
    ['16/4/2', {}, 2],
    ['7 - 3 - 2', {}, 2],
    ['1 + 2*3', {}, 7],
    ['-2*3', {}, -6],
    ['2*-3', {}, -6],
    ['+4', {}, 4],
    ['--4', {}, 4],
    ['exp[0] + [2]*(3)', {}, 7],
    ['1e-5', {}, 1e-5],
    ['.5 + 1.', {}, 1.5],
    ['1.5E+2', {}, 150],
    ['ln(1) + arctan(0) + arcsin[0]', {}, 0],
    ['pi', {}, Math.PI],
    ['e', { e: 4 }, 4],
    ['min(3, 1, 2) + max(1, 5)', {}, 6],
    ['`mean radius` * 2', { 'mean radius': 4 }, 8],
    ['größe − 1', { größe: 3 }, 2],
    [' \t x \n', { x: 1 }, 1],
  ])('%s', (text, values, expected) => {
    expect(valueOf(text, values)).toBe(expected);
  });

  it('gives every node its place in the text', () => {
    const text = 'b1 * (1 - exp[-b2*x])';
    const seen: string[] = [];
    const visit = (node: FormulaNode): void => {
      seen.push(text.slice(node.offset, node.offset + node.length));
      childrenOf(node).forEach(visit);
    };
    visit(parseFormula(text));
    expect(seen).toEqual([text, 'b1', '(1 - exp[-b2*x])', '1', 'exp[-b2*x]', '-b2*x', '-b2', 'b2', 'x']);
  });

  it('parses what it formats to the same tree', () => {
    fc.assert(
      fc.property(formulaTrees(['x', 'b1', 'größe', 'mean radius', 'exp', 'pi'], 4), (tree) => {
        expect(withoutPlaces(parseFormula(formatFormula(tree)))).toEqual(withoutPlaces(tree));
      }),
      { numRuns: 500 },
    );
  });

  it('throws nothing but a placed bad-formula, whatever the text', () => {
    const words = fc.constantFrom(
      'x',
      '2',
      '.',
      'e',
      '(',
      ')',
      '[',
      ']',
      '+',
      '-',
      '*',
      '/',
      '^',
      ',',
      ' ',
      'exp',
      'min',
      '`',
      '=',
      '<',
      'pi',
      '\u{1F600}',
      '\0',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words, { maxLength: 40 }).map((list) => list.join('')),
        ),
        (text) => {
          try {
            parseFormula(text);
          } catch (error) {
            expect(error).toBeInstanceOf(AeonError);
            const { code, hint, place } = error as AeonError;
            expect(code).toBe('bad-formula');
            expect(hint).not.toBe('');
            const { offset = -1, length = -1 } = place ?? {};
            expect(offset).toBeGreaterThanOrEqual(0);
            expect(offset + length).toBeLessThanOrEqual(Math.max(1, text.length));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('shows formulas with as few brackets as reading needs', () => {
    expect(formatFormula(parseFormula('(b1)*((1-(exp[-(b2*x)])))'))).toBe('b1*(1 - exp(-(b2*x)))');
    expect(formatFormula(parseFormula('-(x**2)+((a-b)-(c-d))/2^-3'))).toBe('-x^2 + (a - b - (c - d))/2^-3');
  });
});

describe('refusals', () => {
  it.each([
    ['2pi', 0, 3, 'Write 2*pi'],
    ['2x', 0, 2, 'Write 2*x'],
    ['1 + (a)(b)', 4, 4, 'Write (a)*(…)'],
    ['x y', 0, 3, 'Write x*y'],
    ['pi(2)', 0, 3, 'Write pi*(…)'],
    ['2 3', 0, 3, 'operator between'],
    ['foo(x)', 0, 3, 'For a product write foo*(…)'],
    ['1 + sqr(x)', 4, 3, 'Did you mean "sqrt"?'],
    ['exp', 0, 3, 'exp(…)'],
    ['(x', 0, 1, 'Add ")"'],
    ['exp[x', 3, 1, 'Add "]"'],
    ['(x]', 2, 1, 'Close it by ")"'],
    ['x)', 1, 1, 'open it'],
    ['x +', 2, 1, 'Add a number'],
    ['x + * y', 4, 1, 'Put a number'],
    ['()', 0, 2, 'Put a value'],
    ['sin()', 0, 5, 'commas'],
    ['sin(1, 2)', 0, 9, 'point'],
    ['pow(2)', 0, 6, 'commas'],
    ['max(2)', 0, 6, 'commas'],
    ['1,5', 1, 1, 'point'],
    ['x # y', 2, 1, 'backquotes'],
    ['`x', 0, 1, 'Close it'],
    ['1e999', 0, 5, '1.8e308'],
    ['x <= 2', 2, 2, 'Keep only'],
    ['', 0, 0, 'Type one'],
    ['   ', 0, 3, 'Type one'],
  ])('%j', (text, offset, length, hint) => {
    const error = errorOf(() => parseFormula(text));
    expect(error.code).toBe('bad-formula');
    expect(error.place).toEqual({ offset, length });
    expect(error.hint).toContain(hint);
  });

  it('holds its limits of length, nesting and depth without exhausting the stack', () => {
    expect(errorOf(() => parseFormula('x'.repeat(formulaLengthLimit + 1))).message).toContain('10001');
    expect(errorOf(() => parseFormula('('.repeat(formulaLengthLimit))).message).toContain('nested');
    expect(errorOf(() => parseFormula('-'.repeat(formulaLengthLimit))).message).toContain('nested');
    expect(errorOf(() => parseFormula(`2${'^2'.repeat(4000)}`)).message).toContain('nested');
    expect(errorOf(() => parseFormula(`x${'+x'.repeat(4999)}`)).message).toContain(String(formulaDepthLimit));
    expect(valueOf(`1${'+1'.repeat(formulaDepthLimit - 1)}`)).toBe(formulaDepthLimit);
  });
});

describe('constraints', () => {
  it.each([
    ['x^2 + n <= 4', '<='],
    ['x < 4', '<='],
    ['x ≥ y', '>='],
    ['x > y', '>='],
    ['x = y', '='],
    ['x == y', '='],
  ])('%s', (text, relation) => {
    expect(parseConstraint(text).relation).toBe(relation);
  });

  it('places both sides in the whole text', () => {
    const { left, right } = parseConstraint('x^2 + n <= 4*y');
    expect([left.offset, left.length, right.offset, right.length]).toEqual([0, 7, 11, 3]);
  });

  it.each([
    ['x + 1', 'no relation', 0, 5],
    ['0 <= x <= 1', 'second relation', 7, 2],
    ['<= 1', 'missing before "<="', 0, 2],
    ['x <=', 'ends where', 3, 1],
    ['x) <= 1', 'never opened', 1, 1],
  ])('refuses %s', (text, message, offset, length) => {
    const error = errorOf(() => parseConstraint(text));
    expect(error.message).toContain(message);
    expect(error.place).toEqual({ offset, length });
  });
});

describe('names', () => {
  it('collects variables, parameters and columns, but not pi or functions', () => {
    expect([...collectNames(parseFormula('b1*exp(-b2*x) + pi*b1'))]).toEqual(['b1', 'b2', 'x']);
  });

  it('places the first unknown name and offers the nearest', () => {
    const error = errorOf(() => checkNames(parseFormula('b1*pressuer'), ['b1', 'pressure']));
    expect(error.code).toBe('bad-formula');
    expect(error.place).toEqual({ offset: 3, length: 8 });
    expect(error.hint).toBe('Did you mean "pressure"?');
    expect(errorOf(() => checkNames(parseFormula('q'), ['alpha', 'beta'])).hint).toContain('"alpha", "beta"');
  });

  it('does not guess which pi is meant where something goes by that name', () => {
    const error = errorOf(() => checkNames(parseFormula('x + 2*pi'), ['x', 'pi']));
    expect(error.code).toBe('bad-formula');
    expect(error.place).toEqual({ offset: 6, length: 2 });
    expect(error.hint).toContain('`pi`');
    expect(() => checkNames(parseFormula('x + 2*`pi`'), ['x', 'pi'])).not.toThrow();
    expect(() => checkNames(parseFormula('x + 2*pi'), ['x'])).not.toThrow();
    expect([...collectNames(parseFormula('pi + `pi` + x'))]).toEqual(['pi', 'x']);
    expect([...collectNames(parseFormula('pi + x'))]).toEqual(['x']);
  });

  it('has words of its own, aliases included', () => {
    expect(['pi', 'sin', 'ln', 'arctan', 'max'].filter(isFormulaWord)).toHaveLength(5);
    expect(['x', 'Pi', 'sine', 'e', 'toString'].filter(isFormulaWord)).toEqual([]);
  });
});

// Expected sets: worked out by hand from the published models of NIST StRD.
describe('linear parameters of the NIST models', () => {
  const gauss = 'b1*exp( -b2*x ) + b3*exp( -(x-b4)**2 / b5**2 ) + b6*exp( -(x-b7)**2 / b8**2 )';
  const enso =
    'b1 + b2*cos( 2*pi*x/12 ) + b3*sin( 2*pi*x/12 ) + b5*cos( 2*pi*x/b4 ) + b6*sin( 2*pi*x/b4 ) + b8*cos( 2*pi*x/b7 ) + b9*sin( 2*pi*x/b7 )';
  it.each([
    ['Bennett5', 'b1 * (b2+x)**(-1/b3)', 3, 'b1'],
    ['BoxBOD', 'b1*(1-exp[-b2*x])', 2, 'b1'],
    ['Chwirut', 'exp(-b1*x)/(b2+b3*x)', 3, ''],
    ['DanWood', 'b1*x**b2', 2, 'b1'],
    ['ENSO', enso, 9, 'b1 b2 b3 b5 b6 b8 b9'],
    ['Eckerle4', '(b1/b2) * exp[-0.5*((x-b3)/b2)**2]', 3, 'b1'],
    ['Gauss', gauss, 8, 'b1 b3 b6'],
    ['Hahn1', '(b1+b2*x+b3*x**2+b4*x**3) / (1+b5*x+b6*x**2+b7*x**3)', 7, 'b1 b2 b3 b4'],
    ['Kirby2', '(b1 + b2*x + b3*x**2) / (1 + b4*x + b5*x**2)', 5, 'b1 b2 b3'],
    ['Lanczos', 'b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)', 6, 'b1 b3 b5'],
    ['MGH09', 'b1*(x**2+x*b2) / (x**2+x*b3+b4)', 4, 'b1'],
    ['MGH10', 'b1 * exp[b2/(x+b3)]', 3, 'b1'],
    ['MGH17', 'b1 + b2*exp[-x*b4] + b3*exp[-x*b5]', 5, 'b1 b2 b3'],
    ['Misra1b', 'b1 * (1-(1+b2*x/2)**(-2))', 2, 'b1'],
    ['Misra1d', 'b1*b2*x*((1+b2*x)**(-1))', 2, 'b1'],
    ['Nelson', 'b1 - b2*x1 * exp[-b3*x2]', 3, 'b1 b2'],
    ['Rat43', 'b1 / ((1+exp[b2-b3*x])**(1/b4))', 4, 'b1'],
    ['Roszman1', 'b1 - b2*x - arctan[b3/(x-b4)]/pi', 4, 'b1 b2'],
  ])('%s', (_, text, count, expected) => {
    const parameters = Array.from({ length: count }, (_unused, index) => `b${index + 1}`);
    expect(linearParameters(parseFormula(text), parameters).join(' ')).toBe(expected);
  });

  it('leaves out parameters that the formula does not use, and takes the first of equal sets', () => {
    expect(linearParameters(parseFormula('a*b + x'), ['b', 'a', 'c'])).toEqual(['b']);
    expect(linearParameters(parseFormula('x'), ['a'])).toEqual([]);
  });
});
