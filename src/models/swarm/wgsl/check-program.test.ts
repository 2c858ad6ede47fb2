import { describe, expect, it } from 'vitest';
import { AeonError } from '../../../core/errors.ts';
import { parseSwarmSpec } from '../schema.ts';
import { checkProgram } from './check-program.ts';
import { packNumbers, unpackNumbers } from './packed-numbers.ts';
import { lineAt, offsetOf, placeOf } from './places.ts';
import { prefixNames } from './prefix-names.ts';
import type { WgslProblem } from './schema.ts';
import { compileWgslProblem } from './wgsl-problem.ts';

const objective = 'fn objective(x: Position, d: u32) -> f32 { return at(x, 0u); }';

describe('what an objective may not say', () => {
  it.each([
    ['enable f16;', 'enable', /"enable" has no place/],
    ['diagnostic(off, derivative_uniformity);', 'diagnostic', /"diagnostic" has no place/],
    ['override size: u32 = 1u;', 'size', /"override size" has no place/],
    ['@compute @workgroup_size(1) fn main() {}', 'compute', /"@compute" has no place/],
    ['@group(0) @binding(0) var<storage> numbers: array<f32>;', 'group', /"@group" has no place/],
    ['var<workgroup> shared_numbers: array<f32, 4>;', 'shared_numbers', /"var<workgroup>" has no place/],
    ['fn f() { workgroupBarrier(); }', 'workgroupBarrier', /each evaluation stands alone/],
    ['fn f() { let aeon_left = 1; }', 'aeon_left', /begin with "aeon_"/],
    ['fn at(a: f32) -> f32 { return a; }', 'at(', /"at" is the function that gives a coordinate/],
    ['struct Position { a: f32 }', 'Position', /"Position" is the type of a place/],
    ['const weights = 1;', 'weights', /"weights" is the function that reads the data/],
    ['const weights_length = 1;', 'weights_length', /how many numbers the data weights has/],
    ['fn max(a: f32) -> f32 { return a; }', 'max', /"max" is a function of WGSL/],
    ['alias vec3f = vec3<i32>;', 'vec3f', /"vec3f" is a type of WGSL/],
    ['fn target() {}', 'target', /"target" is a word of WGSL/],
  ])('%s', (text, at, message) => {
    const source = `${text}\n${objective}`;
    const [fault] = checkProgram(source, ['weights']).faults;
    expect(fault?.message).toMatch(message);
    expect(fault?.offset).toBe(source.indexOf(at));
  });

  it.each([
    ['', 0],
    ['fn goal(x: Position, d: u32) -> f32 { return 1.0; }', 0],
    ['const a = 1; const objective = 2;', 19],
    ['fn objective(x: array<f32, 3>, d: u32) -> f32 { return 1.0; }', 3],
    ['fn objective(x: Position) -> f32 { return 1.0; }', 3],
    ['fn objective(x: Position, d: u32) -> f16 { return 1.0; }', 3],
    ['fn objective(x: Position, d: u32) { }', 3],
  ])('an objective that is none: %s', (source, offset) => {
    const [fault, ...others] = checkProgram(source, []).faults;
    expect(fault?.message).toContain('fn objective(x: Position, d: u32) -> f32');
    expect(fault?.offset).toBe(offset);
    expect(others).toEqual([]);
  });

  it.each([
    objective,
    `@must_use ${objective}`,
    'fn objective(place: Position, _count: u32,)->f32{return 1.0;}',
    'var<private> seen: f32; @diagnostic(off, a.b) fn objective(x: Position, d: u32) -> f32 { let at = 1.0; let max = 2.0; return at; }',
    'struct S { @align(16) at: f32, @size(16) Position: u32 } fn objective(x: Position, d: u32) -> f32 { return S(1.0, 2u).at; }',
  ])('and what it may: %s', (source) => {
    expect(checkProgram(source, []).faults).toEqual([]);
  });
});

