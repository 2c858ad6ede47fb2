// Formulas in f64 over rows of data, without eval: each operation is one loop over the rows, each shared part runs once.
// What depends on scalars only is computed once a call; what depends on columns only once per set of columns.
import { AeonError } from '../../core/errors.ts';
import { Graph } from './graph.ts';
import { checkNames } from './names.ts';
import { RowProgram } from './row-program.ts';
import { operationCode, runScalars, wordsPerStep } from './scalar-machine.numeric.ts';
import type { FormulaNode } from './tree.ts';

export interface FormulaInputs {
  /** Names with one value a call: parameters, variables. */
  readonly scalars: readonly string[];
  /** Names with one value a row. */
  readonly columns: readonly string[];
}

export interface CompiledFormula {
  readonly usesColumns: boolean;
  /**
   * `scalars` and `columns` in the order of the inputs, `out` at least `rows` long and no column.
   * Results of columns alone are kept as long as the same arrays come: never change a column's contents, pass another.
   */
  evaluate(scalars: Float64Array, columns: readonly Float64Array[], rows: number, out: Float64Array): void;
  /** For formulas that use no column. */
  evaluateScalar(scalars: Float64Array): number;
}

export interface CompiledDerivatives {
  readonly usesColumns: boolean;
  /** As `CompiledFormula.evaluate`; one array for each derivative, in the order asked for, all distinct. */
  evaluate(
    scalars: Float64Array,
    columns: readonly Float64Array[],
    rows: number,
    value: Float64Array,
    derivatives: readonly Float64Array[],
  ): void;
  /** For formulas that use no column: returns the value, writes the gradient. */
  evaluateScalar(scalars: Float64Array, gradient: Float64Array): number;
}

type Kind = 'constant' | 'scalar' | 'column' | 'mixed';

function misuse(message: string): AeonError {
  return new AeonError('internal', message, {
    hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
  });
}

/** Runs a graph's roots for given inputs. */
class Machine {
  readonly usesColumns: boolean;
  private readonly inputs: FormulaInputs;
  private readonly roots: readonly number[];
  private readonly registers: Float64Array;
  private readonly registerOf = new Map<number, number>();
  private readonly rootRegisters: readonly number[];
  private readonly scalarCode: Int32Array;
  private readonly scalarSteps: number;
  private readonly columnProgram: RowProgram;
  private readonly mixedProgram: RowProgram;
  private readonly cachedCount: number;
  private cachedColumns: readonly Float64Array[] = [];
  private cachedRows = -1;
  /** The columns, then what was computed from them alone. */
  private rowInputs: Float64Array[] = [];

  constructor(graph: Graph, roots: readonly number[], inputs: FormulaInputs) {
    this.inputs = inputs;
    this.roots = roots;
    const reachable = findReachable(graph, roots);
    const kinds = classify(graph, reachable, inputs);
    const kindOf = (id: number): Kind => kinds.get(id) ?? 'constant';
    this.usesColumns = reachable.some((id) => kindOf(id) === 'column' || kindOf(id) === 'mixed');

    const scalarNodes = reachable.filter((id) => kindOf(id) === 'constant' || kindOf(id) === 'scalar');
    let next = inputs.scalars.length;
    for (const id of scalarNodes) {
      const node = graph.at(id);
      this.registerOf.set(id, node.kind === 'input' ? inputs.scalars.indexOf(node.name) : next++);
    }
    this.registers = new Float64Array(next);
    const code: number[] = [];
    for (const id of scalarNodes) {
      const { kind, value, operands } = graph.at(id);
      const target = this.register(id);
      if (kind === 'constant') this.registers[target] = value;
      else if (kind !== 'input')
        code.push(
          operationCode(kind),
          target,
          this.register(operands[0] ?? id),
          this.register(operands[1] ?? operands[0] ?? id),
        );
    }
    this.scalarCode = Int32Array.from(code);
    this.scalarSteps = code.length / wordsPerStep;
    this.rootRegisters = roots.map((id) => this.registerOf.get(id) ?? -1);

    const scalarOf = (id: number): number => this.registerOf.get(id) ?? -1;
    const columns = inputs.columns.map((name) => graph.input(name));
    // Computed from columns alone and read by something that is not, or wanted itself.
    const cached = new Set<number>();
    const keep = (id: number): void => {
      if (kindOf(id) === 'column' && graph.at(id).kind !== 'input') cached.add(id);
    };
    roots.forEach(keep);
    for (const id of reachable) if (kindOf(id) === 'mixed') graph.at(id).operands.forEach(keep);
    const kept = [...cached];
    this.cachedCount = kept.length;
    this.columnProgram = new RowProgram(graph, { inputs: columns, outputs: kept, scalarOf }, this.registers);
    this.mixedProgram = new RowProgram(
      graph,
      { inputs: [...columns, ...kept], outputs: roots, scalarOf },
      this.registers,
    );
  }

  private register(id: number): number {
    const register = this.registerOf.get(id);
    if (register === undefined) throw misuse(`Node ${id} of a formula has no register.`);
    return register;
  }

  private runScalarPart(scalars: Float64Array): void {
    const count = this.inputs.scalars.length;
    if (scalars.length < count) throw misuse(`A formula of ${count} parameters got ${scalars.length} values.`);
    // A loop, as typed arrays' set() costs more than these few numbers do.
    for (let i = 0; i < count; i++) this.registers[i] = scalars[i] ?? Number.NaN;
    runScalars(this.scalarCode, this.scalarSteps, this.registers);
  }

