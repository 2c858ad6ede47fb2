// Finds parameters in which a model is linear, by degrees on the tree; no algebra is rewritten.
// Variable projection (Golub & Pereyra 1973) then solves for them exactly and searches only the rest.
import { collectNames } from './names.ts';
import type { FormulaNode } from './tree.ts';

/** 2^9 sets at most; parameters beyond the ninth are left nonlinear. */
const mostParametersConsidered = 9;

/** Polynomial degree in the set; infinite where it is not a polynomial, or cannot be seen to be one. */
function degreeIn(node: FormulaNode, set: ReadonlySet<string>): number {
  switch (node.kind) {
    case 'number':
    case 'constant':
      return 0;
    case 'name':
      return set.has(node.name) ? 1 : 0;
    case 'negate':
      return degreeIn(node.operand, set);
    case 'binary': {
      const left = degreeIn(node.left, set);
      const right = degreeIn(node.right, set);
      switch (node.operator) {
        case '+':
        case '-':
          return Math.max(left, right);
        case '*':
          return left + right;
        case '/':
          return right === 0 ? left : Number.POSITIVE_INFINITY;
        case '^':
          return left === 0 && right === 0 ? 0 : Number.POSITIVE_INFINITY;
        default:
          return node.operator satisfies never;
      }
    }
    case 'call':
      return node.arguments.every((argument) => degreeIn(argument, set) === 0) ? 0 : Number.POSITIVE_INFINITY;
    default:
      return node satisfies never;
  }
}

/** Sets of `size` indices below `count`, in lexicographic order. */
function* combinations(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first++) {
    for (const rest of combinations(count, size - 1, first + 1)) yield [first, ...rest];
  }
}

/**
 * The largest set of parameters in which the formula is linear (affine, jointly); of equals the first in the order given.
 * Parameters that the formula does not use are never in it.
 */
export function linearParameters(node: FormulaNode, parameters: readonly string[]): readonly string[] {
  const used = collectNames(node);
  // A parameter that is not linear by itself is in no set, so it takes no room among the nine.
  const candidates = parameters
    .filter((name) => used.has(name) && degreeIn(node, new Set([name])) === 1)
    .slice(0, mostParametersConsidered);
  for (let size = candidates.length; size > 0; size--) {
    for (const indices of combinations(candidates.length, size)) {
      const names = candidates.filter((_, index) => indices.includes(index));
      if (degreeIn(node, new Set(names)) === 1) return names;
    }
  }
  return [];
}
