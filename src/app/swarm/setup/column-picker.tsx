// The columns of the data with a tiny histogram each; the one to explain is chosen here. The first rows can be looked at.
import { useMemo } from 'react';
import { formatName } from '../../../data/formula/format.ts';
import type { Column, Table } from '../../../data/table.ts';
import { formatCount, formatNumber } from '../../../views/format.ts';
import { histogram } from '../fit/data-source.ts';
import { More } from './field-group.tsx';
import styles from './setup.module.css';

export interface ColumnPickerProps {
  readonly table: Table;
  readonly response: string;
  readonly onChoose: (name: string) => void;
}

const shownColumns = 40;
const shownRows = 8;

export function ColumnPicker({ table, response, onChoose }: ColumnPickerProps) {
  const columns = table.columns.slice(0, shownColumns);
  return (
    <>
      <div className={styles['columns']} role="group" aria-label="Columns">
        {columns.map((column) => (
          <ColumnCard
            key={column.name}
            column={column}
            isResponse={response.trim() === formatName(column.name)}
            onChoose={() => onChoose(column.name)}
          />
        ))}
      </div>
      {table.columns.length > shownColumns && (
        <p className={styles['hint']}>
          {formatCount(table.columns.length - shownColumns)} more columns can be named too.
        </p>
      )}
      {table.notes.map((note) => (
        <p key={note} className={styles['hint']}>
          {note}
        </p>
      ))}
      <More title={`First rows of ${formatCount(table.rows)}`}>
        <div className={styles['tableBox']} tabIndex={0} role="region" aria-label="First rows of the data">
          <table>
            <thead>
              <tr>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="number">
              {Array.from({ length: Math.min(shownRows, table.rows) }, (_, row) => (
                <tr key={row}>
                  {columns.map(({ name, values }) => (
                    <td key={name}>{formatNumber(values[row], 6)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </More>
    </>
  );
}

interface ColumnCardProps {
  readonly column: Column;
  readonly isResponse: boolean;
  readonly onChoose: () => void;
}

const bins = 16;

function ColumnCard({ column, isResponse, onChoose }: ColumnCardProps) {
  const counts = useMemo(() => histogram(column.values, bins), [column]);
  const most = Math.max(1, ...counts);
  const isUsable = column.fault === null;
  return (
    <button
      type="button"
      className={styles['column']}
      aria-pressed={isResponse}
      disabled={!isUsable}
      title={isUsable ? `Explain ${column.name}` : `Row ${column.fault?.row}: not a number`}
      onClick={onChoose}
    >
      <svg viewBox={`0 0 ${bins} 10`} preserveAspectRatio="none" aria-hidden>
        {counts.map((count, i) => (
          <rect key={i} x={i + 0.1} width={0.8} y={10 - (10 * count) / most} height={(10 * count) / most} />
        ))}
      </svg>
      <span>{column.name}</span>
      <small>{isResponse ? 'response' : isUsable ? ' ' : 'text'}</small>
    </button>
  );
}
