// A line or several lines of text, with label, help and the reason why it is refused.
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { classes } from './classes.ts';
import styles from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly help?: string | undefined;
  /** Beside the label: the default, an origin. */
  readonly note?: string | undefined;
  /** Why the value is refused; null or undefined where it is not. */
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  /** More than one: a text area. */
  readonly lines?: number;
  /** For formulas and code. */
  readonly mono?: boolean;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, onBlur, help, note, error, placeholder, lines = 1, mono = false } = props;
  const input = { className: classes(styles['input'], mono && styles['mono']), ...(placeholder && { placeholder }) };
  return (
    <AriaTextField
      value={value}
      onChange={onChange}
      {...(onBlur && { onBlur })}
      isInvalid={Boolean(error)}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      spellCheck="false"
      autoComplete="off"
      className={styles['field'] ?? ''}
      {...(props.hideLabel && { 'aria-label': label })}
    >
      {!props.hideLabel && (
        <span className={styles['label']}>
          <Label>{label}</Label>
          {note && <span className={styles['labelNote']}>{note}</span>}
        </span>
      )}
      <div className={classes(styles['control'], lines > 1 && styles['tall'])}>
        {lines > 1 ? <TextArea rows={lines} {...input} /> : <Input {...input} />}
      </div>
      {help && !error && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
