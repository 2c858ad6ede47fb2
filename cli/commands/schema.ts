// `schema [KIND]`: the JSON schema of a spec, from the schema that checks it.
import { AeonError } from '../../src/core/errors.ts';
import { z } from '../../src/core/schema.ts';
import { swarmSpecSchema } from '../../src/models/swarm/schema.ts';

export const specSchemas = { swarm: swarmSpecSchema } as const;

export function printSchema(kind: string): void {
  if (kind !== 'swarm')
    throw new AeonError('bad-spec', `There is no kind of run called "${kind}".`, {
      hint: `There is: ${Object.keys(specSchemas).join(', ')}.`,
    });
  process.stdout.write(
    `${JSON.stringify(z.toJSONSchema(specSchemas[kind], { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
  );
}
