// Random formula trees for property tests, and the tools to compare them. Test support, not part of the product.
import fc from 'fast-check';
import { functionArguments, type BinaryOperator, type FormulaNode, type FunctionName } from './tree.ts';

const place = { offset: 0, length: 0 };
const operators: readonly BinaryOperator[] = ['+', '-', '*', '/', '^'];
const functions = Object.keys(functionArguments) as FunctionName[];

/** Trees over the names, up to `depth` operations deep, with the functions and operators given. */
export function formulaTrees(
  names: readonly string[],
  depth: number,
  choice: {
    functions?: readonly FunctionName[];
    operators?: readonly BinaryOperator[];
    numbers?: fc.Arbitrary<number>;
  } = {},
): fc.Arbitrary<FormulaNode> {
  const numbers =
    choice.numbers ??
    fc.oneof(fc.nat(20), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })).map((value) => Math.abs(value));
  const leaf = fc.oneof(
    numbers.map((value): FormulaNode => ({ kind: 'number', value, ...place })),
    fc.constant<FormulaNode>({ kind: 'constant', name: 'pi', ...place }),
    ...(names.length > 0
      ? [fc.constantFrom(...names).map((name): FormulaNode => ({ kind: 'name', name, ...place }))]
      : []),
  );
  if (depth === 0) return leaf;
  const inner = formulaTrees(names, depth - 1, choice);
  const call = fc.constantFrom(...(choice.functions ?? functions)).chain((name) => {
    const [least, most] = functionArguments[name];
    return fc
      .array(inner, { minLength: least, maxLength: Math.min(most, 3) })
      .map((list): FormulaNode => ({ kind: 'call', name, arguments: list, ...place }));
  });
  return fc.oneof(
    leaf,
    inner.map((operand): FormulaNode => ({ kind: 'negate', operand, ...place })),
    fc
      .tuple(fc.constantFrom(...(choice.operators ?? operators)), inner, inner)
      .map(([operator, left, right]): FormulaNode => ({ kind: 'binary', operator, left, right, ...place })),
    call,
  );
}

/** The tree without its positions. */
export function withoutPlaces(node: FormulaNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key === 'offset' || key === 'length' ? undefined : value)),
  );
}

/**
 * Oracle: the tree evaluated by plain recursion, one number at a time.
 * @param share by which powers are moved, the one operation that is compiled to others
 */
export function evaluateTree(node: FormulaNode, values: Readonly<Record<string, number>>, share = 0): number {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'constant':
      return Math.PI;
    case 'name':
      return values[node.name] ?? Number.NaN;
    case 'negate':
      return -evaluateTree(node.operand, values, share);
    case 'binary': {
      const left = evaluateTree(node.left, values, share);
      const right = evaluateTree(node.right, values, share);
      if (node.operator === '+') return left + right;
      if (node.operator === '-') return left - right;
      if (node.operator === '*') return left * right;
      return node.operator === '/' ? left / right : left ** right * (1 + share);
    }
    case 'call': {
      const list = node.arguments.map((argument) => evaluateTree(argument, values, share));
      return Math[node.name](...(list as [number, number])) * (node.name === 'pow' ? 1 + share : 1);
    }
    default:
      return node satisfies never;
  }
}

/**
 * Whether the value there is one that compiling may change by more than rounding. Compiling leaves out the addition of 0 and
 * makes ^0.5 a square root; either may give -0 where the other gives 0, and the root of -Infinity is NaN where its power is
 * Infinity. So these are out: an operation that jumps with the sign of a zero that it is given (atan2 on its cut, a division
 * by zero, zero to a negative odd power), unless that zero is written; and what a root and a power make different.
 */
export function hangsOnRewriting(node: FormulaNode, values: Readonly<Record<string, number>>): boolean {
  const operands = operandsOf(node);
  if (operands.some((operand) => hangsOnRewriting(operand, values))) return true;
  const numbers = operands.map((operand) => evaluateTree(operand, values));
  const value = applyNode(node, numbers);
  const [base, exponent] = numbers;
  const isPower = node.kind === 'binary' ? node.operator === '^' : node.kind === 'call' && node.name === 'pow';
  if (isPower && exponent === 0.5 && base === Number.NEGATIVE_INFINITY) return true;
  if (isPower && exponent === -0.5 && (base === Number.NEGATIVE_INFINITY || base === 0)) return true;
  return numbers.some((number, i) => {
    if (number !== 0 || operands[i]?.kind === 'number') return false;
    const other = applyNode(node, numbers.with(i, -number));
    return other !== value && !(Number.isNaN(other) && Number.isNaN(value));
  });
}

function operandsOf(node: FormulaNode): readonly FormulaNode[] {
  if (node.kind === 'negate') return [node.operand];
  if (node.kind === 'binary') return [node.left, node.right];
  return node.kind === 'call' ? node.arguments : [];
}

/** The operation of a node on other numbers than its own. */
function applyNode(node: FormulaNode, numbers: readonly number[]): number {
  const [first, second] = numbers.map((value): FormulaNode => ({ kind: 'number', value, ...place }));
  if (node.kind === 'call') return Math[node.name](...(numbers as [number, number]));
  if (node.kind === 'binary' && first && second) return evaluateTree({ ...node, left: first, right: second }, {});
  return node.kind === 'negate' && first ? evaluateTree({ ...node, operand: first }, {}) : 0;
}
