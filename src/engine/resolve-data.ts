// A fit's data file becomes columns in the spec, so that the spec is all that the run needs.
import { AeonError } from '../core/errors.ts';
import { collectNames } from '../data/formula/names.ts';
import { parseFormula } from '../data/formula/parse.ts';
import { readNist } from '../data/read-nist.ts';
import { readTable } from '../data/read-table.ts';
import { numberColumn, type Table } from '../data/table.ts';
import { inField } from '../models/swarm/problems/formula-problem.ts';
import { badSpec, type FitProblem, lostName, type SwarmSpec } from '../models/swarm/schema.ts';

/** Throws `not-found` for a file that was not handed over, `bad-data` and `bad-formula` with their places. */
export function resolveData(spec: SwarmSpec, files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): SwarmSpec {
  const { problem } = spec;
  if (problem.name !== 'fit' || typeof problem.data !== 'string') return spec;
  const bytes = files[problem.data];
  if (!bytes) {
    throw new AeonError('not-found', `The data file "${problem.data}" was not found.`, {
      hint: 'Paths are relative to the spec. In the app, drop the file on the page.',
      place: { field: 'problem.data' },
    });
  }
  return {
    ...spec,
    problem: {
      ...problem,
      data: { name: problem.data, columns: usedColumns(problem, readDataFile(problem.data, bytes)) },
    },
  };
}

function readDataFile(name: string, bytes: Uint8Array<ArrayBuffer>): Table {
  return name.toLowerCase().endsWith('.dat') ? readNist(bytes).table : readTable(bytes);
}

/** Only the columns that the formulas name travel with the spec. */
function usedColumns(problem: FitProblem, table: Table): Record<string, number[]> {
  const names = new Set([
    ...inField('problem.response', () => collectNames(parseFormula(problem.response))),
    ...inField('problem.model', () => collectNames(parseFormula(problem.model))),
  ]);
  for (const parameter of Object.keys(problem.parameters)) {
    // Which of them the formula means cannot be told.
    if (names.has(parameter) && table.columns.some((column) => column.name === parameter))
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
  return Object.fromEntries([...names].map((name) => [name, Array.from(numberColumn(table, name))]));
}
