// The table of places and their values: what is told stands there, what is awaited can be typed. Of thousands of rows only
// those in sight are in the document.
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Asked, AskedRow } from '../../../models/swarm/external/external-values.ts';
import { classes } from '../../shared/classes.ts';
import field from '../../shared/field.module.css';
import { cellKey, typeCell, typedValue, violationColumns, type Typed } from './values-store.ts';
import styles from './outside.module.css';

/** As in the style sheet. */
const rowHeight = 36;
const shownRows = 14;
/** Rows beyond both edges, so that a scroll shows no gap. */
const spare = 6;

export function ValuesTable({ asked, typed }: { readonly asked: Asked; readonly typed: Typed }) {
  const { names, constraints, rows } = asked;
  const [top, setTop] = useState(0);
  const table = useRef<HTMLDivElement>(null);
  const columns = ['value', ...violationColumns(constraints)];
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(rows.length, first + shownRows + 2 * spare);
  const template = {
    gridTemplateColumns: `3.5rem repeat(${names.length}, minmax(6.5rem, 1fr)) repeat(${columns.length}, 8rem)`,
  };

  /** Enter and the arrows walk down and up a column, as in spreadsheets. */
  function onKeyDown(event: KeyboardEvent, index: number, column: string): void {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    for (let at = index + step; rows[at]; at += step) {
      const row = rows[at];
      if (!row || row.told !== null) continue;
      table.current?.querySelector<HTMLElement>(`[data-cell="${cellKey(row.id, column)}"]`)?.focus();
      return;
    }
  }

  return (
    <div
      ref={table}
      className={styles['table']}
      role="table"
      aria-label="Values"
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      style={{ maxHeight: (shownRows + 1) * rowHeight }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="row" aria-rowindex={1} className={classes(styles['row'], styles['head'])} style={template}>
        {['id', ...names, ...columns].map((header) => (
          <span key={header} role="columnheader">
            {header}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: rows.length * rowHeight, paddingTop: first * rowHeight }}>
        {rows.slice(first, last).map((row, i) => (
          <div
            key={row.id}
            role="row"
            aria-rowindex={first + i + 2}
            className={classes(styles['row'], row.told ? styles['told'] : undefined)}
            style={template}
          >
            <span role="cell" className="number">
              {row.id}
            </span>
            {row.values.map((value, d) => (
              <span key={names[d]} role="cell" className="number" title={String(value)}>
                {value}
              </span>
            ))}
            {columns.map((column, k) => (
              <span key={column} role="cell" className="number">
                {row.told ? (
                  toldText(row.told, k)
                ) : (
                  <input
                    className={classes(field['mono'], styles['cell'])}
                    data-cell={cellKey(row.id, column)}
                    aria-label={`${column} of ${row.id}`}
                    aria-invalid={typedValue(row, constraints, typed) === null || undefined}
                    autoComplete="off"
                    value={typed[cellKey(row.id, column)] ?? ''}
                    onChange={(event) => typeCell(cellKey(row.id, column), event.target.value)}
                    onKeyDown={(event) => onKeyDown(event, first + i, column)}
                  />
                )}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function toldText({ value, violations }: NonNullable<AskedRow['told']>, column: number): string {
  if (column > 0) return value === null ? '' : String(violations[column - 1] ?? '');
  return value === null ? 'failed' : String(value);
}
