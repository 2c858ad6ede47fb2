import fc from 'fast-check';
import { create } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import library from '../../../shaders/lib/formula.wgsl?raw';
import { formulaTrees } from './formula.contract.ts';
import { parseFormula } from './parse.ts';
import { emitWgsl, emitWgslBasis, wgslNumber } from './wgsl.ts';

const nameOf = (name: string): string => `v_${name.length}`;
const emit = (text: string): string => emitWgsl(parseFormula(text), nameOf);

describe('emission', () => {
  it('prints through helpers, with constants folded and powers multiplied', () => {
    expect(emit('b1*(1 - exp[-bb*xxx])')).toBe(
      'aeon_close(aeon_open(), aeon_multiply(v_2, aeon_subtract(1.0, aeon_exp(aeon_multiply((-v_2), v_3)))))',
    );
    expect(emit('-x^2')).toBe('aeon_close(aeon_open(), (-aeon_power2(v_1)))');
    expect(emit('x^-3')).toBe('aeon_close(aeon_open(), aeon_divide(1.0, aeon_power3(v_1)))');
    expect(emit('x^12')).toBe('aeon_close(aeon_open(), aeon_pow(v_1, 12.0))');
    expect(emit('2*3/4 - 1')).toBe('aeon_close(aeon_open(), 0.5)');
    expect(emit('1/0')).toBe('aeon_close(aeon_open(), NOT_FINITE)');
    expect(emit('log(-1)')).toBe('aeon_close(aeon_open(), aeon_fail())');
  });

  it('leaves plain arithmetic plain where magnitudes are known to be small', () => {
    const expression = emitWgsl(parseFormula('a*x + exp(a)'), nameOf, {
      largestOf: (name) => (name === 'a' ? 50 : 1000),
    });
    expect(expression).toBe('aeon_close(aeon_open(), ((v_1 * v_1) + exp(v_1)))');
  });

  it('prints numbers that WGSL takes as f32', () => {
    expect([0, -0, 2, -2, 0.1, 1e-60, 1e30, 1e300, -Infinity].map(wgslNumber)).toEqual([
      '0.0',
      '0.0',
      '2.0',
      '(-2.0)',
      '0.10000000149011612',
      '0.0',
      '1.0000000150474662e+30',
      'NOT_FINITE',
      '(-NOT_FINITE)',
    ]);
  });

  it('takes an affine formula apart', () => {
    const { offset, columns } = emitWgslBasis(parseFormula('a*exp(-ccc*x) + bb*x + x^2'), ['a', 'bb'], nameOf);
    expect(offset).toBe('aeon_close(aeon_open(), aeon_power2(v_1))');
    expect(columns).toEqual([
      'aeon_close(aeon_open(), aeon_exp(aeon_multiply((-v_3), v_1)))',
      'aeon_close(aeon_open(), v_1)',
    ]);
  });

  it('holds nothing but helpers, numbers, operators and what nameOf gave', () => {
    const hostile = ['evil', 'a; discard', '*/ @compute', 'x\u2028y', 'aeon_invalid'];
    const allowed =
      /^(?:NAME|NOT_FINITE|aeon_[a-z]+(?:_[a-z]+)*\d*|exp|abs|sign|floor|ceil|min|max|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[-+*/(),]|\s)*$/;
    fc.assert(
      fc.property(formulaTrees(hostile, 4), (tree) => {
        expect(emitWgsl(tree, () => 'NAME')).toMatch(allowed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('compiled on the null backend', () => {
  let device: GPUDevice;
  let instance: GPU;
  beforeAll(async () => {
    instance = create(['backend=null']);
    const adapter = await instance.requestAdapter();
    if (adapter === null) throw new Error('Dawn has no null adapter');
    device = await adapter.requestDevice();
  });

  async function problemsOf(expressions: readonly string[]): Promise<string[]> {
    const lines = expressions.map((expression, index) => `out[${index}] = ${expression};`).join('\n');
    const module = device.createShaderModule({
      code: `${library}\n@group(0) @binding(0) var<storage, read_write> out: array<f32>;
@compute @workgroup_size(1) fn main() { let v = out[0]; ${lines} }`,
    });
    return (await module.getCompilationInfo()).messages
      .filter((message) => message.type === 'error')
      .map((message) => message.message);
  }

  it('accepts random formulas, bounded or not', async () => {
    const trees = fc.sample(formulaTrees(['x'], 4), { numRuns: 300, seed: 7 });
    const expressions = trees.flatMap((tree) => [
      emitWgsl(tree, () => 'v'),
      emitWgsl(tree, () => 'v', { largestOf: () => 10 }),
    ]);
    expect(await problemsOf(expressions)).toEqual([]);
  });

  it('accepts the longest sums and the deepest nesting that it emits', async () => {
    const long = parseFormula(`x${' - x + sin(x)'.repeat(199)}`);
    const product = parseFormula(`x${'*x'.repeat(399)}`);
    const deep = parseFormula(`${'sin(1/'.repeat(29)}x${')'.repeat(29)}`);
    const bounded = parseFormula(`${'(1 + exp(0.001*'.repeat(20)}x${'))'.repeat(20)}`);
    const expressions = [long, product, deep, bounded].map((tree) => emitWgsl(tree, () => 'v', { largestOf: () => 1 }));
    expect(await problemsOf([...expressions, emitWgsl(deep, () => 'v'), emitWgsl(long, () => 'v')])).toEqual([]);
  });

  it('refuses what no shader compiler would take', () => {
    expect(() => emit(`${'sin('.repeat(80)}x${')'.repeat(80)}`)).toThrow(/too deep for a shader/);
  });
});
