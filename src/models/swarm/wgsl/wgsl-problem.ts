// An objective that somebody wrote in WGSL, as a problem: checked, its loops on a budget, its data and coordinates behind
// functions. It has no form in f64: its values are those of a device.
import userObjective from '../../../../shaders/swarm/user-objective.wgsl?raw';
import { AeonError } from '../../../core/errors.ts';
import { roundInwards } from '../f32-box.ts';
import { type CompiledProblem, type Decoding, decodingOf, searchRange, type UserShader } from '../problem.ts';
import { choiceData, decodeWgsl } from '../problems/decode-wgsl.ts';
import { badSpec } from '../spec-parts.ts';
import { checkProgram, lengthName, ownPrefix } from './check-program.ts';
import { budgetInsertions, insertInto, zeroFunctions } from './loop-budget.ts';
import { badWgsl, createExplainer } from './messages.ts';
import { unpackNumbers } from './packed-numbers.ts';
import type { Program } from './read-program.ts';
import type { WgslProblem } from './schema.ts';
import { meaningIn } from './words.ts';

/** Iterations on top of the budget for every number of data: reading all of it a few times is no endless loop. */
const iterationsPerNumber = 4;
/** First dispatches are cut for loops of so many iterations a coordinate; then measurements count. */
const loopWeight = 16;

/** Data by the name under which the objective reads them. */
interface DataPart {
  readonly name: string;
  readonly length: number;
}

/** Throws `bad-wgsl` with the place in the source, and `bad-spec` for variables and data that cannot be used. */
export function compileWgslProblem(spec: WgslProblem): CompiledProblem {
  const { names, decodings, ranges } = readBox(spec);
  const program = checkProgram(spec.source, Object.keys(spec.data));
  const [fault] = program.faults;
  if (fault) throw badWgsl(spec.source, fault);
  const parts = readData(spec);
  const dataLength = parts.reduce((sum, { length }) => sum + length, 0);
  const choices = choiceData(decodings);
  const data = new Float32Array(dataLength + choices.length);
  let at = 0;
  for (const { numbers } of parts) {
    data.set(numbers, at);
    at += numbers.length;
  }
  data.set(choices, dataLength);
  const noTwin = (): never => {
    throw new AeonError('bad-spec', 'An objective in WGSL has no form outside of a GPU.', {
      hint: 'Run it on a GPU.',
      place: { field: 'problem' },
    });
  };
  return {
    name: 'wgsl',
    dimensions: names.length,
    offset: 0,
    lower: Float64Array.from(ranges, ([low]) => low),
    upper: Float64Array.from(ranges, ([, high]) => high),
    names,
    decodings,
    isDeviceOnly: true,
    evaluate: noTwin,
    evaluateValues: noTwin,
    shader: {
      modules: { 'swarm::objective': userObjective },
      data,
      user: createUserShader(spec.source, program, decodings, parts, spec.iterations),
    },
    minimiser: null,
  };
}

/** @param program of the source, without faults */
export function createUserShader(
  source: string,
  program: Program,
  decodings: readonly Decoding[],
  parts: readonly DataPart[],
  iterations: number,
): UserShader {
  const insertions = budgetInsertions(program);
  const budgeted = insertInto(source, insertions);
  const dataLength = parts.reduce((sum, { length }) => sum + length, 0);
  const budget = Math.min(0xffffffff, iterations + iterationsPerNumber * dataLength);
  const strayNumber = program.loops.length + 1;
  const text = (read: readonly Decoding[]): string =>
    [
      budgeted,
      given(program, parts, budget),
      coordinateFunction(read, dataLength, strayNumber),
      zeroFunctions(program),
    ].join('\n');
  return {
    text: text(decodings),
    textOfValues: text(decodings.map(() => ({ kind: 'real' }))),
    namePrefix: ownPrefix,
    weight: 1 + dataLength / decodings.length / 4 + (program.loops.length > 0 ? loopWeight : 0),
    ...createExplainer(source, insertions, program, parts, { budget, dimensions: decodings.length }),
  };
}

