// Every linked shader variant compiles, with its pipelines, on Dawn's null backend (it checks WGSL and limits, without a
// GPU), and its text is the one that was reviewed.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { openNullDevice } from '../../../cli/test-device.ts';
import { moveShaderOf } from './algorithms/move-shaders.ts';
import { algorithmNames, algorithms } from './algorithms/registry.ts';
import { bbobNames } from './bbob/bbob.ts';
import { catalogueNames } from './catalogue.ts';
import { compileProblem } from './compile-problem.ts';
import { psoVariants } from './gpu-pso.ts';
import { linkedName, linkPsoShaders } from './pso-shaders.ts';
import { boundariesOf } from './trace.contract.ts';
import { parseSwarmSpec } from './schema.ts';

const formula = {
  name: 'formula',
  variables: { x: [-5, 5], n: { integer: [1, 9] }, kind: { oneOf: [2, 3, 5] } },
  minimize: '(x - 1)^2 + n * kind - sin(x)',
  subjectTo: ['x^2 + n <= 4'],
};
/** What somebody wrote, whose text comes first and whose names are free. */
const wgsl = {
  name: 'wgsl',
  source: `fn step_size(settings: f32) -> f32 { while (settings > 1.0) {} return 1.0; }
fn objective(x: Position, d: u32) -> f32 { return step_size(at(x, 0u)) + numbers(2u); }`,
  variables: { x: [-5, 5], n: { integer: [1, 9] }, kind: { oneOf: [2, 3, 5] } },
  data: { numbers: [1, 2, 3] },
};
const cases: { name: string; problem: Record<string, unknown>; algorithm: Record<string, unknown> }[] = [
  ...catalogueNames.flatMap((name) =>
    [{}, { shiftSeed: 1 }, { rotationSeed: 1 }].map((moved) => ({
      name: `pso absorb pcg4d ${[name, ...Object.keys(moved)].join(' ')}`,
      problem: { name, dimensions: 3, ...moved },
      algorithm: { name: 'pso' },
    })),
  ),
  ...bbobNames.map((name) => ({
    name: `pso absorb pcg4d ${name}`,
    problem: { name, dimensions: 3 },
    algorithm: { name: 'pso' },
  })),
  {
    name: 'pso absorb pcg4d lennard-jones',
    problem: { name: 'lennard-jones', atoms: 13 },
    algorithm: { name: 'pso' },
  },
  {
    name: 'cso with a pull to the mean clamp pcg4d rastrigin',
    problem: { name: 'rastrigin', dimensions: 3 },
    algorithm: { name: 'cso', phi: 0.2 },
  },
  ...algorithmNames.flatMap((name) =>
    boundariesOf(name).flatMap((boundary) =>
      ['pcg4d', 'philox4x32-10'].flatMap((generator) =>
        [{ name: 'rastrigin', dimensions: 3 }, formula].map((problem) => ({
          name: `${name} ${boundary ?? 'inside'} ${generator} ${problem.name}`,
          problem,
          algorithm: { name, generator, ...(boundary && { boundary }) },
        })),
      ),
    ),
  ),
];

cases.push(...algorithmNames.map((name) => ({ name: `${name} wgsl`, problem: wgsl, algorithm: { name } })));

const device = await openNullDevice();
afterAll(() => device.destroy());

describe('linked shaders of the swarms', () => {
  const hashes = new Map<string, string>();
  const entryPoints = {
    step: ['initialise', 'step', 'remember'],
    generation: ['find_block_bests', 'end_generation'],
    sample: ['sample'],
  };

  it.each(cases)('$name', async ({ name, problem, algorithm }) => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem, algorithm });
    if (spec.problem.name === 'fit') throw new Error('No fits here.');
    const compiled = compileProblem(spec.problem);
    const code = linkPsoShaders(spec, compiled);
    for (const part of ['step', 'prepare', 'generation', 'sample'] as const) {
      if (code[part] === '') continue;
      device.pushErrorScope('validation');
      const module = device.createShaderModule({ code: code[part] });
      const named = (own: string): string => (part === 'step' ? linkedName(compiled, own) : own);
      const ofMoves = moveShaderOf(spec.algorithm).prepare?.passes.map(({ entryPoint }) => entryPoint);
      for (const entryPoint of part === 'prepare' ? (ofMoves ?? []) : entryPoints[part]) {
        if (entryPoint === 'remember' && !algorithms[spec.algorithm.name].isDeferred) continue;
        // Sizes are constants of the pipeline, not of the text: all of them once.
        const variants = Object.values(psoVariants);
        for (const { tile, workgroupSize } of name.includes('rastrigin') ? variants : variants.slice(0, 1)) {
          device.createComputePipeline({
            layout: 'auto',
            compute: {
              module,
              entryPoint: named(entryPoint),
              constants: { [named('TILE')]: tile, [named('WORKGROUP_SIZE')]: workgroupSize },
            },
          });
        }
      }
      expect((await device.popErrorScope())?.message).toBeUndefined();
      hashes.set(`${part.padEnd(10)} ${name}`, createHash('sha256').update(code[part]).digest('hex').slice(0, 16));
    }
  });

  it('are the reviewed ones', async () => {
    const lines = [...hashes].map(([name, hash]) => `${hash} ${name}`);
    const prepared = cases.filter(({ problem, algorithm }) => {
      const { algorithm: own } = parseSwarmSpec({ kind: 'swarm', problem, algorithm });
      return moveShaderOf(own).prepare;
    });
    expect(lines).toHaveLength(3 * new Set(cases.map(({ name }) => name)).size + prepared.length);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./__snapshots__/pso-shaders.txt');
  });

  it('read, in full, as reviewed: the default', async () => {
    const spec = parseSwarmSpec({ kind: 'swarm', problem: { name: 'rastrigin', dimensions: 3 } });
    if (spec.problem.name === 'fit') throw new Error('No fits here.');
    const code = linkPsoShaders(spec, compileProblem(spec.problem));
    await expect(code.step).toMatchFileSnapshot('./__snapshots__/pso-step.wgsl');
  });
});
