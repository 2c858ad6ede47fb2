// A problem whose values come from outside, as the search takes it: a box to move in, and the variables that are asked for.
// Nothing here computes a value; whoever steps a swarm on it hands in what answers.
import { roundInwards } from '../f32-box.ts';
import { type Answer, type CompiledProblem, decode, decodingOf, searchRange } from '../problem.ts';
import type { ExternalProblem } from '../schema.ts';

export interface ExternalBox extends Omit<CompiledProblem, 'evaluate' | 'evaluateValues'> {
  /** The problem's own values at a place of the search, as they are asked for. */
  valuesAt(place: ArrayLike<number>): number[];
  /** The problem ready to be stepped, with what is answered at each place. */
  answeredBy(evaluate: (place: ArrayLike<number>) => Answer): CompiledProblem;
}

export function createExternalBox({ variables }: ExternalProblem): ExternalBox {
  const names = Object.keys(variables);
  const decodings = Object.values(variables).map(decodingOf);
  const asked = Object.values(variables).map((variable, d): readonly [number, number] =>
    searchRange(decodings[d] ?? { kind: 'real' }, Array.isArray(variable) ? [variable[0], variable[1]] : [0, 1]),
  );
  const ranges = asked.map(([low, high]) => roundInwards(low, high));
  const box = {
    name: 'external',
    dimensions: names.length,
    lower: Float64Array.from(ranges, ([low]) => low),
    upper: Float64Array.from(ranges, ([, high]) => high),
    names,
    decodings,
    offset: 0,
    shader: { modules: {}, data: new Float32Array(0) },
    minimiser: null,
  };
  return {
    ...box,
    valuesAt: (place) =>
      decodings.map((decoding, d) => {
        const x = place[d] ?? Number.NaN;
        if (decoding.kind !== 'real') return decode(decoding, x);
        const [low, high] = asked[d] ?? [x, x];
        return Math.min(high, Math.max(low, shortestDecimal(x)));
      }),
    answeredBy: (evaluate) => ({
      ...box,
      evaluate,
      evaluateValues() {
        throw new Error('The values of an external problem come from outside.');
      },
    }),
  };
}

/** The shortest decimal that is this f32 number and no other: 0.3, where f64 would say 0.30000001192092896. */
export function shortestDecimal(x: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return short;
  }
  return Number(x.toPrecision(9));
}
