// `swarm list`: the problems and algorithms there are.
import { bbob, bbobSource } from '../../src/models/swarm/bbob/bbob-texts.ts';
import { bbobBounds, bbobNames } from '../../src/models/swarm/bbob/bbob.ts';
import { bbobTitles } from '../../src/models/swarm/bbob/bbob-titles.ts';
import { catalogue, catalogueNames } from '../../src/models/swarm/catalogue.ts';
import { algorithmNames, algorithms } from '../../src/models/swarm/algorithms/registry.ts';
import { atomsInCluster, clusterName, clusterSource, leastEnergy } from '../../src/models/swarm/clusters/clusters.ts';
import { designNames } from '../../src/models/swarm/designs/design-names.ts';
import { designFormulas } from '../../src/models/swarm/designs/design-formulas.ts';
import { designs } from '../../src/models/swarm/designs/designs.ts';

const { least: fewest, most } = atomsInCluster;
const cluster = {
  name: clusterName,
  title: 'Lennard-Jones cluster',
  note: `The shape of ${fewest} to ${most} atoms with the least energy. ${clusterSource}.`,
};

const typedIn = [
  { name: 'fit', note: 'A curve through your data: a formula and a box for each parameter.' },
  { name: 'formula', note: 'An objective and constraints that you type in.' },
  { name: 'external', note: 'Variables whose values are told from outside: swarm ask, swarm tell.' },
  { name: 'wgsl', note: 'An objective that you write in WGSL, with data of your own. It runs on a GPU.' },
];

export function listSwarm(options: { json?: boolean }): void {
  if (options.json) {
    const problems = catalogueNames.map((name) => ({ name, ...catalogue[name], minimum: catalogue[name].minimum(10) }));
    const bbobProblems = bbobNames.map((name) => ({
      name,
      title: bbobTitles[name],
      ...bbob[name],
      bounds: bbobBounds,
      source: bbobSource,
    }));
    const designProblems = designNames.map((name) => ({ name, ...designs[name], ...designFormulas[name] }));
    const atoms = Array.from({ length: most - fewest + 1 }, (_, i) => fewest + i);
    const clusterProblem = { ...cluster, minima: Object.fromEntries(atoms.map((n) => [n, leastEnergy(n)])) };
    process.stdout.write(
      `${JSON.stringify({ problems: [...problems, ...bbobProblems, ...designProblems, clusterProblem, ...typedIn], algorithms: algorithmNames })}\n`,
    );
    return;
  }
  const lines = [
    ...catalogueNames.map((name) => ({ name, note: catalogue[name].note })),
    ...bbobNames.map((name) => ({ name, note: `${bbobTitles[name]} (COCO). ${bbob[name].note}` })),
    ...designNames.map((name) => ({
      name,
      note: `${designs[name].title}: ${designFormulas[name].objective}. ${designFormulas[name].source}.`,
    })),
    cluster,
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
