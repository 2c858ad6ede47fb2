import { describe, expect, it } from 'vitest';
import type { FitProblem } from '../../../models/swarm/schema.ts';
import { fineCurve, fitData } from './fit-picture.ts';

const data = { name: 'd.csv', columns: { y: [1, Math.E, Math.E ** 2], x: [0, 1, 2] } };
const problem: FitProblem = {
  name: 'fit',
  data,
  response: 'log(y)',
  model: 'a + b*x',
  parameters: { a: [-1, 1], b: [-1, 1] },
};

describe('the picture of a fit', () => {
  it('shows the response as it is transformed, over the one column of the model', () => {
    const picture = fitData(problem, data);
    expect(picture.x).toEqual({ title: 'x', values: [0, 1, 2] });
    picture.observed.forEach((value, i) => expect(value).toBeCloseTo(i, 12));
  });

  it('draws the curve of any parameters from the first to the last x', () => {
    const curve = fineCurve(problem, fitData(problem, data), { a: 0.5, b: 2 });
    expect(curve?.x.at(0)).toBe(0);
    expect(curve?.x.at(-1)).toBe(2);
    expect(curve?.y.at(-1)).toBeCloseTo(4.5, 12);
  });

  it('has no curve over several columns', () => {
    const several = { ...problem, model: 'a + b*x + b*y' };
    expect(fitData(several, data).x).toBeNull();
    expect(fineCurve(several, fitData(several, data), { a: 1, b: 1 })).toBeNull();
  });

  it('shows the data while the model is still being typed', () => {
    expect(fitData({ ...problem, response: 'y', model: 'a + 2x' }, data)).toMatchObject({
      x: { title: 'x' },
      observed: data.columns.y,
    });
  });
});
