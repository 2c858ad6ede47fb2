// L-SHADE: differential evolution that learns its own numbers, in a population that shrinks.
import { z } from '../../../core/schema.ts';
import { shadeFields, shadeMemory, shadePopulation } from './shade.ts';

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
    particles: (dimensions: number) => shadePopulation(18 * dimensions),
  },
};
