// `schema [KIND]`: the JSON schema of a spec, from the schema that checks it. Editors complete and explain by it.
import { AeonError } from '../../src/core/errors.ts';
import { fieldTexts, z } from '../../src/core/schema.ts';
import { comparisonSpecSchema } from '../../src/models/swarm/comparison/schema.ts';
import { swarmSpecSchema } from '../../src/models/swarm/schema.ts';

const specSchemas = { swarm: swarmSpecSchema, comparison: comparisonSpecSchema } as const;

export function specJsonSchema(kind: string): object {
  if (kind !== 'swarm' && kind !== 'comparison')
    throw new AeonError('bad-spec', `There is no kind of run called "${kind}".`, {
      hint: `There is: ${Object.keys(specSchemas).join(', ')}.`,
    });
  return z.toJSONSchema(specSchemas[kind], {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const text = fieldTexts.get(zodSchema);
      if (text === undefined) return;
      jsonSchema.title = text.label;
      jsonSchema.description = [text.help, text.note && `Rule: ${text.note}.`].filter(Boolean).join(' ');
    },
  });
}

export function printSchema(kind: string): void {
  process.stdout.write(`${JSON.stringify(specJsonSchema(kind), null, 2)}\n`);
}
