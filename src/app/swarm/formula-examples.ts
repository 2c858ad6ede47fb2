// Ready problems for the formula form.
import { stageExamples, type Example } from './examples.ts';

export const formulaExamples: readonly Example[] = [
  {
    title: 'Three-hump camel',
    note: 'Two variables, three valleys.',
    spec: {
      kind: 'swarm',
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], y: [-5, 5] },
        minimize: '2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2',
      },
      algorithm: { name: 'pso', particles: 400 },
      stop: { generations: 120 },
    },
  },
  {
    title: 'A box on a circle',
    note: 'One real, one integer, one choice, two constraints.',
    spec: {
      kind: 'swarm',
      problem: {
        name: 'formula',
        variables: { x: [-5, 5], n: { integer: [1, 9] }, kind: { oneOf: [2, 3, 5] } },
        minimize: '(x - 1)^2 + (n - 4)^2 + 1/kind',
        subjectTo: ['x^2 + n <= 4', 'x + kind >= 3'],
      },
      algorithm: { name: 'pso', particles: 400 },
      stop: { generations: 120 },
    },
  },
  ...stageExamples.slice(2),
];
