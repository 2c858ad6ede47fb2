// One of a few choices: the browser's own list, which every keyboard, screen reader and phone knows how to use.
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

export interface SelectOption<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
}

export interface SelectProps<Id extends string> {
  /** Of the control, where a label elsewhere points at it. */
  readonly id?: string;
  readonly label: string;
  readonly value: Id | null;
  readonly options: readonly SelectOption<Id>[];
  readonly onChange: (id: Id) => void;
  readonly help?: string | undefined;
  readonly note?: string | undefined;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, value, options, onChange, help, note, placeholder = 'Choose', hideLabel = false } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <div className={styles['field']}>
      {!hideLabel && (
        <span className={styles['label']}>
          <label htmlFor={id}>{label}</label>
          {note && <span className={styles['labelNote']}>{note}</span>}
        </span>
      )}
      <span className={classes(styles['control'], styles['select'])}>
        <select
          id={id}
          value={value ?? ''}
          onChange={({ target }) => {
            const chosen = options.find((option) => option.id === target.value);
            if (chosen) onChange(chosen.id);
          }}
          {...(hideLabel && { 'aria-label': label })}
          {...(help && { 'aria-describedby': `${id}-text` })}
        >
          {value === null && (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.title}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden />
      </span>
      {help && (
        <span id={`${id}-text`} className={styles['help']}>
          {help}
        </span>
      )}
    </div>
  );
}
