// A first box for each parameter of a model, from the sizes of the numbers in the data: wide rather than clever, since
// the search needs no starting guess. A proposal that the user sees and changes.
import type { FormulaNode } from '../../../data/formula/tree.ts';

export type Box = readonly [number, number];

/** Ten times what the sizes suggest: boxes that are too wide cost little, too narrow ones miss. */
const margin = 10;
const fallback = 1;

/**
 * Boxes around zero. `sizes`: largest magnitude of each column; `response`: of what the model predicts. Walks down from the
 * response: a factor has the size of the product over the other factor, an argument of exp or sin is about 1.
 */
export function proposeBoxes(
  model: FormulaNode,
  parameters: readonly string[],
  sizes: Readonly<Record<string, number>>,
  response: number,
): Record<string, Box> {
  const found = new Map<string, number>();
  const isParameter = new Set(parameters);

  function sizeOf(node: FormulaNode): number {
    switch (node.kind) {
      case 'number':
        return node.value || fallback;
      case 'constant':
        return Math.PI;
      case 'name':
        return isParameter.has(node.name) ? (found.get(node.name) ?? fallback) : sizes[node.name] || fallback;
      case 'negate':
        return sizeOf(node.operand);
      case 'binary': {
        const left = sizeOf(node.left);
        const right = sizeOf(node.right);
        if (node.operator === '*') return left * right;
        if (node.operator === '/') return left / right;
        if (node.operator === '^') return usable(left ** Math.min(4, right));
        return Math.max(left, right);
      }
      case 'call':
        return node.name === 'sqrt' ? Math.sqrt(sizeOf(node.arguments[0] ?? node)) : fallback;
      default:
        return node satisfies never;
    }
  }

  function descend(node: FormulaNode, size: number): void {
    switch (node.kind) {
      case 'number':
      case 'constant':
        return;
      case 'name':
        if (isParameter.has(node.name)) found.set(node.name, Math.max(found.get(node.name) ?? 0, usable(size)));
        return;
      case 'negate':
        return descend(node.operand, size);
      case 'binary':
        return descendBinary(node, size);
      case 'call':
        for (const argument of node.arguments) descend(argument, argumentSize(node.name, argument, size));
        return;
      default:
        node satisfies never;
    }
  }

  function argumentSize(name: string, argument: FormulaNode, size: number): number {
    if (['abs', 'min', 'max', 'floor', 'ceil', 'round'].includes(name)) return size;
    if (name === 'sqrt') return size * size;
    if (name.startsWith('log') || name.startsWith('atan')) return Math.max(fallback, columnSize(argument));
    return fallback;
  }

  /** The size that the columns alone give a term: a number added to a column is about as large as it. */
  function columnSize(node: FormulaNode): number {
    if (node.kind === 'name') return isParameter.has(node.name) ? 0 : sizes[node.name] || 0;
    if (node.kind === 'binary' && (node.operator === '+' || node.operator === '-'))
      return Math.max(columnSize(node.left), columnSize(node.right));
    if (node.kind === 'negate') return columnSize(node.operand);
    return 0;
  }

  function descendBinary(node: FormulaNode & { kind: 'binary' }, size: number): void {
    const { operator, left, right } = node;
    switch (operator) {
      case '+':
      case '-': {
        const beside = Math.max(columnSize(node), 0);
        descend(left, beside || size);
        descend(right, beside || size);
        return;
      }
      case '*':
        descend(left, size / sizeOf(right));
        descend(right, size / sizeOf(left));
        return;
      case '/': {
        descend(left, size * sizeOf(right));
        descend(right, Math.max(columnSize(right), sizeOf(left) / usable(size)));
        return;
      }
      case '^':
        descend(left, usable(size ** (1 / Math.max(1, sizeOf(right)))));
        descend(right, 1);
        return;
      default:
        operator satisfies never;
    }
  }

  descend(model, usable(response));
  return Object.fromEntries(
    parameters.map((name) => {
      const bound = roundUp(margin * (found.get(name) ?? fallback));
      return [name, [-bound, bound] as const];
    }),
  );
}

function usable(size: number): number {
  return Number.isFinite(size) && size > 1e-30 ? Math.min(size, 1e30) : fallback;
}

/** To 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  const mantissa = value / 10 ** exponent;
  const step = [1, 2, 5, 10].find((candidate) => candidate >= mantissa * (1 - 1e-9)) ?? 10;
  // By text, so that 2e-7 is 2e-7 and not its neighbour.
  return Number(`${step}e${exponent}`);
}