function readBox({ variables, dimensions = 0, bounds = [0, 1] }: WgslProblem): {
  names: readonly string[];
  decodings: readonly Decoding[];
  ranges: readonly (readonly [number, number])[];
} {
  if (!variables) {
    const range = roundInwards(bounds[0], bounds[1]);
    return {
      names: Array.from({ length: dimensions }, (_, d) => `x${d + 1}`),
      decodings: Array.from({ length: dimensions }, () => ({ kind: 'real' })),
      ranges: Array.from({ length: dimensions }, () => range),
    };
  }
  const all = Object.entries(variables).map(([name, variable]) => {
    const decoding = decodingOf(variable);
    const range = searchRange(decoding, Array.isArray(variable) ? [variable[0], variable[1]] : [0, 1]);
    return { name, decoding, range: roundInwards(...range) };
  });
  return {
    names: all.map(({ name }) => name),
    decodings: all.map(({ decoding }) => decoding),
    ranges: all.map(({ range }) => range),
  };
}

function readData({ data }: WgslProblem): readonly (DataPart & { readonly numbers: Float32Array<ArrayBuffer> })[] {
  return Object.entries(data).map(([name, entry]) => {
    const field = `problem.data.${name}`;
    const hint = 'Choose another name for the data.';
    const meaning = meaningIn(name);
    if (meaning !== null) throw badSpec(field, `"${name}" is ${meaning}`, hint);
    const isTaken = name === 'at' || name === 'Position' || name === 'objective' || name.startsWith(ownPrefix);
    if (isTaken) throw badSpec(field, `"${name}" is a name of the search’s own`, hint);
    const other = Object.keys(data).find((one) => lengthName(one) === name);
    if (other !== undefined) throw badSpec(field, `"${name}" says how many numbers "${other}" has`, hint);
    if (typeof entry === 'string' || 'file' in entry)
      throw new AeonError(
        'not-found',
        `${field}: the file "${typeof entry === 'string' ? entry : entry.file}" was not read.`,
        {
          hint: 'Hand the file over with the spec.',
          place: { field },
        },
      );
    const numbers = Array.isArray(entry) ? Float32Array.from(entry) : unpackNumbers(entry, field);
    const stray = numbers.findIndex((value) => !Number.isFinite(value));
    if (stray >= 0)
      throw badSpec(field, `number ${stray} is ${numbers[stray]} in 32 bits; every number must be finite`);
    return { name, numbers, length: numbers.length };
  });
}

/** What the user's text is given, and what stands in for nothing where it asks beyond the ends. */
function given({ loops }: Program, parts: readonly DataPart[], budget: number): string {
  let first = 0;
  const accessors = parts.map(({ name, length: count }, i) => {
    const at = `${first}u`;
    const length = `${count}u`;
    first += count;
    return [
      `const ${lengthName(name)}: u32 = ${length};`,
      `fn ${name}(i: u32) -> f32 { if (i >= ${length}) { aeon_stray(${loops.length + 2 + i}u); return 0.0; } return aeon_problem[${at} + i]; }`,
    ].join('\n');
  });
  return [`const aeon_budget: u32 = ${budget}u;`, 'struct Position { aeon_base: u32 }', ...accessors].join('\n');
}

/** `at(x, i)`: the i-th variable's value, whatever the layout of the search. */
function coordinateFunction(decodings: readonly Decoding[], choicesAt: number, strayNumber: number): string {
  let first = choicesAt;
  const cases = decodings.map((decoding, d) => {
    if (decoding.kind === 'real') return '';
    const value = decodeWgsl(decoding, 'c', 'aeon_problem', first);
    if (decoding.kind === 'oneOf') first += decoding.values.length;
    return ` case ${d}u: { return ${value}; }`;
  });
  const decoded = cases.some((text) => text !== '') ? `switch (i) {${cases.join('')} default: {} } ` : '';
  return `fn at(x: Position, i: u32) -> f32 { if (i >= ${decodings.length}u) { aeon_stray(${strayNumber}u); return 0.0; } let c = aeon_positions[x.aeon_base + i * aeon_TILE]; ${decoded}return c; }`;
}
