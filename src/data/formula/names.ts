// Which names a formula uses, and whether the problem has them.
import { hintForUnknown } from '../closest.ts';
import { at, formulaError } from './tokens.ts';
import { childrenOf, type FormulaNode, type NameNode } from './tree.ts';

function visitNames(node: FormulaNode, visit: (node: NameNode) => void): void {
  if (node.kind === 'name') visit(node);
  for (const child of childrenOf(node)) visitNames(child, visit);
}

/** Every variable, parameter and column that the formula names, in the order of the text. */
export function collectNames(node: FormulaNode): Set<string> {
  const names = new Set<string>();
  visitNames(node, (found) => names.add(found.name));
  return names;
}

/** Throws `bad-formula` at the first name that is not known. */
export function checkNames(node: FormulaNode, known: readonly string[]): void {
  const set = new Set(known);
  visitNames(node, (found) => {
    if (set.has(found.name)) return;
    throw formulaError(
      `The name "${found.name}" ${at(found)} is not known.`,
      hintForUnknown(found.name, known, 'names'),
      found,
    );
  });
}