  private prepareColumns(columns: readonly Float64Array[], rows: number): void {
    let same = this.cachedRows === rows && columns.length === this.cachedColumns.length;
    for (let i = 0; same && i < columns.length; i++) same = columns[i] === this.cachedColumns[i];
    if (same) return;
    if (columns.length !== this.inputs.columns.length)
      throw misuse(`A formula of ${this.inputs.columns.length} columns got ${columns.length}.`);
    for (const column of columns)
      if (column.length < rows) throw misuse(`A column of ${column.length} values was read for ${rows} rows.`);
    this.cachedRows = -1;
    const kept = Array.from({ length: this.cachedCount }, () => new Float64Array(rows));
    this.columnProgram.run(columns, rows, kept);
    this.rowInputs = [...columns, ...kept];
    this.cachedColumns = [...columns];
    this.cachedRows = rows;
  }

  run(scalars: Float64Array, columns: readonly Float64Array[], rows: number, outputs: readonly Float64Array[]): void {
    if (outputs.length !== this.roots.length)
      throw misuse(`A formula of ${this.roots.length} results got ${outputs.length} arrays for them.`);
    for (const output of outputs)
      if (output.length < rows) throw misuse(`An array of ${output.length} values is too short for ${rows} rows.`);
    this.runScalarPart(scalars);
    this.prepareColumns(columns, rows);
    this.mixedProgram.run(this.rowInputs, rows, outputs);
  }

  /** Runs the scalar program; results are then read by `scalarResult`. */
  runScalarsOnly(scalars: Float64Array): void {
    if (this.usesColumns) throw misuse('A formula that uses columns was evaluated without rows.');
    this.runScalarPart(scalars);
  }

  scalarResult(root: number): number {
    return this.registers[this.rootRegisters[root] ?? -1] ?? Number.NaN;
  }
}

/** Nodes that the roots need, operands first. */
function findReachable(graph: Graph, roots: readonly number[]): number[] {
  const found = new Set<number>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...graph.at(id).operands);
  }
  return [...found].sort((a, b) => a - b);
}

function classify(graph: Graph, reachable: readonly number[], inputs: FormulaInputs): Map<number, Kind> {
  const columns = new Set(inputs.columns);
  const kinds = new Map<number, Kind>();
  for (const id of reachable) {
    const node = graph.at(id);
    if (node.kind === 'input') {
      kinds.set(id, columns.has(node.name) ? 'column' : 'scalar');
      continue;
    }
    const below = node.operands.map((operand) => kinds.get(operand) ?? 'constant');
    const rows = below.some((kind) => kind === 'column' || kind === 'mixed');
    const varies = below.some((kind) => kind === 'scalar' || kind === 'mixed');
    kinds.set(id, rows ? (varies ? 'mixed' : 'column') : varies ? 'scalar' : 'constant');
  }
  return kinds;
}

function checkInputs(node: FormulaNode, inputs: FormulaInputs): void {
  const both = inputs.scalars.find((name) => inputs.columns.includes(name));
  if (both !== undefined) {
    throw new AeonError('bad-formula', `"${both}" is the name of a parameter and of a column.`, {
      hint: 'Rename one of them.',
    });
  }
  checkNames(node, [...inputs.scalars, ...inputs.columns]);
}

/** Throws `bad-formula` when the formula names something that is not among the inputs. */
export function compileFormula(node: FormulaNode, inputs: FormulaInputs): CompiledFormula {
  checkInputs(node, inputs);
  const graph = new Graph();
  const machine = new Machine(graph, [graph.fromTree(node)], inputs);
  return {
    usesColumns: machine.usesColumns,
    evaluate: (scalars, columns, rows, out) => machine.run(scalars, columns, rows, [out]),
    evaluateScalar(scalars) {
      machine.runScalarsOnly(scalars);
      return machine.scalarResult(0);
    },
  };
}

/** As `compileFormula`, with the analytic derivative for each of the names, computed along with the value. */
export function compileWithDerivatives(
  node: FormulaNode,
  inputs: FormulaInputs,
  withRespectTo: readonly string[],
): CompiledDerivatives {
  checkInputs(node, inputs);
  const graph = new Graph();
  const root = graph.fromTree(node);
  const machine = new Machine(graph, [root, ...withRespectTo.map((name) => graph.derivative(root, name))], inputs);
  return {
    usesColumns: machine.usesColumns,
    evaluate: (scalars, columns, rows, value, derivatives) =>
      machine.run(scalars, columns, rows, [value, ...derivatives]),
    evaluateScalar(scalars, gradient) {
      machine.runScalarsOnly(scalars);
      for (let i = 0; i < withRespectTo.length; i++) gradient[i] = machine.scalarResult(i + 1);
      return machine.scalarResult(0);
    },
  };
}

export interface CompiledBasis {
  /** As `CompiledFormula.evaluate`: offset + sum of basis_j * linear_j is the formula's value. Values of linear parameters are not read. */
  evaluate(
    scalars: Float64Array,
    columns: readonly Float64Array[],
    rows: number,
    offset: Float64Array,
    basis: readonly Float64Array[],
  ): void;
}

/** A formula that is affine in `linear` (see `linearParameters`) taken apart; the f64 twin of `emitWgslBasis`. */
export function compileBasis(node: FormulaNode, inputs: FormulaInputs, linear: readonly string[]): CompiledBasis {
  checkInputs(node, inputs);
  const graph = new Graph();
  const root = graph.fromTree(node);
  const roots = [
    graph.withoutInputs(root, new Set(linear)),
    ...linear.map((name) => graph.withoutInputs(graph.derivative(root, name), new Set(linear))),
  ];
  const machine = new Machine(graph, roots, inputs);
  return {
    evaluate: (scalars, columns, rows, offset, basis) => machine.run(scalars, columns, rows, [offset, ...basis]),
  };
}
