// A number as the form needs it: may be empty where the field is optional, and hands on what is out of range, so that the
// draft's check says why instead of the field keeping an older value.
import { useEffect, useState } from 'react';
import { classes } from '../../shared/classes.ts';
import field from '../../shared/field.module.css';
import { readNumber } from '../../shared/read-number.ts';

export interface NumberInputProps {
  readonly id?: string;
  /** Its name, where no label element points at it. */
  readonly label?: string;
  /** undefined: empty. NaN: what is typed is no number. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly placeholder?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly unit?: string | null;
  readonly onFocus?: () => void;
}

export function NumberInput(props: NumberInputProps) {
  const { value, onChange, unit, isInvalid = false } = props;
  const [text, setText] = useState(() => toText(value));
  // What is typed stays as it is typed ("1e", "0.10") until the value is another one than it says.
  useEffect(() => {
    setText((shown) => (Object.is(readNumber(shown), value) ? shown : Number.isNaN(value) ? shown : toText(value)));
  }, [value]);
  return (
    <div className={field['control']}>
      <input
        id={props.id}
        className={classes(field['input'], field['mono'])}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        placeholder={props.placeholder}
        aria-label={props.label}
        aria-invalid={isInvalid || undefined}
        aria-describedby={props.describedBy}
        onFocus={props.onFocus}
        onChange={(event) => {
          setText(event.target.value);
          onChange(readNumber(event.target.value));
        }}
      />
      {unit && <span className={field['unit']}>{unit}</span>}
    </div>
  );
}

function toText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}
