// The part of a design as its view and the report take it: titles and meanings with the values of one place.
import { designFormulas } from '../../../models/swarm/designs/design-formulas.ts';
import { designs } from '../../../models/swarm/designs/designs.ts';
import type { DesignProblem } from '../../../models/swarm/schema.ts';
import type { PartPicture } from '../../../views/part-chart.ts';

/** @param values of the variables, in their order */
export function partOf({ name }: DesignProblem, values: readonly number[]): PartPicture {
  const { title, variables } = designs[name];
  const { meanings } = designFormulas[name];
  return {
    design: name,
    title,
    variables: Object.keys(variables).map((variable, d) => ({
      name: variable,
      meaning: meanings[d] ?? '',
      value: values[d] ?? Number.NaN,
    })),
  };
}
