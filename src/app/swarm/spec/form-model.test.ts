import { describe, expect, it } from 'vitest';
import { pso } from '../../../models/swarm/algorithms/pso.ts';
import { psoRing } from '../../../models/swarm/algorithms/pso-ring.ts';
import { catalogueProblemSchema, stopSchema } from '../../../models/swarm/schema.ts';
import { fieldsOf, logPosition, logValue } from './form-model.ts';

const byKey = (fields: ReturnType<typeof fieldsOf>) => Object.fromEntries(fields.map((field) => [field.key, field]));

describe('fields of a form', () => {
  it('has every field of the schema that has words, with its range and default', () => {
    const fields = byKey(fieldsOf(pso.schema));
    expect(fields['particles']).toMatchObject({
      label: 'Particles',
      group: 'main',
      defaultValue: 1024,
      widget: { kind: 'number', integer: true, least: 1, most: 1_048_576, log: true },
    });
    expect(fields['velocityLimit']).toMatchObject({
      group: 'more',
      widget: { kind: 'number', integer: false, least: 0, leastExcluded: true, most: 1 },
    });
    expect(fields['boundary']?.widget).toEqual({
      kind: 'choice',
      options: ['clamp', 'reflect', 'periodic', 'random', 'absorb'],
    });
    expect(fields['inertia']?.widget).toEqual({ kind: 'number-or-pair', least: 0, most: 2 });
    expect(fields['initialisation']?.widget).toMatchObject({ kind: 'choice' });
    expect(fields['restartAfter']).toMatchObject({ unit: 'generations', defaultValue: undefined });
    expect(fields['name']).toBeUndefined();
  });

  it('leaves no field of any form out', () => {
    for (const schema of [psoRing.schema, stopSchema]) {
      const keys = Object.keys(schema.shape).filter((key) => key !== 'name');
      expect(fieldsOf(schema).map(({ key }) => key)).toEqual(keys);
    }
    expect(byKey(fieldsOf(catalogueProblemSchema))['bounds']?.widget).toEqual({ kind: 'range' });
  });
});

describe('a slider with a log scale', () => {
  it('begins and ends at its bounds and comes back within its step', () => {
    expect(logValue(0, 1, 2_048, 200)).toBe(1);
    expect(logValue(200, 1, 2_048, 200)).toBe(2_048);
    for (const value of [1, 3, 10, 130, 1_000, 2_048]) {
      const back = logValue(logPosition(value, 1, 2_048, 200), 1, 2_048, 200);
      expect(Math.abs(back - value)).toBeLessThanOrEqual(0.06 * value);
    }
  });
});
