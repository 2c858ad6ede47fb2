// Prints a formula as a WGSL f32 expression over the helpers of shaders/lib/formula.wgsl. Text of the formula never gets
// into it: numbers are printed anew, names go through the caller's `nameOf`.
import { Graph } from './graph.ts';
import { formulaError, type FormulaRange } from './tokens.ts';
import type { FormulaNode } from './tree.ts';

export interface WgslOptions {
  /** The largest magnitude that a name takes, where it is known: arithmetic that cannot overflow needs no helpers. */
  readonly largestOf?: (name: string) => number;
}

/** Plain f32 arithmetic is left alone below this; f32 ends at 3.4e38. */
const safeMagnitude = 1e37;
/** From here up the shader calls a value infinite. */
const hugeMagnitude = 1e38;
const leastNormal = 1.1754943508222875e-38;
/** WGSL compilers refuse expressions nested deeper than a limit of their own (Tint: 128 levels of its parser). */
const deepestExpression = 60;
/** Longer sums and products are printed as shallow trees; shorter ones keep their order. */
const longChain = 16;

export function wgslNumber(value: number): string {
  if (Number.isNaN(value)) return 'aeon_fail()';
  if (Math.abs(value) >= hugeMagnitude) return value > 0 ? 'NOT_FINITE' : '(-NOT_FINITE)';
  const rounded = Math.abs(value) < leastNormal ? 0 : Math.fround(value);
  const text = Math.abs(rounded).toString();
  const literal = /[.e]/.test(text) ? text : `${text}.0`;
  return rounded < 0 ? `(-${literal})` : literal;
}

class Printer {
  private readonly graph: Graph;
  private readonly nameOf: (name: string) => string;
  private readonly options: WgslOptions;
  private readonly place: FormulaRange;
  private readonly magnitudes = new Map<number, number>();

  constructor(graph: Graph, place: FormulaRange, nameOf: (name: string) => string, options: WgslOptions) {
    this.graph = graph;
    this.place = place;
    this.nameOf = nameOf;
    this.options = options;
  }

  /** An upper bound of the node's magnitude; infinite where none is seen. */
  private magnitude(id: number): number {
    const found = this.magnitudes.get(id);
    if (found !== undefined) return found;
    const bound = this.bound(id);
    const safe = Number.isNaN(bound) ? Number.POSITIVE_INFINITY : bound;
    this.magnitudes.set(id, safe);
    return safe;
  }

  private bound(id: number): number {
    const node = this.graph.at(id);
    if (node.kind === 'constant') return Math.abs(node.value);
    if (node.kind === 'input') return this.options.largestOf?.(node.name) ?? Number.POSITIVE_INFINITY;
    const [a = 0, b = 0] = node.operands.map((operand) => this.magnitude(operand));
    const divisor = Math.abs(this.graph.constantOf(node.operands[1] ?? id) ?? 0);
    switch (node.kind) {
      case 'add':
      case 'subtract':
        return a + b;
      case 'multiply':
        return a * b;
      case 'divide':
        return divisor >= leastNormal ? a / divisor : Number.POSITIVE_INFINITY;
      case 'integer-power':
        return (this.graph.constantOf(node.operands[1] ?? id) ?? -1) > 0 ? a ** b : Number.POSITIVE_INFINITY;
      case 'negate':
      case 'abs':
        return a;
      case 'exp':
        return Math.exp(a);
      case 'sqrt':
        return Math.sqrt(a);
      case 'floor':
      case 'ceil':
      case 'round':
        return a + 1;
      case 'minimum':
      case 'maximum':
        return Math.max(a, b);
      case 'sin':
      case 'cos':
      case 'tanh':
      case 'sign':
      case 'not-above':
        return 1;
      case 'atan':
      case 'atan2':
      case 'asin':
      case 'acos':
        return 4;
      default:
        return Number.POSITIVE_INFINITY;
    }
  }

  private isSafe(id: number): boolean {
    return this.magnitude(id) < safeMagnitude;
  }

  /** The terms of a chain of sums and differences, or of products, with their signs. */
  private chain(id: number, isSum: boolean): { readonly id: number; readonly negative: boolean }[] {
    const terms: { readonly id: number; readonly negative: boolean }[] = [];
    const collect = (node: number, negative: boolean): void => {
      const { kind, operands } = this.graph.at(node);
      const [a = node, b = node] = operands;
      if (isSum ? kind === 'add' || kind === 'subtract' : kind === 'multiply') {
        collect(a, negative);
        collect(b, kind === 'subtract' ? !negative : negative);
      } else terms.push({ id: node, negative });
    };
    collect(id, false);
    return terms;
  }

  private balanced(terms: readonly string[], join: (left: string, right: string) => string): string {
    if (terms.length <= 1) return terms[0] ?? '0.0';
    const middle = terms.length >> 1;
    return join(this.balanced(terms.slice(0, middle), join), this.balanced(terms.slice(middle), join));
  }

