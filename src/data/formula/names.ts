// Which names a formula uses, and whether the problem has them.
import { hintForUnknown } from '../closest.ts';
import { at, formulaError } from './tokens.ts';
import { childrenOf, type ConstantNode, findFunction, type FormulaNode, type NameNode } from './tree.ts';

function visitNames(node: FormulaNode, visit: (node: NameNode | ConstantNode) => void): void {
  if (node.kind === 'name' || node.kind === 'constant') visit(node);
  for (const child of childrenOf(node)) visitNames(child, visit);
}

/** Whether the language itself has the word: what goes by it is reached in backquotes alone. */
export function isFormulaWord(word: string): boolean {
  return word === 'pi' || findFunction(word) !== null;
}

/** Every variable, parameter and column that the formula names, in the order of the text. */
export function collectNames(node: FormulaNode): Set<string> {
  const names = new Set<string>();
  visitNames(node, ({ kind, name }) => kind === 'name' && names.add(name));
  return names;
}

/** Throws `bad-formula` at the first constant for which one of the names may have been meant. */
export function checkConstants(node: FormulaNode, known: readonly string[]): void {
  visitNames(node, (found) => {
    if (found.kind === 'name' || !known.includes(found.name)) return;
    throw formulaError(
      `"${found.name}" ${at(found)} is the number, and the data or the problem has a "${found.name}" of its own.`,
      `For that one write \`${found.name}\` in backquotes; for the number give the other a name of its own.`,
      found,
    );
  });
}

/** Throws `bad-formula` at the first name that is not known, or not known for certain. */
export function checkNames(node: FormulaNode, known: readonly string[]): void {
  const set = new Set(known);
  checkConstants(node, known);
  visitNames(node, (found) => {
    if (found.kind === 'constant' || set.has(found.name)) return;
    throw formulaError(
      `The name "${found.name}" ${at(found)} is not known.`,
      hintForUnknown(found.name, known, 'names'),
      found,
    );
  });
}
