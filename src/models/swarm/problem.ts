// A problem ready to be searched: its box, its names, its f64 objective, and what its kernel needs. The search sees a box
// of real numbers; integers and choices are decoded from it before the objective is called. Places that people give or are
// given (starts, results, evaluations) are in the problem's own values.
import type { AeonError } from '../../core/errors.ts';
import type { ShaderMessage } from '../../gpu/kernel-cache.ts';
import type { StopSpec } from './schema.ts';
import type { Variable } from './spec-parts.ts';
import type { WgslMessage } from './wgsl/messages.ts';

export interface Answer {
  readonly value: number;
  /** Sum of the violations of the constraints; 0 where all hold. */
  readonly violation: number;
}

/** How a coordinate of the search becomes the variable of the problem. */
export type Decoding =
  | { readonly kind: 'real' }
  | { readonly kind: 'integer'; readonly first: number; readonly last: number }
  | { readonly kind: 'oneOf'; readonly values: readonly number[] };

/** The objective's WGSL: modules by name and the numbers they read. */
export interface ObjectiveShader {
  /** Source that gives `Accumulator`, `observe` and `conclude` (see shaders/swarm/objective-plain.wgsl). */
  readonly modules: Readonly<Record<string, string>>;
  readonly data: Float32Array<ArrayBuffer>;
  /** What somebody wrote, beside ours. */
  readonly user?: UserShader;
}

/** A text of the user's in a module of ours. Lines of it are lines of the module; our names are prefixed there. */
export interface UserShader {
  /** At the head of the module, coordinates decoded from those of the search. */
  readonly text: string;
  /** The same for places in the problem's own values, taken as they are. */
  readonly textOfValues: string;
  readonly namePrefix: string;
  /** Cost of a coordinate against one of a plain function, before anything was measured. */
  readonly weight: number;
  /** What a compiler says of the user's part, at its places in the source. */
  translate(messages: readonly ShaderMessage[]): readonly WgslMessage[];
  /** `bad-wgsl` with the place in the user's source, where the compiler speaks of one. */
  explainRefusal(messages: readonly ShaderMessage[], refusal: string): AeonError;
  /** What an evaluation did that ended without a value, by the number that it left; see shaders/swarm/user-objective.wgsl. */
  explainFault(number: number): AeonError;
}

export interface CompiledProblem {
  readonly name: string;
  readonly dimensions: number;
  /** Box of the search, f32 numbers (rounded inwards), so that no path ever leaves the box that was asked for. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Names of the variables, one a dimension. */
  readonly names: readonly string[];
  readonly decodings: readonly Decoding[];
  /**
   * What a reported value has on top of the one that is searched, which is the distance from a known least value: in f32
   * the two together would hide it. 0 for most.
   */
  readonly offset: number;
  /** The objective has no form in f64: `evaluate` throws, and a device is asked instead. */
  readonly isDeviceOnly?: true;
  /** f64 objective at a search position (length D), without the offset. NaN and infinities are passed on. */
  evaluate(position: ArrayLike<number>): Answer;
  /** The same at the problem's own values, taken as they are: inside the bounds or not, whole or not. */
  evaluateValues(values: ArrayLike<number>): Answer;
  /** Value at a search position, as `evaluate` has it, with its gradient written; where there is an analytic one. */
  gradient?(position: Float64Array, gradient: Float64Array): number;
  readonly shader: ObjectiveShader;
  /** Where the least value is, as the search sees it; null where that is not known. */
  readonly minimiser: readonly number[] | null;
}

/** A stop as the search sees it: a target is given with the problem's offset. */
export function searchedStop(stop: StopSpec, { offset }: Pick<CompiledProblem, 'offset'>): StopSpec {
  return stop.target === undefined ? stop : { ...stop, target: stop.target - offset };
}

/** The value of the problem's own variable at a search coordinate. */
export function decode(decoding: Decoding, x: number): number {
  if (decoding.kind === 'real') return x;
  if (decoding.kind === 'integer') return Math.min(decoding.last, Math.max(decoding.first, Math.floor(x + 0.5)));
  const index = Math.min(decoding.values.length - 1, Math.max(0, Math.floor(x)));
  return decoding.values[index] ?? Number.NaN;
}

/** The search coordinate that stands for a value of the problem's own variable; null where there is none. */
export function encode(decoding: Decoding, value: number): number | null {
  if (decoding.kind === 'real') return value;
  if (decoding.kind === 'integer') return Number.isInteger(value) ? value : null;
  const index = decoding.values.indexOf(value);
  // The middle of its place, far from the neighbours.
  return index < 0 ? null : index + 0.5;
}

export function decodingOf(variable: Variable | undefined): Decoding {
  if (variable === undefined || Array.isArray(variable)) return { kind: 'real' };
  if ('integer' in variable) return { kind: 'integer', first: variable.integer[0], last: variable.integer[1] };
  if ('oneOf' in variable) return { kind: 'oneOf', values: variable.oneOf };
  return { kind: 'real' };
}

/** The box of the search for one variable. */
export function searchRange(decoding: Decoding, range: readonly [number, number]): readonly [number, number] {
  if (decoding.kind === 'integer') return [decoding.first - 0.5, decoding.last + 0.5];
  if (decoding.kind === 'oneOf') return [0, decoding.values.length];
  return range;
}

export function decodeAll(problem: CompiledProblem, position: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(
    problem.names.map((name, d) => [name, decode(problem.decodings[d] ?? { kind: 'real' }, position[d] ?? Number.NaN)]),
  );
}
