// The tree of a formula: what the parser builds and everything else reads. Plain data, positions included.
// Not evaluated here: `compile.ts` runs it, `wgsl.ts` prints it for the GPU.

/** Functions with their numbers of arguments; min and max take two or more. */
export const functionArguments = {
  exp: [1, 1],
  log: [1, 1],
  log10: [1, 1],
  log2: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  asin: [1, 1],
  acos: [1, 1],
  atan: [1, 1],
  sinh: [1, 1],
  cosh: [1, 1],
  tanh: [1, 1],
  atan2: [2, 2],
  min: [2, Number.POSITIVE_INFINITY],
  max: [2, Number.POSITIVE_INFINITY],
  pow: [2, 2],
  sign: [1, 1],
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
} as const satisfies Record<string, readonly [least: number, most: number]>;

export type FunctionName = keyof typeof functionArguments;
export type BinaryOperator = '+' | '-' | '*' | '/' | '^';

/** Where in the text the node stands, in UTF-16 code units from 0; brackets around a node belong to it. */
interface Placed {
  readonly offset: number;
  readonly length: number;
}
export interface NumberNode extends Placed {
  readonly kind: 'number';
  /** Finite, never negative. */
  readonly value: number;
}
export interface ConstantNode extends Placed {
  readonly kind: 'constant';
  readonly name: 'pi';
}
/** A variable, a parameter or a column: which of them it is, the caller knows. */
export interface NameNode extends Placed {
  readonly kind: 'name';
  readonly name: string;
}
export interface NegateNode extends Placed {
  readonly kind: 'negate';
  readonly operand: FormulaNode;
}
export interface BinaryNode extends Placed {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: FormulaNode;
  readonly right: FormulaNode;
}
export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly arguments: readonly FormulaNode[];
}
export type FormulaNode = NumberNode | ConstantNode | NameNode | NegateNode | BinaryNode | CallNode;

const aliases: Readonly<Record<string, FunctionName>> = { ln: 'log', arcsin: 'asin', arccos: 'acos', arctan: 'atan' };

function isFunctionName(word: string): word is FunctionName {
  return Object.hasOwn(functionArguments, word);
}

/** The function that a word stands for, aliases included, or null. */
export function findFunction(word: string): FunctionName | null {
  if (isFunctionName(word)) return word;
  return Object.hasOwn(aliases, word) ? (aliases[word] ?? null) : null;
}

export const functionNames: readonly FunctionName[] = Object.keys(functionArguments).filter(isFunctionName);

/** The node's operands, in the order of the text. */
export function childrenOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.kind) {
    case 'number':
    case 'constant':
    case 'name':
      return [];
    case 'negate':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return node.arguments;
    default:
      return node satisfies never;
  }
}
