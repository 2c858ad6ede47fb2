// Rows of equal height, of which only those in sight are in the document. For tables of thousands.
import { useState, type ReactNode } from 'react';
import styles from './readout.module.css';

export interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  /** Cells of a row. */
  readonly row: (index: number) => readonly ReactNode[];
  readonly headers: readonly string[];
}

const rowHeight = 24;
const shownRows = 12;
/** Rows beyond both edges, so that a scroll shows no gap. */
const spare = 6;

export function VirtualRows({ label, count, row, headers }: VirtualRowsProps) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(count, first + shownRows + 2 * spare);
  const template = { gridTemplateColumns: `repeat(${headers.length}, minmax(0, auto))` };
  return (
    <div className={styles['table']} role="table" aria-label={label} aria-rowcount={count + 1}>
      <div role="row" aria-rowindex={1} className={styles['tableHead']} style={template}>
        {headers.map((header) => (
          <span key={header} role="columnheader">
            {header}
          </span>
        ))}
      </div>
      <div
        role="rowgroup"
        tabIndex={count > shownRows ? 0 : undefined}
        aria-label={count > shownRows ? `${label}, scrolls` : undefined}
        className={styles['tableBody']}
        style={{ maxHeight: shownRows * rowHeight }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div role="presentation" style={{ height: count * rowHeight, paddingTop: first * rowHeight }}>
          {Array.from({ length: last - first }, (_, i) => first + i).map((index) => (
            <div key={index} role="row" aria-rowindex={index + 2} className={styles['tableRow']} style={template}>
              {row(index).map((cell, column) => (
                <span key={column} role="cell" className={column === 0 ? undefined : 'number'}>
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
