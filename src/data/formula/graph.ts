// A formula as a graph in which equal parts are one node: what is differentiated, compiled and printed for the GPU.
// Built exactly as typed, constants folded; only derivatives are simplified as if 0 * x were 0 for every x.
import { applyOperation, type Operation } from './scalar-machine.numeric.ts';
import type { CallNode, FormulaNode } from './tree.ts';

export interface GraphNode {
  readonly kind: 'constant' | 'input' | Operation;
  /** Nodes by number; each below the node's own. */
  readonly operands: readonly number[];
  /** Of a constant. */
  readonly value: number;
  /** Of an input. */
  readonly name: string;
}

/** Integer powers up to this are products. */
const mostMultiplied = 64;
const commutative: ReadonlySet<string> = new Set<Operation>(['add', 'multiply', 'minimum', 'maximum']);

export class Graph {
  readonly nodes: GraphNode[] = [];
  private readonly known = new Map<string, number>();
  private readonly derivatives = new Map<string, number>();

  at(id: number): GraphNode {
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`The graph has no node ${id}.`);
    return node;
  }

  private intern(key: string, node: GraphNode): number {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.nodes.push(node);
    this.known.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }

  constant(value: number): number {
    return this.intern(`=${Object.is(value, -0) ? '-0' : value}`, { kind: 'constant', operands: [], value, name: '' });
  }

  input(name: string): number {
    return this.intern(`@${name}`, { kind: 'input', operands: [], value: Number.NaN, name });
  }

  /** The value of a constant node, else undefined. */
  constantOf(id: number): number | undefined {
    const node = this.at(id);
    return node.kind === 'constant' ? node.value : undefined;
  }

  private make(kind: Operation, ...operands: number[]): number {
    const values = operands.map((id) => this.constantOf(id));
    if (values.every((value) => value !== undefined))
      return this.constant(applyOperation(kind, values[0] ?? 0, values[1] ?? 0));
    if (commutative.has(kind)) operands.sort((a, b) => a - b);
    return this.intern(`${kind} ${operands.join(' ')}`, { kind, operands, value: Number.NaN, name: '' });
  }

  unary(kind: Operation, a: number): number {
    const node = this.at(a);
    if (kind === 'negate' && node.kind === 'negate') return node.operands[0] ?? a;
    return this.make(kind, a);
  }

  binary(kind: Operation, a: number, b: number): number {
    const left = this.constantOf(a);
    const right = this.constantOf(b);
    if ((kind === 'multiply' || kind === 'divide') && right === 1) return a;
    if (kind === 'multiply' && left === 1) return b;
    if ((kind === 'add' || kind === 'subtract') && right === 0) return a;
    if (kind === 'add' && left === 0) return b;
    return this.make(kind, a, b);
  }

  power(base: number, exponent: number): number {
    const value = this.constantOf(exponent);
    if (value === undefined || this.constantOf(base) !== undefined) return this.generalPower(base, exponent);
    if (value === 0) return this.constant(1);
    if (value === 1) return base;
    if (Number.isInteger(value) && Math.abs(value) <= mostMultiplied) return this.make('integer-power', base, exponent);
    if (value === 0.5) return this.make('sqrt', base);
    if (value === -0.5) return this.binary('divide', this.constant(1), this.make('sqrt', base));
    return this.generalPower(base, exponent);
  }

  private generalPower(base: number, exponent: number): number {
    const both = this.constantOf(base) !== undefined && this.constantOf(exponent) !== undefined;
    // The logarithm rides along: over rows, exp(v log u) with a shared (often cached) log u costs a third of Math.pow.
    return both
      ? this.make('power', base, exponent)
      : this.make('power', base, exponent, this.make('log-or-zero', base));
  }

  fromTree(node: FormulaNode): number {
    switch (node.kind) {
      case 'number':
        return this.constant(node.value);
      case 'constant':
        return this.constant(Math.PI);
      case 'name':
        return this.input(node.name);
      case 'negate':
        return this.unary('negate', this.fromTree(node.operand));
      case 'binary': {
        const left = this.fromTree(node.left);
        const right = this.fromTree(node.right);
        switch (node.operator) {
          case '+':
            return this.binary('add', left, right);
          case '-':
            return this.binary('subtract', left, right);
          case '*':
            return this.binary('multiply', left, right);
          case '/':
            return this.binary('divide', left, right);
          case '^':
            return this.power(left, right);
          default:
            return node.operator satisfies never;
        }
      }
      case 'call':
        return this.fromCall(node);
      default:
        return node satisfies never;
    }
  }

  private fromCall(node: CallNode): number {
    const [first = 0, second = 0, ...rest] = node.arguments.map((argument) => this.fromTree(argument));
    switch (node.name) {
      case 'pow':
        return this.power(first, second);
      case 'min':
        return rest.reduce((least, id) => this.binary('minimum', least, id), this.binary('minimum', first, second));
      case 'max':
        return rest.reduce((most, id) => this.binary('maximum', most, id), this.binary('maximum', first, second));
      case 'atan2':
        return this.binary('atan2', first, second);
      default:
        return this.unary(node.name, first);
    }
  }

  // From here: derivatives, with algebra that takes every value for finite.

  private sum(a: number, b: number): number {
    const right = this.at(b);
    if (right.kind === 'negate') return this.difference(a, right.operands[0] ?? b);
    return this.binary('add', a, b);
  }

  private difference(a: number, b: number): number {
    if (this.constantOf(a) === 0) return this.unary('negate', b);
    return a === b ? this.constant(0) : this.binary('subtract', a, b);
  }

  private product(a: number, b: number): number {
    const left = this.constantOf(a);
    const right = this.constantOf(b);
    if (left === 0 || right === 0) return this.constant(0);
    if (left === -1) return this.unary('negate', b);
    if (right === -1) return this.unary('negate', a);
    const leftNode = this.at(a);
    const rightNode = this.at(b);
    // Signs move outwards, so that terms that differ in sign only are shared.
    if (leftNode.kind === 'negate') return this.unary('negate', this.product(leftNode.operands[0] ?? a, b));
    if (rightNode.kind === 'negate') return this.unary('negate', this.product(a, rightNode.operands[0] ?? b));
    return this.binary('multiply', a, b);
  }

  private quotient(a: number, b: number): number {
    if (this.constantOf(a) === 0) return a;
    const top = this.at(a);
    if (top.kind === 'negate') return this.unary('negate', this.quotient(top.operands[0] ?? a, b));
    return this.binary('divide', a, b);
  }

  /** The node with the inputs named set to 0. */
  withoutInputs(id: number, names: ReadonlySet<string>, done = new Map<number, number>()): number {
    const found = done.get(id);
    if (found !== undefined) return found;
    const node = this.at(id);
    const [a = id, b = id] = node.operands.map((operand) => this.withoutInputs(operand, names, done));
    let result = id;
    if (node.kind === 'input') result = names.has(node.name) ? this.constant(0) : id;
    else if (node.kind !== 'constant') result = this.rebuild(node.kind, node.operands.length, a, b);
    done.set(id, result);
    return result;
  }

  private rebuild(kind: Operation, operands: number, a: number, b: number): number {
    switch (kind) {
      case 'add':
        return this.sum(a, b);
      case 'subtract':
        return this.difference(a, b);
      case 'multiply':
        return this.product(a, b);
      case 'divide':
        return this.quotient(a, b);
      case 'power':
      case 'integer-power':
        return this.power(a, b);
      default:
        return operands === 1 ? this.unary(kind, a) : this.binary(kind, a, b);
    }
  }

  /** The derivative of a node with respect to an input. Kinks (abs, min, max) take one side's, steps 0. */
  derivative(id: number, name: string): number {
    const key = `${id} ${name}`;
    const found = this.derivatives.get(key);
    if (found !== undefined) return found;
    const result = this.differentiate(id, name);
    this.derivatives.set(key, result);
    return result;
  }

  private differentiate(id: number, name: string): number {
    const node = this.at(id);
    const [a = 0, b = 0] = node.operands;
    if (node.kind === 'constant') return this.constant(0);
    if (node.kind === 'input') return this.constant(node.name === name ? 1 : 0);
    const da = this.derivative(a, name);
    const one = this.constant(1);
    if (node.operands.length === 1) return this.product(this.slope(node.kind, id, a), da);
    if (node.kind === 'integer-power') {
      const exponent = this.constantOf(b) ?? 0;
      return this.product(this.product(b, this.power(a, this.constant(exponent - 1))), da);
    }
    const db = this.derivative(b, name);
    switch (node.kind) {
      case 'add':
        return this.sum(da, db);
      case 'subtract':
        return this.difference(da, db);
      case 'multiply':
        return this.sum(this.product(da, b), this.product(a, db));
      case 'divide':
        return this.quotient(this.difference(da, this.product(id, db)), b);
      case 'power': {
        const slope = this.constantOf(da) === 0 ? one : this.product(b, this.power(a, this.binary('subtract', b, one)));
        const growth = this.constantOf(db) === 0 ? one : this.product(id, this.unary('log-or-zero', a));
        return this.sum(this.product(slope, da), this.product(growth, db));
      }
      case 'atan2': {
        const squares = this.sum(this.power(a, this.constant(2)), this.power(b, this.constant(2)));
        return this.quotient(this.difference(this.product(da, b), this.product(a, db)), squares);
      }
      case 'minimum':
        return this.sum(db, this.product(this.binary('not-above', a, b), this.difference(da, db)));
      case 'maximum':
        return this.sum(db, this.product(this.binary('not-above', b, a), this.difference(da, db)));
      default:
        return this.constant(0);
    }
  }

  /** d f(a) / d a for a function of one argument whose own value is node `id`. */
  private slope(kind: Operation, id: number, a: number): number {
    const one = this.constant(1);
    const two = this.constant(2);
    const square = (of: number): number => this.power(of, two);
    const reciprocal = (of: number): number => this.quotient(one, of);
    switch (kind) {
      case 'negate':
        return this.constant(-1);
      case 'exp':
        return id;
      case 'log':
      case 'log-or-zero':
        return reciprocal(a);
      case 'log10':
        return this.quotient(this.constant(Math.LOG10E), a);
      case 'log2':
        return this.quotient(this.constant(Math.LOG2E), a);
      case 'sqrt':
        return this.quotient(this.constant(0.5), id);
      case 'abs':
        return this.unary('sign', a);
      case 'sin':
        return this.unary('cos', a);
      case 'cos':
        return this.unary('negate', this.unary('sin', a));
      case 'tan':
        return this.sum(square(id), one);
      case 'asin':
        return reciprocal(this.unary('sqrt', this.difference(one, square(a))));
      case 'acos':
        return this.unary('negate', reciprocal(this.unary('sqrt', this.difference(one, square(a)))));
      case 'atan':
        return reciprocal(this.sum(square(a), one));
      case 'sinh':
        return this.unary('cosh', a);
      case 'cosh':
        return this.unary('sinh', a);
      case 'tanh':
        // 1 - tanh^2 would cancel for large arguments.
        return reciprocal(square(this.unary('cosh', a)));
      default:
        return this.constant(0);
    }
  }
}
