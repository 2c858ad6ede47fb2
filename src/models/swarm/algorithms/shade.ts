// What L-SHADE and jSO share: their fields and the size of what they keep.
import { fieldTexts, z } from '../../../core/schema.ts';
import { deBoundary } from './de.ts';
import { common } from './fields.ts';
import type { SwarmMemory } from './algorithm.ts';

/** Ranks are found by comparing each with each. */
const mostShadeMembers = 32_768;
/** As many as a trial needs. */
export const leastShadeMembers = 4;
const memberWords = 6;

export const shadeFields = (defaults: { members: string; cells: number; bestShare: number; archiveRate: number }) => ({
  particles: z.optional(z.int().check(z.minimum(leastShadeMembers), z.maximum(mostShadeMembers))).register(fieldTexts, {
    label: 'Particles',
    help: `Members at the start; they fall linearly to 4 as the evaluations are spent, for which a search without a limit gets 10,000 for every variable. Default: ${defaults.members}.`,
    scale: 'log',
  }),
  cells: z._default(z.int().check(z.minimum(2), z.maximum(1_000)), defaults.cells).register(fieldTexts, {
    label: 'History H',
    help: 'How many generations’ successful F and CR are remembered.',
    group: 'more',
  }),
  bestShare: z._default(z.number().check(z.positive(), z.maximum(1)), defaults.bestShare).register(fieldTexts, {
    label: 'Best share p',
    help: 'Share of the members, 2 at least, from which a trial takes the one that it is drawn to.',
    group: 'more',
  }),
  archiveRate: z._default(z.number().check(z.minimum(0), z.maximum(10)), defaults.archiveRate).register(fieldTexts, {
    label: 'Archive',
    help: 'Beaten members that are kept as ends of differences, for each member.',
    group: 'more',
  }),
  boundary: deBoundary,
  ...common,
});

/** The swarm's own words: shaders/swarm/shade/shade.wgsl. */
export function shadeMemory(
  { particles, cells, archiveRate }: { particles: number; cells: number; archiveRate: number },
  dimensions: number,
): SwarmMemory {
  // A place to spare: an adapter may round the product otherwise.
  return { swarmWords: 3 + 2 * cells + dimensions * (archivePlaces(archiveRate, particles) + 1), memberWords };
}

/** Places in the archive, as the kernels reckon them. */
export function archivePlaces(archiveRate: number, members: number): number {
  return Math.floor(Math.fround(Math.fround(archiveRate) * members) + 0.5);
}

/** The population that goes by the dimensions, within what a search can have. */
export function shadePopulation(wanted: number): number {
  return Math.min(mostShadeMembers, Math.max(leastShadeMembers, Math.round(wanted)));
}