describe('the problem', () => {
  const compile = (problem: Record<string, unknown>) => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem: { name: 'wgsl', source: objective, ...problem } });
    return compileWgslProblem(spec.problem as WgslProblem);
  };
  const box = { dimensions: 2, bounds: [-1, 1] };

  it.each([
    [{}, 'problem.dimensions'],
    [{ dimensions: 2 }, 'problem.bounds'],
    [{ dimensions: 2, bounds: [1, -1] }, 'problem.bounds'],
    [{ ...box, variables: { a: [0, 1] } }, 'problem.dimensions'],
    [{ bounds: [0, 1], variables: { a: [0, 1] } }, 'problem.bounds'],
    [{ variables: {} }, 'problem'],
    [{ ...box, data: { max: [1] } }, 'problem.data.max'],
    [{ ...box, data: { at: [1] } }, 'problem.data.at'],
    [{ ...box, data: { aeon_x: [1] } }, 'problem.data.aeon_x'],
    [{ ...box, data: { a: [1], a_length: [1] } }, 'problem.data.a_length'],
    [{ ...box, data: { a: [] } }, 'problem.data.a'],
    [{ ...box, data: { a: [1, 1e39] } }, 'problem.data.a'],
    [{ ...box, data: { a: { name: 'x', f32: 'AAAA' } } }, 'problem.data.a'],
    [{ ...box, data: { a: { name: 'x', f32: '!!!!!!==' } } }, 'problem.data.a'],
    [{ ...box, data: JSON.parse('{"__proto__":[1]}') }, 'problem.data.__proto__'],
    [{ ...box, iterations: 0 }, 'problem.iterations'],
    [{ ...box, source: '' }, 'problem.source'],
  ])('is refused for %j', (problem, field) => {
    expect(() => compile(problem)).toThrow(
      expect.objectContaining({ code: 'bad-spec', place: { field: expect.stringContaining(field) } }),
    );
  });

  it('says where its source is at fault, and has no values without a device', () => {
    expect(() => compile({ ...box, source: `\r\n\r\n${objective}\r\nenable f16;` })).toThrow(
      expect.objectContaining({
        code: 'bad-wgsl',
        message: expect.stringContaining('problem.source, line 4, column 1: '),
        place: expect.objectContaining({ line: 4, offset: objective.length + 6, length: 6 }),
      }),
    );
    expect(() => compile(box).evaluate([0, 0])).toThrow(AeonError);
  });
});

describe('calls of helpers', () => {
  const chain = (levels: number): string =>
    Array.from(
      { length: levels },
      (_, i) => `fn twice${i}(v: f32) -> f32 { return ${i === 0 ? 'v' : `twice${i - 1}(v) + twice${i - 1}(v)`}; }`,
    ).join('\n');
  const calling = (levels: number): string =>
    `${chain(levels)}\nfn objective(x: Position, d: u32) -> f32 { return twice${levels - 1}(at(x, 0u)); }`;

  it('are refused where they double too often, and taken where they do not', () => {
    // One call of the last, two of the one before it, four …: 2^levels - 1 in all.
    expect(checkProgram(calling(9), []).faults).toEqual([]);
    expect(checkProgram(calling(10), []).faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('more than 1,000 calls in one evaluation'),
    ]);
    expect(checkProgram(calling(200), []).faults).toHaveLength(1);
  });
});

describe('numbers in a spec', () => {
  it('come back as they were, many pieces long', () => {
    for (const length of [1, 2, 3, 6_143, 6_144, 6_145, 20_000]) {
      const numbers = Float32Array.from({ length }, (_, i) => Math.fround(Math.sin(i) * 10 ** (i % 30)));
      expect(unpackNumbers(packNumbers('a', numbers), 'data.a')).toEqual(numbers);
    }
  });
});

describe('places', () => {
  it('are lines and columns of an editor, and offsets of a compiler', () => {
    const text = 'a\r\nbé\rc\n\nd\u2028e';
    expect([0, 3, 4, 6, 8, 9, 11].map((offset) => placeOf(text, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 5, column: 1 },
      { line: 5, column: 3 },
    ]);
    expect(offsetOf(text, { line: 6, column: 1 })).toBe(11);
    expect(offsetOf(text, { line: 9, column: 1 })).toBe(text.length);
    expect(lineAt(text, 4)).toEqual({ text: 'bé', at: 1 });
  });
});

describe('names of ours', () => {
  it('are prefixed wherever they stand, and no others', () => {
    const ours =
      'override TILE: u32 = 16u; struct Box { low: f32 } fn width(b: Box) -> f32 { return max(b.low, f32(TILE)); } // TILE';
    expect(prefixNames(ours)).toBe(
      'override aeon_TILE: u32 = 16u; struct aeon_Box { low: f32 } fn aeon_width(b: aeon_Box) -> f32 { return max(b.low, f32(aeon_TILE)); } // TILE',
    );
  });
});