  print(id: number, depth = 0): string {
    if (depth > deepestExpression) {
      throw formulaError(
        'The formula is nested too deep for a shader.',
        'Use fewer brackets and powers inside one another.',
        this.place,
      );
    }
    const node = this.graph.at(id);
    if (node.kind === 'constant') return wgslNumber(node.value);
    if (node.kind === 'input') return this.nameOf(node.name);
    if (node.kind === 'add' || node.kind === 'subtract' || node.kind === 'multiply') {
      const terms = this.chain(id, node.kind !== 'multiply');
      if (terms.length > longChain) return this.printChain(id, node.kind !== 'multiply', terms, depth);
    }
    const [a = id, b = id] = node.operands;
    const inner = (operand: number): string => this.print(operand, depth + 1);
    switch (node.kind) {
      case 'add':
        return this.isSafe(id) ? `(${inner(a)} + ${inner(b)})` : `aeon_add(${inner(a)}, ${inner(b)})`;
      case 'subtract':
        return this.isSafe(id) ? `(${inner(a)} - ${inner(b)})` : `aeon_subtract(${inner(a)}, ${inner(b)})`;
      case 'multiply':
        return this.isSafe(id) ? `(${inner(a)} * ${inner(b)})` : `aeon_multiply(${inner(a)}, ${inner(b)})`;
      case 'divide':
        return this.isSafe(id) ? `(${inner(a)} / ${inner(b)})` : `aeon_divide(${inner(a)}, ${inner(b)})`;
      case 'negate':
        return `(-${inner(a)})`;
      case 'integer-power':
        return this.printIntegerPower(inner(a), this.graph.constantOf(b) ?? 1);
      case 'power':
        return `aeon_pow(${inner(a)}, ${inner(b)})`;
      case 'exp':
        return this.isSafe(id) ? `exp(${inner(a)})` : `aeon_exp(${inner(a)})`;
      case 'abs':
      case 'sign':
      case 'floor':
      case 'ceil':
        return `${node.kind}(${inner(a)})`;
      case 'minimum':
        return `min(${inner(a)}, ${inner(b)})`;
      case 'maximum':
        return `max(${inner(a)}, ${inner(b)})`;
      case 'atan2':
        return `aeon_atan2(${inner(a)}, ${inner(b)})`;
      case 'not-above':
        return `aeon_not_above(${inner(a)}, ${inner(b)})`;
      case 'log-or-zero':
        return `aeon_log_or_zero(${inner(a)})`;
      case 'log':
      case 'log2':
      case 'log10':
      case 'sqrt':
      case 'sin':
      case 'cos':
      case 'tan':
      case 'asin':
      case 'acos':
      case 'atan':
      case 'sinh':
      case 'cosh':
      case 'tanh':
      case 'round':
        return `aeon_${node.kind}(${inner(a)})`;
      default:
        return node.kind satisfies never;
    }
  }

  private printChain(
    id: number,
    isSum: boolean,
    terms: readonly { readonly id: number; readonly negative: boolean }[],
    depth: number,
  ): string {
    const safe = this.isSafe(id);
    const [plain, helper] = isSum ? ['+', 'aeon_add'] : ['*', 'aeon_multiply'];
    const levels = Math.ceil(Math.log2(terms.length));
    return this.balanced(
      terms.map((term) =>
        term.negative ? `(-${this.print(term.id, depth + levels)})` : this.print(term.id, depth + levels),
      ),
      (left, right) => (safe ? `(${left} ${plain} ${right})` : `${helper}(${left}, ${right})`),
    );
  }

  private printIntegerPower(base: string, exponent: number): string {
    const size = Math.abs(exponent);
    const power =
      size === 1 ? base : size <= 8 ? `aeon_power${size}(${base})` : `aeon_pow(${base}, ${wgslNumber(size)})`;
    return exponent > 0 ? power : `aeon_divide(1.0, ${power})`;
  }
}

function closed(expression: string): string {
  return `aeon_close(aeon_open(), ${expression})`;
}

/**
 * The formula as a WGSL f32 expression; the shader has to import lib::formula. Where f64 would give NaN or an infinity,
 * or f32 overflows, the result is NOT_FINITE: test `abs(v) < AEON_HUGE`. `nameOf` gives each name's own expression,
 * complete with brackets if it needs them; the values are finite. May be evaluated again and again, but not inside the
 * arguments of another.
 */
export function emitWgsl(node: FormulaNode, nameOf: (name: string) => string, options: WgslOptions = {}): string {
  const graph = new Graph();
  return closed(new Printer(graph, node, nameOf, options).print(graph.fromTree(node)));
}

/**
 * A formula that is affine in `linear` (see `linearParameters`) taken apart: offset + sum of column_j * linear_j, each an
 * expression like `emitWgsl`'s in which the linear parameters no longer occur.
 */
export function emitWgslBasis(
  node: FormulaNode,
  linear: readonly string[],
  nameOf: (name: string) => string,
  options: WgslOptions = {},
): { readonly offset: string; readonly columns: readonly string[] } {
  const graph = new Graph();
  const printer = new Printer(graph, node, nameOf, options);
  const root = graph.fromTree(node);
  return {
    offset: closed(printer.print(graph.withoutInputs(root, new Set(linear)))),
    columns: linear.map((name) => closed(printer.print(graph.derivative(root, name)))),
  };
}
