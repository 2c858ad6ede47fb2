// Configuration on Node, in layers: defaults, `config.json` in the data folder, environment (AEONNOVA_PATH=cpu).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type ConfigurationLayer,
  type ConfigurationOutcome,
  layerFromEnvironment,
  resolveConfiguration,
} from '../src/core/configuration.ts';
import { AeonError } from '../src/core/errors.ts';

/** @param store the data folder */
export async function readConfiguration(store: string): Promise<ConfigurationOutcome> {
  const environment = layerFromEnvironment(process.env);
  const file = path.join(store, 'config.json');
  try {
    const outcome = resolveConfiguration([...(await layerFromFile(file)), environment]);
    return outcome;
  } catch (error) {
    if (!(error instanceof AeonError)) throw error;
    const { configuration, problems } = resolveConfiguration([environment]);
    return { configuration, problems: [error, ...problems] };
  }
}

async function layerFromFile(file: string): Promise<ConfigurationLayer[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // No file is the usual case.
    return [];
  }
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new AeonError('bad-spec', `${file} is not JSON; it is left out.`, { hint: 'Correct or remove it.', cause });
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new AeonError('bad-spec', `${file} is not one JSON object; it is left out.`, {
      hint: 'Write { "path": "cpu" }, for example.',
    });
  }
  return [{ origin: 'file', values: { ...values } }];
}

/** What was refused goes to standard error; the run goes on with the layer below. */
export function warnOfProblems(problems: readonly AeonError[]): void {
  for (const { message, hint } of problems) process.stderr.write(`${message}\n${hint}\n`);
}
