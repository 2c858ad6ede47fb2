// Random search: the baseline that every other search has to beat.
import { z } from '../../../core/schema.ts';
import { common, particles } from './fields.ts';

export const random = {
  name: 'random',
  title: 'Random search',
  help: 'Draws every place anew, uniformly: the baseline that a search has to beat.',
  source: 'Anderson 1953',
  schema: z.strictObject({ name: z.literal('random'), particles, ...common }),
  isDeferred: false,
  keepsEqual: false,
  movesHalf: false,
};
