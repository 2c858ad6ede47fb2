// From text to tree: a Pratt parser (Pratt 1973) with positions. It knows the functions, not the names that a problem has.
// -x^2 is -(x^2), a^b^c is a^(b^c), exp[x] is a call, 2pi is an error that shows 2*pi.
import { hintForUnknown } from '../closest.ts';
import { at, formulaError, readTokens, type FormulaRange, type Token } from './tokens.ts';
import {
  findFunction,
  functionArguments,
  functionNames,
  type BinaryOperator,
  type FormulaNode,
  type FunctionName,
} from './tree.ts';

export const formulaLengthLimit = 10_000;
/** Brackets, calls, powers and signs inside one another; bounds the parser's own recursion. */
const formulaNestingLimit = 100;
/** Nodes from the root to the deepest leaf; bounds every recursive walk, also over long sums. */
export const formulaDepthLimit = 400;

export type Relation = '<=' | '>=' | '=';

export interface Constraint {
  readonly left: FormulaNode;
  readonly right: FormulaNode;
  /** `<` and `>` of the text are read as `<=` and `>=`, `==` as `=`. */
  readonly relation: Relation;
}

interface Power {
  readonly left: number;
  readonly right: number;
}
const bindingPowers = {
  '+': { left: 1, right: 2 },
  '-': { left: 1, right: 2 },
  '*': { left: 3, right: 4 },
  '/': { left: 3, right: 4 },
  '^': { left: 7, right: 6 },
} as const satisfies Record<BinaryOperator, Power>;
const signPower = 5;

function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(bindingPowers, text);
}

function isRelation(text: string): text is Relation {
  return text === '<=' || text === '>=' || text === '=';
}

class Parser {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private position = 0;
  private nesting = 0;
  private readonly depths = new WeakMap<FormulaNode, number>();

  constructor(text: string) {
    this.text = text;
    if (text.length > formulaLengthLimit) {
      throw formulaError(
        `The formula has ${text.length} characters; ${formulaLengthLimit} are the limit.`,
        'Shorten it, or put repeated parts into a column of the data.',
        { offset: formulaLengthLimit, length: text.length - formulaLengthLimit },
      );
    }
    this.tokens = readTokens(text);
    if (this.peek().kind === 'end') {
      throw formulaError('The formula is empty.', 'Type one, such as b1*(1 - exp(-b2*x)).', {
        offset: 0,
        length: text.length,
      });
    }
  }

  peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '', offset: this.text.length, length: 0 };
  }

  next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  spelling(place: FormulaRange): string {
    return this.text.slice(place.offset, place.offset + place.length);
  }

  parseExpression(leastPower: number): FormulaNode {
    this.nesting++;
    if (this.nesting > formulaNestingLimit) {
      throw formulaError(
        `The formula is nested more than ${formulaNestingLimit} levels deep ${at(this.peek())}.`,
        'Take brackets away, or split the formula.',
        this.peek(),
      );
    }
    let left = this.parseOperand();
    for (;;) {
      const token = this.peek();
      if (token.kind === 'operator' && isBinaryOperator(token.text)) {
        const power = bindingPowers[token.text];
        if (power.left < leastPower) break;
        this.next();
        const right = this.parseExpression(power.right);
        left = this.placed({
          kind: 'binary',
          operator: token.text,
          left,
          right,
          offset: left.offset,
          length: right.offset + right.length - left.offset,
        });
        continue;
      }
      this.refuseImplicitProduct(left, token);
      break;
    }
    this.nesting--;
    return left;
  }

  parseOperand(): FormulaNode {
    const token = this.next();
    switch (token.kind) {
      case 'number':
        return this.parseNumber(token);
      case 'quoted-name':
        return this.placed({ kind: 'name', name: token.text, offset: token.offset, length: token.length });
      case 'name':
        return this.parseName(token);
      case 'open': {
        if (this.peek().kind === 'close') {
          const place = { offset: token.offset, length: this.peek().offset + 1 - token.offset };
          throw formulaError(`The brackets ${at(place)} are empty.`, 'Put a value between them.', place);
        }
        const inner = this.parseExpression(0);
        const close = this.expectClose(token);
        // The brackets become part of the node's place, so that an error underlines them too.
        return this.placed({ ...inner, offset: token.offset, length: close.offset + 1 - token.offset });
      }
      case 'operator':
        if (token.text === '-' || token.text === '+') {
          const operand = this.parseExpression(signPower);
          const range = { offset: token.offset, length: operand.offset + operand.length - token.offset };
          return this.placed(token.text === '-' ? { kind: 'negate', operand, ...range } : { ...operand, ...range });
        }
        throw this.missingOperand(token);
      case 'close':
      case 'comma':
      case 'relation':
      case 'end':
        throw this.missingOperand(token);
      default:
        return token.kind satisfies never;
    }
  }

  private parseNumber(token: Token): FormulaNode {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      throw formulaError(
        `The number ${token.text} ${at(token)} is too large.`,
        'Numbers go up to about 1.8e308.',
        token,
      );
    }
    return this.placed({ kind: 'number', value, offset: token.offset, length: token.length });
  }

  private parseName(token: Token): FormulaNode {
    const opens = this.peek().kind === 'open';
    if (token.text === 'pi')
      return this.placed({ kind: 'constant', name: 'pi', offset: token.offset, length: token.length });
    const name = findFunction(token.text);
    if (name !== null) {
      if (opens) return this.parseCall(token, name);
      throw formulaError(
        `"${token.text}" ${at(token)} is a function and has no brackets after it.`,
        `Write ${token.text}(…); a column of that name goes in backquotes: \`${token.text}\`.`,
        token,
      );
    }
    if (opens) {
      const hint = hintForUnknown(token.text, functionNames, 'functions');
      throw formulaError(
        `There is no function "${token.text}" (${at(token)}).`,
        hint.startsWith('Did')
          ? hint
          : `For a product write ${token.text}*(…). The functions are ${functionNames.join(', ')}.`,
        token,
      );
    }
    return this.placed({ kind: 'name', name: token.text, offset: token.offset, length: token.length });
  }

  private parseCall(token: Token, name: FunctionName): FormulaNode {
    const open = this.next();
    const operands: FormulaNode[] = [];
    if (this.peek().kind !== 'close') {
      operands.push(this.parseExpression(0));
      while (this.peek().kind === 'comma') {
        this.next();
        operands.push(this.parseExpression(0));
      }
    }
    const close = this.expectClose(open);
    const range = { offset: token.offset, length: close.offset + 1 - token.offset };
    const [least, most] = functionArguments[name];
    if (operands.length < least || operands.length > most) {
      const wanted =
        least === most ? (least === 1 ? 'one argument' : `${least} arguments`) : `${least} or more arguments`;
      throw formulaError(
        `${token.text} ${at(token)} takes ${wanted}, not ${operands.length}.`,
        operands.length > most && most === 1
          ? 'Decimals are written with a point: 2.5.'
          : `Separate arguments by commas: ${name}(a, b).`,
        range,
      );
    }
    return this.placed({ kind: 'call', name, arguments: operands, ...range });
  }

  private expectClose(open: Token): Token {
    const token = this.peek();
    if (token.kind === 'close' && (token.text === ')') === (open.text === '(')) return this.next();
    if (token.kind === 'close') {
      throw formulaError(
        `"${open.text}" ${at(open)} is closed by "${token.text}" ${at(token)}.`,
        `Close it by "${open.text === '(' ? ')' : ']'}".`,
        token,
      );
    }
    if (token.kind === 'comma') throw this.strayComma(token);
    throw formulaError(
      `The bracket "${open.text}" ${at(open)} is not closed.`,
      `Add "${open.text === '(' ? ')' : ']'}".`,
      open,
    );
  }

  private strayComma(token: Token): Error {
    return formulaError(
      `The comma ${at(token)} separates nothing.`,
      'Decimals are written with a point (2.5); commas stand between the arguments of a function.',
      token,
    );
  }

  private missingOperand(token: Token): Error {
    if (token.kind === 'end') {
      return formulaError(
        'The formula ends where a value is expected.',
        'Add a number, a name or a bracket at the end.',
        {
          offset: Math.max(0, this.text.trimEnd().length - 1),
          length: 1,
        },
      );
    }
    return formulaError(
      `A value is missing before "${this.spelling(token)}" ${at(token)}.`,
      'Put a number, a name or a bracket there.',
      token,
    );
  }

  private refuseImplicitProduct(left: FormulaNode, token: Token): void {
    if (token.kind !== 'number' && token.kind !== 'name' && token.kind !== 'quoted-name' && token.kind !== 'open')
      return;
    const place = { offset: left.offset, length: token.offset + token.length - left.offset };
    const leftText = this.spelling(left);
    if (left.kind === 'number' && token.kind === 'number') {
      throw formulaError(
        `Two numbers stand side by side ${at(token)}: "${leftText}" and "${token.text}".`,
        'Put an operator between them.',
        place,
      );
    }
    const rightText = token.kind === 'open' ? '(…)' : this.spelling(token);
    const shown = leftText.length <= 20 ? leftText : '(…)';
    throw formulaError(
      `An operator is missing ${at(token)}: a product needs its sign, implicit multiplication is not known.`,
      `Write ${shown}*${rightText}.`,
      place,
    );
  }

  /** Notes the node's height and refuses trees too deep to walk. */
  private placed(node: FormulaNode): FormulaNode {
    let depth = 1;
    switch (node.kind) {
      case 'number':
      case 'constant':
      case 'name':
        break;
      case 'negate':
        depth += this.depths.get(node.operand) ?? 0;
        break;
      case 'binary':
        depth += Math.max(this.depths.get(node.left) ?? 0, this.depths.get(node.right) ?? 0);
        break;
      case 'call':
        depth += Math.max(...node.arguments.map((argument) => this.depths.get(argument) ?? 0));
        break;
      default:
        node satisfies never;
    }
    if (depth > formulaDepthLimit) {
      throw formulaError(
        `The formula has more than ${formulaDepthLimit} operations one upon another ${at(node)}.`,
        'Group the terms of long sums and products in brackets.',
        node,
      );
    }
    this.depths.set(node, depth);
    return node;
  }

  parseRelation(): Relation {
    const token = this.next();
    if (token.kind === 'relation' && isRelation(token.text)) return token.text;
    if (token.kind === 'end') {
      throw formulaError('The constraint has no relation.', 'Compare two sides: x^2 + y <= 4, or x = y.', {
        offset: 0,
        length: this.text.length,
      });
    }
    throw this.unexpected(token);
  }

  unexpected(token: Token): Error {
    if (token.kind === 'close')
      return formulaError(
        `The bracket "${token.text}" ${at(token)} was never opened.`,
        'Remove it, or open it earlier.',
        token,
      );
    if (token.kind === 'comma') return this.strayComma(token);
    return formulaError(`"${this.spelling(token)}" ${at(token)} does not belong here.`, 'Remove it.', token);
  }
}

/** Reads a formula. Throws `bad-formula` with the range of characters at fault. */
export function parseFormula(text: string): FormulaNode {
  const parser = new Parser(text);
  const node = parser.parseExpression(0);
  const rest = parser.peek();
  if (rest.kind === 'relation') {
    throw formulaError(
      `"${parser.spelling(rest)}" ${at(rest)} compares two sides, and a formula has one.`,
      'Keep only the part that is a value.',
      rest,
    );
  }
  if (rest.kind !== 'end') throw parser.unexpected(rest);
  return node;
}

/** Reads `left <= right` and its kin. Throws `bad-formula` with the range of characters at fault. */
export function parseConstraint(text: string): Constraint {
  const parser = new Parser(text);
  const left = parser.parseExpression(0);
  const relation = parser.parseRelation();
  const right = parser.parseExpression(0);
  const rest = parser.peek();
  if (rest.kind === 'relation') {
    throw formulaError(`A second relation stands ${at(rest)}.`, 'Write two constraints: a <= b and b <= c.', rest);
  }
  if (rest.kind !== 'end') throw parser.unexpected(rest);
  return { left, right, relation };
}
