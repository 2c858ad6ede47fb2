// From tree to canonical text, for display. Parsing that text gives the same tree again, positions aside.
import { isPlainName } from './tokens.ts';
import { findFunction, type BinaryOperator, type FormulaNode } from './tree.ts';

const strengths = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 } as const satisfies Record<BinaryOperator, number>;
const signStrength = 3;
const atomStrength = 5;

function strengthOf(node: FormulaNode): number {
  if (node.kind === 'binary') return strengths[node.operator];
  return node.kind === 'negate' ? signStrength : atomStrength;
}

/** A name as a formula spells it: in backquotes when it is not one plain word or means something else. */
export function formatName(name: string): string {
  return isPlainName(name) && name !== 'pi' && findFunction(name) === null ? name : `\`${name}\``;
}

function wrap(node: FormulaNode, leastStrength: number): string {
  const text = formatFormula(node);
  return strengthOf(node) < leastStrength ? `(${text})` : text;
}

export function formatFormula(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'constant':
      return node.name;
    case 'name':
      return formatName(node.name);
    case 'negate':
      // -(-x) would parse as --x too, but nobody reads that.
      return `-${wrap(node.operand, signStrength + 1)}`;
    case 'binary': {
      const strength = strengths[node.operator];
      if (node.operator === '^') {
        const right = node.right.kind === 'negate' ? formatFormula(node.right) : wrap(node.right, strength);
        return `${wrap(node.left, atomStrength)}^${right}`;
      }
      // Left-associative: an equal on the right needs brackets. A sign on the right gets them to be read easily.
      const right = node.right.kind === 'negate' ? `(${formatFormula(node.right)})` : wrap(node.right, strength + 1);
      const space = strength === 1 ? ' ' : '';
      return `${wrap(node.left, strength)}${space}${node.operator}${space}${right}`;
    }
    case 'call':
      return `${node.name}(${node.arguments.map(formatFormula).join(', ')})`;
    default:
      return node satisfies never;
  }
}
