// Where host code writes and binds what shaders read: the layouts that are checked in are those of the linked shaders.
import { expect, it } from 'vitest';
import { printLayout, printStructs } from '../../../scripts/reflect-layouts.ts';
import { algorithmNames } from './algorithms/registry.ts';
import { compileProblem } from './compile-problem.ts';
import { compileFit } from './fit/compile-fit.ts';
import { linkFitShader } from './fit/fit-shader.ts';
import { linkPsoShaders } from './pso-shaders.ts';
import { parseSwarmSpec } from './schema.ts';

const header = `// Where the fields of structs stand in memory, in bytes, and the numbers of bindings. Made from the linked shaders: edit those,
// then run \`npx vitest run --project unit src/models/swarm/shader-layouts.test.ts --update\`.
`;

function linkFor(name: string, problem: Record<string, unknown>): ReturnType<typeof linkPsoShaders> {
  const spec = parseSwarmSpec({ kind: 'swarm', problem, algorithm: { name } });
  if (spec.problem.name === 'fit') throw new Error('No fits here.');
  return linkPsoShaders(spec, compileProblem(spec.problem));
}

it('are those of the linked shaders', async () => {
  const { problem } = parseSwarmSpec({
    kind: 'swarm',
    problem: {
      name: 'fit',
      data: { name: 'rows.csv', columns: { x: [1, 2, 3], y: [2, 4, 9] } },
      response: 'y',
      model: 'a*exp(b*x)',
      parameters: { a: [0, 9], b: [0, 9] },
    },
  });
  if (problem.name !== 'fit') throw new Error('A fit was asked for.');
  const text = [
    header,
    printLayout(
      'psoLayout',
      [
        ...Object.values(linkFor('pso', { name: 'rastrigin', dimensions: 3 })),
        ...Object.values(
          linkFor('pso-ring', { name: 'formula', variables: { x: [0, 1], y: [2, 3] }, minimize: 'x + y' }),
        ),
        // With a memory.
        ...Object.values(linkFor('l-shade', { name: 'rastrigin', dimensions: 3 })),
      ].filter((code) => code !== ''),
      ['Knobs'],
    ),
    printStructs(
      'knobLayouts',
      'Knobs',
      Object.fromEntries(
        algorithmNames.map((name) => [name, linkFor(name, { name: 'rastrigin', dimensions: 3 }).step]),
      ),
    ),
    printLayout('fitLayout', [linkFitShader(compileFit(problem), 'absorb', 'pcg4d')]),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('./shader-layouts.ts');
});

it('of modules that differ in what they share are refused', () => {
  const module = (field: string): string =>
    `struct Settings { first: u32, ${field}: u32 } @group(0) @binding(0) var<uniform> settings: Settings;`;
  expect(() => printLayout('layout', [module('second'), module('third')])).toThrow(/differ in Settings/);
  expect(() => printLayout('layout', [module('second').replace('first: u32', 'first: mat2x2f')])).toThrow(
    /Settings\.first is of type/,
  );
});
