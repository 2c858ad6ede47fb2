// Part of a formula graph as steps over rows: buffers given out once, reused, blocks that stay in the cache.
// Knows nothing of trees or derivatives; `compile.ts` says which nodes it computes and where its inputs come from.
import type { Graph } from './graph.ts';
import {
  binaryKernels,
  powerOfRows,
  powerOfRowsByScalar,
  scalarLeftKernels,
  scalarRightKernels,
  unaryKernels,
} from './row-kernels.numeric.ts';
import type { Operation } from './scalar-machine.numeric.ts';

/** Rows computed at a time: a dozen buffers of them fit the second-level cache. */
const rowsPerBlock = 2048;

type Step = (rows: number) => void;

export interface RowSources {
  /** Nodes that come as rows, in the order of `run`'s `inputs`. */
  readonly inputs: readonly number[];
  /** Nodes wanted as rows, in the order of `run`'s `outputs`. */
  readonly outputs: readonly number[];
  /** The register of `scalars` that holds a node with the same value in every row, or -1 for a node of rows. */
  readonly scalarOf: (id: number) => number;
}

function defect(what: string): Error {
  return new RangeError(`A formula's program is broken: ${what}.`);
}

export class RowProgram {
  private readonly steps: Step[] = [];
  /** Inputs, outputs, then registers. The first two are filled in by `run`, block by block. */
  private readonly buffers: Float64Array[] = [];
  private readonly inputCount: number;
  private readonly outputCount: number;
  private readonly scalars: Float64Array;

  constructor(graph: Graph, sources: RowSources, scalars: Float64Array) {
    this.scalars = scalars;
    this.inputCount = sources.inputs.length;
    this.outputCount = sources.outputs.length;
    const empty = new Float64Array(0);
    for (let i = 0; i < this.inputCount + this.outputCount; i++) this.buffers.push(empty);
    this.plan(graph, sources);
  }

  private plan(graph: Graph, { inputs, outputs, scalarOf }: RowSources): void {
    const slotOf = new Map<number, number>(inputs.map((id, index) => [id, index]));
    const needed = new Set<number>();
    const visit = (id: number): void => {
      if (needed.has(id) || slotOf.has(id) || scalarOf(id) >= 0) return;
      needed.add(id);
      graph.at(id).operands.forEach(visit);
    };
    outputs.forEach(visit);
    const order = [...needed].sort((a, b) => a - b);

    const lastUse = new Map<number, number>();
    for (const id of order) for (const operand of graph.at(id).operands) lastUse.set(operand, id);
    const outputSlots = new Map<number, number>();
    outputs.forEach((id, index) => {
      if (needed.has(id) && !outputSlots.has(id)) outputSlots.set(id, this.inputCount + index);
    });

    const free: number[] = [];
    for (const id of order) {
      const { kind, operands } = graph.at(id);
      if (kind === 'constant' || kind === 'input') throw defect(`node ${id} has no source`);
      let slot = outputSlots.get(id);
      if (slot === undefined) {
        slot = free.pop() ?? this.addRegister();
      }
      slotOf.set(id, slot);
      this.addStep(kind, slot, operands, slotOf, scalarOf, free);
      for (const operand of new Set(operands)) {
        const used = slotOf.get(operand);
        if (used !== undefined && lastUse.get(operand) === id && used >= this.inputCount + this.outputCount)
          free.push(used);
      }
    }
    outputs.forEach((id, index) => this.addCopy(id, this.inputCount + index, slotOf, scalarOf));
  }

  private addRegister(): number {
    this.buffers.push(new Float64Array(rowsPerBlock));
    return this.buffers.length - 1;
  }

  private buffer(slot: number): Float64Array {
    const buffer = this.buffers[slot];
    if (buffer === undefined) throw defect(`buffer ${slot} is missing`);
    return buffer;
  }

