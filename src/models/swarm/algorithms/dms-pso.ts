// Dynamic multi-swarm PSO.
import { fieldTexts, z } from '../../../core/schema.ts';
import { count, limits } from '../spec-parts.ts';
import type { SwarmMemory } from './algorithm.ts';
import { common, flyingBoundary, memoryOfFlying } from './fields.ts';
import { limitOf, pullsOf } from './velocity.ts';

const schema = z.strictObject({
  name: z.literal('dms-pso'),
  ...pullsOf({ inertia: [0.9, 0.2], pull: 1.494_45 }),
  groupSize: z._default(z.int().check(z.minimum(1), z.maximum(64)), 3).register(fieldTexts, {
    label: 'Group size',
    help: 'Members of a sub-swarm, which follow the best among them.',
  }),
  regroup: z._default(count(1_000_000), 5).register(fieldTexts, {
    label: 'Regroup after',
    help: 'Generations after which the groups are drawn anew.',
    unit: 'generations',
  }),
  particles: z._default(count(limits.particles), 30).register(fieldTexts, {
    label: 'Particles',
    help: 'Members of all sub-swarms together, 30 in the paper.',
    scale: 'log',
  }),
  velocityLimit: limitOf(0.2),
  boundary: flyingBoundary,
  ...common,
});

export const dmsPso = {
  name: 'dms-pso',
  title: 'PSO, dynamic multi-swarm',
  help: 'Small groups search on their own, and are mixed again and again so that news travels.',
  source: 'Liang & Suganthan 2005',
  schema,
  isDeferred: true,
  keepsEqual: false,
  movesHalf: false,
  memory: (spec: z.output<typeof schema>): SwarmMemory | null => memoryOfFlying(spec),
};
