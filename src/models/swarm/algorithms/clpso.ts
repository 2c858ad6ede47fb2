// Comprehensive learning PSO.
import { fieldTexts, z } from '../../../core/schema.ts';
import { count, limits } from '../spec-parts.ts';
import type { SwarmMemory } from './algorithm.ts';
import { common, flyingBoundary } from './fields.ts';
import { acceleration, inertia, limitOf } from './velocity.ts';

/** What the paper says, and what the code does that its authors published; they differ. */
export const clpsoPresets = {
  paper: { inertia: [0.9, 0.4], gap: 7, first: 0.05, span: 0.45, steepness: 10 },
  code: { inertia: [0.9, 0.2], gap: 5, first: 0, span: 0.5, steepness: 5 },
} as const;

const schema = z.strictObject({
  name: z.literal('clpso'),
  preset: z._default(z.enum(['paper', 'code']), 'paper').register(fieldTexts, {
    label: 'Settings of',
    help: 'The paper, or the code that its authors published: inertia 0.9 to 0.4 or to 0.2, gap 7 or 5, chances to learn from others 0.05 to 0.5 or 0 to 0.5.',
  }),
  inertia: z.optional(inertia).register(fieldTexts, {
    label: 'Inertia',
    help: 'Share of the velocity that is kept; two numbers fall linearly from the first to the second generation limit. Default: that of the settings.',
  }),
  pull: z._default(acceleration, 1.494_45).register(fieldTexts, {
    label: 'Pull',
    help: 'How strongly a member is drawn to whom it follows in a dimension.',
    note: 'stable while c < 24(1-w²)/(7-5w)',
  }),
  gap: z.optional(count(1_000_000)).register(fieldTexts, {
    label: 'Refreshing gap',
    help: 'Evaluations without a better own best after which a member chooses anew whom to follow. Default: that of the settings.',
    group: 'more',
  }),
  particles: z._default(z.int().check(z.minimum(3), z.maximum(limits.particles)), 40).register(fieldTexts, {
    label: 'Particles',
    help: 'Members of the swarm: 10 in 10 dimensions and 40 in 30 in the paper.',
    scale: 'log',
  }),
  velocityLimit: limitOf(0.2),
  boundary: flyingBoundary,
  ...common,
});

export const clpso = {
  name: 'clpso',
  title: 'PSO, comprehensive learning',
  help: 'Each follows the own best of another in each variable, chosen anew when that stops helping: for many minima.',
  source: 'Liang, Qin, Suganthan & Baskar 2006',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
  memory: (_: z.output<typeof schema>, dimensions: number): SwarmMemory => ({
    swarmWords: 0,
    memberWords: dimensions + 3,
  }),
};
