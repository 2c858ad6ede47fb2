// `swarm list`: the problems and algorithms there are.
import { bbob, bbobBounds, bbobNames, bbobSource } from '../../src/models/swarm/bbob/bbob.ts';
import { catalogue, catalogueNames } from '../../src/models/swarm/catalogue.ts';
import { algorithmNames, algorithms } from '../../src/models/swarm/algorithms/registry.ts';

const typedIn = [
  { name: 'fit', note: 'A curve through your data: a formula and a box for each parameter.' },
  { name: 'formula', note: 'An objective and constraints that you type in.' },
];

export function listSwarm(options: { json?: boolean }): void {
  if (options.json) {
    const problems = catalogueNames.map((name) => ({ name, ...catalogue[name], minimum: catalogue[name].minimum(10) }));
    const bbobProblems = bbobNames.map((name) => ({ name, ...bbob[name], bounds: bbobBounds, source: bbobSource }));
    process.stdout.write(
      `${JSON.stringify({ problems: [...problems, ...bbobProblems, ...typedIn], algorithms: algorithmNames })}\n`,
    );
    return;
  }
  const lines = [
    ...catalogueNames.map((name) => ({ name, note: catalogue[name].note })),
    ...bbobNames.map((name) => ({ name, note: `${bbob[name].title} (COCO). ${bbob[name].note}` })),
    ...typedIn,
  ];
  const width = Math.max(...[...lines.map(({ name }) => name), ...algorithmNames].map((name) => name.length));
  process.stdout.write(
    [
      'Problems',
      ...lines.map(({ name, note }) => `  ${name.padEnd(width)}  ${note}`),
      'Algorithms',
      ...algorithmNames.map((name) => `  ${name.padEnd(width)}  ${algorithms[name].help} ${algorithms[name].source}.`),
      '',
    ].join('\n'),
  );
}
