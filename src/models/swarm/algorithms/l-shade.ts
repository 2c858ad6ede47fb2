// L-SHADE: differential evolution that learns its own numbers, in a population that shrinks.
import { fieldTexts, z } from '../../../core/schema.ts';
import { deBoundary } from './de.ts';
import { common } from './fields.ts';
import type { SwarmMemory } from './algorithm.ts';

/** Ranks are found by comparing each with each. */
const mostShadeMembers = 32_768;
/** As many as a trial needs. */
export const leastShadeMembers = 4;
const memberWords = 6;

/** Of L-SHADE and jSO, whose numbers differ. */
const shadeFields = (defaults: { members: string; cells: number; bestShare: number; archiveRate: number }) => ({
  particles: z.optional(z.int().check(z.minimum(leastShadeMembers), z.maximum(mostShadeMembers))).register(fieldTexts, {
    label: 'Particles',
    help: `Members at the start; they fall linearly to 4 as the evaluations are spent. Default: ${defaults.members}.`,
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
function shadeMemory(
  { particles, cells, archiveRate }: { particles: number; cells: number; archiveRate: number },
  dimensions: number,
): SwarmMemory {
  return { swarmWords: 3 + 2 * cells + dimensions * Math.floor(archiveRate * particles + 0.5), memberWords };
}

const schema = z.strictObject({
  name: z.literal('l-shade'),
  ...shadeFields({ members: '18 for every variable', cells: 6, bestShare: 0.11, archiveRate: 2.6 }),
});

export const lShade = {
  name: 'l-shade',
  title: 'L-SHADE',
  help: 'Differential evolution that learns F and CR from what succeeded, in a population that shrinks as the evaluations are spent.',
  source: 'Tanabe & Fukunaga 2014',
  schema,
  isDeferred: true,
  keepsEqual: true,
  movesHalf: false,
  memory: shadeMemory,
  schedule: {
    particles: (dimensions: number) => Math.min(mostShadeMembers, Math.max(leastShadeMembers, 18 * dimensions)),
  },
};
