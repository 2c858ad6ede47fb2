// The small pictures of functions: computed once by the engine, two-dimensional, kept for the visit.
import { client } from '../../shared/engine.ts';
import type { Landscape } from '../../../engine/api.ts';
import { bbobNames, type BbobName } from '../../../models/swarm/bbob/bbob.ts';
import { catalogueNames, type CatalogueName } from '../../../models/swarm/catalogue.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';

export type FunctionName = CatalogueName | BbobName;

const size = 48;
const known = new Map<FunctionName, Promise<Landscape>>();

function problemOf(name: FunctionName): ProblemSpec {
  const classic = catalogueNames.find((candidate) => candidate === name);
  if (classic) return { name: classic, dimensions: 2 };
  const suite = bbobNames.find((candidate) => candidate === name) ?? 'bbob-f1';
  return { name: suite, dimensions: 2, instance: 1 };
}

/** Rejects when the engine is not there; asked again, it tries again. */
export function thumbnailOf(name: FunctionName): Promise<Landscape> {
  const kept = known.get(name);
  if (kept) return kept;
  const asked = client.landscape({ problem: problemOf(name), axes: [0, 1], size });
  known.set(name, asked);
  asked.catch(() => known.delete(name));
  return asked;
}
