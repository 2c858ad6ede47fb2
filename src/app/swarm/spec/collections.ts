// The collections that the kind 'Function' chooses from. Each has a schema of its own; the draft's problem says by its name
// to which it belongs.
import { isBbob } from '../../../models/swarm/bbob/bbob.ts';
import { isCluster } from '../../../models/swarm/clusters/clusters.ts';
import { isDesign } from '../../../models/swarm/designs/design-names.ts';
import {
  bbobProblemSchema,
  catalogueProblemSchema,
  clusterProblemSchema,
  designProblemSchema,
} from '../../../models/swarm/schema.ts';
import type { Overrides } from './draft.ts';

export type Collection = 'catalogue' | 'bbob' | 'design' | 'cluster';

export const collectionSchemas = {
  catalogue: catalogueProblemSchema,
  bbob: bbobProblemSchema,
  design: designProblemSchema,
  cluster: clusterProblemSchema,
} satisfies Record<Collection, unknown>;

export function collectionOf({ name }: Overrides): Collection {
  const problem = { name: String(name) };
  if (isBbob(problem)) return 'bbob';
  if (isCluster(problem)) return 'cluster';
  return isDesign(problem) ? 'design' : 'catalogue';
}

/** What is chosen in each collection before anybody chose. */
export const firstChoices: Readonly<Record<Collection, Overrides>> = {
  catalogue: { name: 'rastrigin', dimensions: 2 },
  bbob: { name: 'bbob-f1', dimensions: 2 },
  design: { name: 'welded-beam' },
  cluster: { name: 'lennard-jones', atoms: 13 },
};
