// A number, typed or stepped. Reads what people paste: 1e-5, 1,024, −3.
import { Minus, Plus } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';
import { readNumber } from './read-number.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  /** Called with numbers in range only; what is not is refused next to the field. */
  readonly onChange: (value: number) => void;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
  readonly step?: number;
  /** Steps double and halve instead. */
  readonly scale?: 'linear' | 'log';
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly note?: string | undefined;
  /** A reason of the caller's own why the value is refused. */
  readonly error?: string | null | undefined;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, step = 1, scale = 'linear', unit, help, note, isDisabled = false } = props;
  const id = useId();
  // What is being typed; null while the field shows its value.
  const [draft, setDraft] = useState<string | null>(null);
  // Another value than the one that is typed, as after a reset, is shown.
  useEffect(() => setDraft((text) => (text !== null && parseNumber(text) === value ? text : null)), [value]);
  const refusal = draft === null ? null : refuse(parseNumber(draft), props);
  const error = props.error ?? refusal;

  function take(text: string): void {
    setDraft(text);
    const parsed = parseNumber(text);
    if (parsed !== null && refuse(parsed, props) === null && parsed !== value) onChange(parsed);
  }
  function stepBy(direction: 1 | -1): void {
    const next = scale === 'log' ? (direction > 0 ? value * 2 : value / 2) : value + direction * step;
    const whole = props.integer ? Math.round(next) : Number(next.toPrecision(12));
    setDraft(null);
    onChange(Math.min(props.maximum ?? Infinity, Math.max(props.minimum ?? -Infinity, whole)));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    stepBy(event.key === 'ArrowUp' ? 1 : -1);
  }

  return (
    <div
      className={styles['field']}
      data-invalid={error ? true : undefined}
      data-disabled={isDisabled ? true : undefined}
    >
      {!props.hideLabel && (
        <span className={styles['label']}>
          <label htmlFor={id}>{label}</label>
          {note && <span className={styles['labelNote']}>{note}</span>}
        </span>
      )}
      <div className={styles['control']} role="group" aria-label={label}>
        <input
          id={id}
          className={classes(styles['input'], styles['mono'])}
          inputMode={props.integer ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={draft ?? formatPlain(value)}
          disabled={isDisabled}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${id}-text` : undefined}
          onChange={(event) => take(event.target.value)}
          onBlur={() => setDraft((text) => (text !== null && refuse(parseNumber(text), props) === null ? null : text))}
          onKeyDown={onKeyDown}
        />
        {unit && <span className={styles['unit']}>{unit}</span>}
        <button
          type="button"
          tabIndex={-1}
          className={styles['stepper']}
          disabled={isDisabled}
          aria-label={`Less: ${label}`}
          onClick={() => stepBy(-1)}
        >
          <Minus aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles['stepper']}
          disabled={isDisabled}
          aria-label={`More: ${label}`}
          onClick={() => stepBy(1)}
        >
          <Plus aria-hidden />
        </button>
      </div>
      {(error || help) && (
        <span id={`${id}-text`} className={error ? styles['error'] : styles['help']} role={error ? 'alert' : undefined}>
          {error ?? help}
        </span>
      )}
    </div>
  );
}

function parseNumber(text: string): number | null {
  const value = readNumber(text);
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function refuse(value: number | null, { minimum, maximum, integer }: NumberFieldProps): string | null {
  if (value === null) return 'Type a number.';
  if (integer && !Number.isInteger(value)) return 'Must be a whole number.';
  if (minimum !== undefined && value < minimum) return `Must be at least ${formatPlain(minimum)}.`;
  if (maximum !== undefined && value > maximum) return `Must be at most ${formatPlain(maximum)}.`;
  return null;
}

function formatPlain(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential() : String(value);
}