  /** Outputs that are inputs, scalars or twins of another output. */
  private addCopy(
    id: number,
    target: number,
    slotOf: ReadonlyMap<number, number>,
    scalarOf: (id: number) => number,
  ): void {
    const slot = slotOf.get(id);
    if (slot === target) return;
    if (slot !== undefined) {
      this.steps.push((rows) => {
        const source = this.buffer(slot);
        this.buffer(target).set(source.length === rows ? source : source.subarray(0, rows));
      });
      return;
    }
    const register = scalarOf(id);
    this.steps.push((rows) => this.buffer(target).fill(this.scalars[register] ?? Number.NaN, 0, rows));
  }

  private addStep(
    kind: Operation,
    target: number,
    operands: readonly number[],
    slotOf: Map<number, number>,
    scalarOf: (id: number) => number,
    free: number[],
  ): void {
    const { scalars } = this;
    const [a = -1, b = -1, c = -1] = operands;
    const slotA = slotOf.get(a);
    const slotB = slotOf.get(b);
    const scalarA = operands.length > 0 ? scalarOf(a) : -1;
    const scalarB = operands.length > 1 ? scalarOf(b) : -1;

    const unary = unaryKernels[kind];
    if (unary && slotA !== undefined) {
      this.steps.push((rows) => unary(this.buffer(target), this.buffer(slotA), rows));
      return;
    }
    const right = scalarRightKernels[kind];
    if (right && slotA !== undefined && scalarB >= 0) {
      this.steps.push((rows) => right(this.buffer(target), this.buffer(slotA), scalars[scalarB] ?? 0, rows));
      return;
    }
    const left = scalarLeftKernels[kind];
    if (left && slotB !== undefined && scalarA >= 0) {
      this.steps.push((rows) => left(this.buffer(target), this.buffer(slotB), scalars[scalarA] ?? 0, rows));
      return;
    }
    const slotC = slotOf.get(c);
    if (kind === 'power' && slotA !== undefined && slotC !== undefined && scalarB >= 0) {
      this.steps.push((rows) =>
        powerOfRowsByScalar(this.buffer(target), this.buffer(slotA), scalars[scalarB] ?? 0, this.buffer(slotC), rows),
      );
      return;
    }

    // What is rare runs on rows throughout: numbers are spread over a register first.
    const [rowsA = -1, rowsB = -1, rowsC = -1] = operands.map(
      (id) => slotOf.get(id) ?? this.spread(scalarOf(id), free),
    );
    const binary = binaryKernels[kind];
    if (binary) this.steps.push((rows) => binary(this.buffer(target), this.buffer(rowsA), this.buffer(rowsB), rows));
    else if (kind === 'power') {
      this.steps.push((rows) =>
        powerOfRows(this.buffer(target), this.buffer(rowsA), this.buffer(rowsB), this.buffer(rowsC), rows),
      );
    } else throw defect(`there are no rows for ${kind}`);
  }

  /** A register of its own, filled anew in each block. */
  private spread(register: number, free: number[]): number {
    if (register < 0) throw defect('an operand has no source');
    const slot = free.pop() ?? this.addRegister();
    this.steps.push((rows) => this.buffer(slot).fill(this.scalars[register] ?? Number.NaN, 0, rows));
    return slot;
  }

  run(inputs: readonly Float64Array[], rows: number, outputs: readonly Float64Array[]): void {
    for (let start = 0; start < rows; start += rowsPerBlock) {
      const end = Math.min(rows, start + rowsPerBlock);
      const whole = rows <= rowsPerBlock;
      for (let i = 0; i < this.inputCount; i++) {
        const input = inputs[i];
        if (input === undefined) throw defect(`input ${i} is missing`);
        this.buffers[i] = whole ? input : input.subarray(start, end);
      }
      for (let i = 0; i < this.outputCount; i++) {
        const output = outputs[i];
        if (output === undefined) throw defect(`output ${i} is missing`);
        this.buffers[this.inputCount + i] = whole ? output : output.subarray(start, end);
      }
      for (const step of this.steps) step(end - start);
    }
  }
}
