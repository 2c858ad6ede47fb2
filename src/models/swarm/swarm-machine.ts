// One swarm on one path, as the driver sees it: the interface that every algorithm gives, on the GPU and on the CPU.
import type { CheckpointArray } from '../../core/run.ts';

export interface RepeatStatus {
  /** Generations done; the initial one is not counted. -1 before it. */
  readonly generation: number;
  /** So far, the members that an initial generation broken off left out among them. */
  readonly evaluations: number;
  readonly stopped: 'generations' | 'target' | 'stagnation' | null;
  readonly bestValue: number;
  readonly bestViolation: number;
  readonly notFinite: number;
  readonly restarts: number;
}

export interface SliceReport {
  /** Of the slice, in the machine's own time. */
  readonly milliseconds: number;
  readonly repeats: readonly RepeatStatus[];
  /** Best value over all repeats after each generation since the last report. */
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
  /** Given up within a generation: what was reported stands, but the machine cannot go on and has no state to save. */
  readonly brokenOff: boolean;
  /** Members that an initial generation broken off left out, by repeat; empty otherwise. */
  readonly leftOut: readonly number[];
}

/** Members of one repeat, for pictures and statistics. */
export interface MemberSample {
  readonly generation: number;
  readonly dimensions: number;
  /** [member][dimension] */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Present values; `worst` where not finite. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly best: Float32Array<ArrayBuffer>;
}

export interface MachineState {
  readonly state: unknown;
  readonly arrays: Readonly<Record<string, CheckpointArray>>;
}

export interface SwarmMachine {
  /** Kernel variants in use, for the record. */
  readonly variants: Readonly<Record<string, string>>;
  /**
   * Goes on by at most so many generations; the initial one counts as one. Stopped repeats stand still. Two may be in flight.
   * @param isGivenUp asked every now and then within long generations: whether to break off. Something is always evaluated.
   */
  advance(generations: number, isGivenUp?: () => boolean): Promise<SliceReport>;
  /** Acts on what is advanced after this. */
  turn(knobs: Readonly<Record<string, number>>): void;
  /** Up to `most` members of a repeat, evenly spread. */
  sample(repeat: number, most: number): Promise<MemberSample>;
  /** Best positions ever, [repeat][dimension]. */
  bestPositions(): Promise<Float32Array<ArrayBuffer>>;
  save(): Promise<MachineState>;
  [Symbol.dispose](): void;
}

export const stopNames = [null, 'generations', 'target', 'stagnation'] as const;
