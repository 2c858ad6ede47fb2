// Parameter studies in a comparison: algorithms of one name that differ in one field or two, as grids for tables and heat
// maps. Device-free.
import type { WrittenAlgorithm } from '../algorithms/registry.ts';

export interface SweptField {
  readonly name: string;
  /** As they are in the spec, in the order in which they came. */
  readonly values: readonly unknown[];
}

export interface SweptGrid {
  /** Of the algorithm. */
  readonly name: string;
  readonly rows: SweptField;
  /** null: one field was swept, and there is one column. */
  readonly columns: SweptField | null;
  /** [row][column]: index of the algorithm in the comparison; null: there is none with these two values. */
  readonly algorithms: readonly (readonly (number | null)[])[];
}

/** A grid for every name that is there more than once and whose algorithms differ in one field or two. */
export function sweptGrids(algorithms: readonly WrittenAlgorithm[]): SweptGrid[] {
  const names = [...new Set(algorithms.map(({ name }) => name))];
  return names.flatMap((name) => {
    const members = algorithms.flatMap((algorithm, index) =>
      algorithm.name === name ? [{ index, fields: textsOf(algorithm) }] : [],
    );
    const [first] = members;
    const keys = [...new Set(members.flatMap(({ fields }) => [...fields.keys()]))];
    const differing = keys.filter((key) => members.some(({ fields }) => fields.get(key) !== first?.fields.get(key)));
    const [rowKey, columnKey] = differing;
    if (rowKey === undefined || differing.length > 2) return [];
    const textsIn = (key: string): (string | undefined)[] => [...new Set(members.map(({ fields }) => fields.get(key)))];
    const rows = textsIn(rowKey);
    const columns = columnKey === undefined ? [undefined] : textsIn(columnKey);
    return [
      {
        name,
        rows: { name: rowKey, values: rows.map(valueOf) },
        columns: columnKey === undefined ? null : { name: columnKey, values: columns.map(valueOf) },
        algorithms: rows.map((row) =>
          columns.map(
            (column) =>
              members.find(
                ({ fields }) =>
                  fields.get(rowKey) === row && (columnKey === undefined || fields.get(columnKey) === column),
              )?.index ?? null,
          ),
        ),
      },
    ];
  });
}

/** Fields may be pairs; what is equal as JSON is equal. */
function textsOf(algorithm: WrittenAlgorithm): Map<string, string> {
  return new Map(Object.entries(algorithm).map(([key, value]) => [key, JSON.stringify(value)]));
}

function valueOf(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
