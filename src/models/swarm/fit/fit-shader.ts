// The WGSL of one fit: kernels that are the same for every fit, and a module made from the model's tree. No text that a
// user wrote gets into it.
import formulaShader from '../../../../shaders/lib/formula.wgsl?raw';
import randomShader from '../../../../shaders/lib/random.wgsl?raw';
import boundsShader from '../../../../shaders/swarm/bounds.wgsl?raw';
import objectiveShader from '../../../../shaders/swarm/fit-objective.wgsl?raw';
import fitShader from '../../../../shaders/swarm/fit.wgsl?raw';
import { emitWgslBasis } from '../../../data/formula/wgsl.ts';
import { linkShader } from '../../../gpu/link-shader.ts';
import { boundaryShaders } from '../pso-shaders.ts';
import type { AnyBoundary } from '../algorithms/fields.ts';
import type { Generator } from '../../../core/random.ts';
import { boxMapsOf } from './fit-swarm.reference.ts';
import type { CompiledFit } from './compile-fit.ts';

/** Floats of a nonlinear parameter in the buffer `box`. */
const floatsPerMap = 5;

export function linkFitShader(fit: CompiledFit, boundary: AnyBoundary, generator: Generator): string {
  return linkShader(fitShader, {
    modules: {
      'lib::random': randomShader,
      'lib::formula': formulaShader,
      'swarm::bounds': boundsShader,
      'swarm::boundary': boundaryShaders[boundary],
      'swarm::fit_objective': objectiveShader,
      'swarm::fit_model': emitModel(fit),
    },
    flags: { philox: generator === 'philox4x32-10' },
  });
}

function emitModel(fit: CompiledFit): string {
  const linear = fit.linear.map((j) => fit.names[j] ?? '');
  const nonlinear = fit.nonlinear.map((j) => fit.names[j] ?? '');
  const columns = Object.keys(fit.columns);
  const { rows } = fit.sample;
  const nameOf = (name: string): string => {
    const d = nonlinear.indexOf(name);
    return d >= 0 ? `nonlinear[${d}]` : `column_${columns.indexOf(name)}`;
  };
  const largest = new Map<string, number>();
  fit.nonlinear.forEach((j) =>
    largest.set(fit.names[j] ?? '', Math.max(Math.abs(fit.lower[j] ?? 0), Math.abs(fit.upper[j] ?? 0))),
  );
  const [block] = fit.sample.blocks;
  columns.forEach((name, index) =>
    largest.set(
      name,
      (block?.columns[index] ?? new Float64Array(0)).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    ),
  );
  const { offset, columns: basis } = emitWgslBasis(fit.model, linear, nameOf, {
    largestOf: (name) => largest.get(name) ?? Number.POSITIVE_INFINITY,
  });
  const k = linear.length;
  return `const Q: u32 = ${nonlinear.length}u;
const K: u32 = ${k}u;
const K1: u32 = ${k + 1}u;
const KK: u32 = ${Math.max(1, k * k)}u;
const ROWS: u32 = ${rows}u;
const LINEAR_AT: u32 = ${floatsPerMap * nonlinear.length}u;

var<private> nonlinear: array<f32, ${nonlinear.length}>;
var<private> basis: array<f32, K1>;
var<private> rest: f32;

fn read_row(row: u32) {
${columns.map((_, index) => `  let column_${index} = data[${(index + 1) * rows}u + row];`).join('\n')}
${basis.map((expression, j) => `  basis[${j}] = ${expression};`).join('\n')}
  let offset = ${offset};
  rest = select(data[row] - offset, NOT_FINITE, abs(offset) >= AEON_HUGE);
}
`;
}

/** Response, then the columns: the rows that the search sees. */
export function packFitData(fit: CompiledFit): Float32Array<ArrayBuffer> {
  const { rows, blocks } = fit.sample;
  const [block] = blocks;
  const data = new Float32Array(rows * (1 + Object.keys(fit.columns).length));
  if (!block) return data;
  data.set(block.response);
  block.columns.forEach((column, index) => data.set(column, (index + 1) * rows));
  return data;
}

/** The box as the kernels read it: see fit.wgsl. */
export function packFitBox(fit: CompiledFit): Float32Array<ArrayBuffer> {
  const finite = (value: number): number => Math.min(3e38, Math.max(-3e38, value));
  return Float32Array.from([
    ...boxMapsOf(fit).flatMap(({ lower, upper, largest, low, high }) => [lower, upper, largest, low, high]),
    ...fit.linear.flatMap((j) => [fit.lower[j] ?? 0, fit.upper[j] ?? 0]),
    0,
  ]).map(finite);
}
