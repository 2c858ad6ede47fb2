// jSO: L-SHADE with bounds on its numbers that loosen as the evaluations are spent.
import { z } from '../../../core/schema.ts';
import { shadeFields, shadeMemory, shadePopulation } from './shade.ts';

const schema = z.strictObject({
  name: z.literal('jso'),
  ...shadeFields({ members: '25 ln D √D for D variables', cells: 5, bestShare: 0.25, archiveRate: 1 }),
});

export const jso = {
  name: 'jso',
  title: 'jSO',
  help: 'L-SHADE that explores longer: large CR, bounded F and a weaker pull to the best at first, a stronger one later.',
  source: 'Brest, Maučec & Bošković 2017',
  schema,
  isDeferred: true,
  keepsEqual: true,
  movesHalf: false,
  memory: shadeMemory,
  schedule: {
    // One variable has no logarithm to go by: as many as two.
    particles: (dimensions: number) =>
      shadePopulation(25 * Math.log(Math.max(2, dimensions)) * Math.sqrt(Math.max(2, dimensions))),
  },
};
