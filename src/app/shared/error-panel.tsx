// An error as a person meets it: what happened, where, what to do; the rest can be copied.
import { Copy, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toErrorData, type ErrorData, type ErrorPlace } from '../../core/errors.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import styles from './feedback.module.css';

export interface ErrorPanelProps {
  /** Whatever was thrown or stored. */
  readonly error: unknown;
  /** What did not work: "The run could not be resumed". */
  readonly title?: string;
  /** Buttons beside 'Copy details'. */
  readonly actions?: ReactNode;
}

export function ErrorPanel({ error, title, actions }: ErrorPanelProps) {
  const data = isErrorData(error) ? error : toErrorData(error);
  const place = data.place && describePlace(data.place);
  return (
    <div className={styles['error']} role="alert">
      <TriangleAlert aria-hidden className={styles['errorIcon']} />
      <div className={styles['errorBody']}>
        {title && <h2 className={styles['errorTitle']}>{title}</h2>}
        <p className={styles['errorMessage']}>{data.message}</p>
        {place && <p className={styles['errorPlace']}>{place}</p>}
        {data.hint && <p className={styles['errorHint']}>{data.hint}</p>}
        <div className={styles['errorActions']}>
          {actions}
          <Button size="small" icon={Copy} onPress={() => void copyText(describeError(data), 'The details')}>
            Copy details
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Everything that is known of an error, as text for a bug report. */
export function describeError(data: ErrorData): string {
  return [
    `${data.code}: ${data.message}`,
    data.place && `Place: ${describePlace(data.place)}`,
    data.hint && `Hint: ${data.hint}`,
    data.stack,
    data.cause && `Caused by ${describeError(data.cause)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function describePlace(place: ErrorPlace): string {
  const { field, row, column, line, offset, length } = place;
  return [
    field && `field ${field}`,
    line !== undefined && `line ${line}`,
    row !== undefined && `row ${row}`,
    column !== undefined && `column ${column}`,
    offset !== undefined &&
      (length !== undefined && length > 1
        ? `characters ${offset + 1} to ${offset + length}`
        : `character ${offset + 1}`),
  ]
    .filter(Boolean)
    .join(', ');
}

function isErrorData(error: unknown): error is ErrorData {
  return (
    typeof error === 'object' &&
    error !== null &&
    !(error instanceof Error) &&
    'code' in error &&
    'message' in error &&
    'hint' in error
  );
}
