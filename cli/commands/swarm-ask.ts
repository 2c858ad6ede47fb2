// `swarm ask` and `swarm tell`: the places whose values a run waits for, and the way to tell them. No process stays between.
import { AeonError } from '../../src/core/errors.ts';
import { readValuesCsv, writeValuesCsv } from '../../src/models/swarm/external/values-csv.ts';
import { countValues, describeWait } from '../describe-wait.ts';
import { describeResult } from '../describe-result.ts';
import { openNodeEngine } from '../open-engine.ts';
import { readInput } from '../spec-input.ts';
import { writeWhole } from '../store/whole-file.ts';

export interface AskOptions {
  readonly json?: boolean;
  readonly csv?: string;
  readonly store?: string;
}

export async function askSwarm(id: string, { json, csv, store }: AskOptions): Promise<void> {
  if (json && csv !== undefined)
    throw new AeonError('bad-spec', 'Give either --json or --csv.', { hint: 'Without either, CSV is printed.' });
  const { engine } = await openNodeEngine({ store, wantsGpu: false });
  try {
    const asked = await engine.ask(id);
    const { generation, names, constraints } = asked;
    const rows = asked.rows.filter(({ told }) => told === null);
    const table = writeValuesCsv({ names, constraints, rows });
    if (csv !== undefined) {
      await writeWhole(csv, table);
      process.stdout.write(`${countValues(rows.length)} of generation ${generation} asked for in ${csv}\n`);
    } else if (json) {
      const awaited = rows.map(({ id, values }) => ({
        id,
        variables: Object.fromEntries(names.map((name, d) => [name, values[d]])),
      }));
      process.stdout.write(`${JSON.stringify({ id, generation, constraints, awaited })}\n`);
    } else process.stdout.write(table);
  } finally {
    await engine.close();
  }
}

export interface TellOptions {
  readonly json?: boolean;
  readonly store?: string;
}

/** @param file a table as `ask` prints it, - for standard input */
export async function tellSwarm(id: string, file: string, { json, store }: TellOptions): Promise<void> {
  const source = await readInput(file);
  const { engine } = await openNodeEngine({ store, wantsGpu: false });
  try {
    const run = await engine.resume(id);
    const outcome = await run.tell(readValuesCsv(source, await run.ask()));
    const { accepted, known, awaited } = outcome;
    const result = outcome.isOver ? await run.result : null;
    if (json) {
      process.stdout.write(`${JSON.stringify({ id, accepted, known, awaited, result })}\n`);
      return;
    }
    const again = known === 0 ? '' : `, ${countValues(known)} known already`;
    process.stdout.write(`${countValues(accepted)} taken${again}\n`);
    process.stdout.write(result ? describeResult(result) : describeWait(id, awaited, store));
  } finally {
    await engine.close();
  }
}
