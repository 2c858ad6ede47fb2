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

/** Oracle: the tree evaluated by plain recursion, one number at a time. */
export function evaluateTree(node: FormulaNode, values: Readonly<Record<string, number>>): number {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'constant':
      return Math.PI;
    case 'name':
      return values[node.name] ?? Number.NaN;
    case 'negate':
      return -evaluateTree(node.operand, values);
    case 'binary': {
      const left = evaluateTree(node.left, values);
      const right = evaluateTree(node.right, values);
      if (node.operator === '+') return left + right;
      if (node.operator === '-') return left - right;
      if (node.operator === '*') return left * right;
      return node.operator === '/' ? left / right : left ** right;
    }
    case 'call':
      return Math[node.name](...(node.arguments.map((argument) => evaluateTree(argument, values)) as [number, number]));
    default:
      return node satisfies never;
  }
}
