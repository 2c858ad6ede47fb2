// The columns of a data file that a fit's formulas name.
import { AeonError } from '../core/errors.ts';
import { checkConstants, collectNames } from '../data/formula/names.ts';
import { parseFormula } from '../data/formula/parse.ts';
import { readNist } from '../data/read-nist.ts';
import { readTable } from '../data/read-table.ts';
import { numberColumn } from '../data/table.ts';
import { inField } from '../models/swarm/problems/formula-problem.ts';
import { type FitProblem, lostName } from '../models/swarm/schema.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';

/** Only the columns that the formulas name travel with the spec. Throws `bad-data` and `bad-formula` with their places. */
export function readColumns(
  problem: FitProblem,
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
): Record<string, number[]> {
  const table = fromFile(file, () => (file.toLowerCase().endsWith('.dat') ? readNist(bytes).table : readTable(bytes)));
  const columns = table.columns.map(({ name }) => name);
  const names = new Set(
    (['response', 'model'] as const).flatMap((key) =>
      inField(`problem.${key}`, () => {
        const tree = parseFormula(problem[key]);
        checkConstants(tree, columns);
        return [...collectNames(tree)];
      }),
    ),
  );
  for (const parameter of Object.keys(problem.parameters)) {
    // Which of them the formula means cannot be told.
    if (names.has(parameter) && columns.includes(parameter))
      throw badSpec(
        `problem.parameters.${parameter}`,
        'is also the name of a column that the formulas use',
        'Rename the parameter.',
      );
    names.delete(parameter);
  }
  if (names.has(lostName))
    throw new AeonError(
      'bad-data',
      `The column "${lostName}" cannot be used: the name means something else to programs.`,
      {
        hint: 'Give the column another name in the file.',
        place: { field: 'problem.data', column: lostName },
      },
    );
  return Object.fromEntries(
    [...names].map((name) => [name, Array.from(fromFile(file, () => numberColumn(table, name)))]),
  );
}

/** Runs `work`; an error about data gets the name of the file. */
function fromFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AeonError) || error.code !== 'bad-data') throw error;
    throw new AeonError('bad-data', `${file}: ${error.message}`, {
      hint: error.hint,
      ...(error.place && { place: error.place }),
      cause: error,
    });
  }
}
