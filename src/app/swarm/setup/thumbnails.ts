// The small pictures of the catalogue: computed once by the engine, two-dimensional, kept for the visit.
import { client } from '../../shared/engine.ts';
import type { Landscape } from '../../../engine/api.ts';
import type { CatalogueName } from '../../../models/swarm/catalogue.ts';

const size = 48;
const known = new Map<CatalogueName, Promise<Landscape>>();

/** Rejects when the engine is not there; asked again, it tries again. */
export function thumbnailOf(name: CatalogueName): Promise<Landscape> {
  const kept = known.get(name);
  if (kept) return kept;
  const asked = client.landscape({ problem: { name, dimensions: 2 }, axes: [0, 1], size });
  known.set(name, asked);
  asked.catch(() => known.delete(name));
  return asked;
}
