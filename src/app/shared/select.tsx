// One of a few choices.
import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import styles from './field.module.css';
import overlay from './overlay.module.css';

export interface SelectOption<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** A few words more, in the list. */
  readonly note?: string | undefined;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly value: Id | null;
  readonly options: readonly SelectOption<Id>[];
  readonly onChange: (id: Id) => void;
  readonly help?: string | undefined;
  readonly note?: string | undefined;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, value, options, onChange, help, note, error, placeholder = 'Choose', hideLabel = false } = props;
  return (
    <AriaSelect
      value={value}
      placeholder={placeholder}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen) onChange(chosen.id);
      }}
      isDisabled={props.isDisabled ?? false}
      isInvalid={Boolean(error)}
      className={styles['field'] ?? ''}
      {...(hideLabel && { 'aria-label': label })}
    >
      {!hideLabel && (
        <span className={styles['label']}>
          <Label>{label}</Label>
          {note && <span className={styles['labelNote']}>{note}</span>}
        </span>
      )}
      <Button className={classes(styles['control'], styles['select'])}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ selectedText, defaultChildren }) => selectedText ?? defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      {(help || error) && (
        <Text
          slot={error ? 'errorMessage' : 'description'}
          className={(error ? styles['error'] : styles['help']) ?? ''}
        >
          {error ?? help}
        </Text>
      )}
      <Popover className={overlay['popover'] ?? ''}>
        <ListBox className={overlay['list'] ?? ''}>
          {options.map(({ id, title, note: more }) => (
            <ListBoxItem key={id} id={id} textValue={title} className={overlay['item'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={overlay['itemText']}>
                    {title}
                    {more && <div className={overlay['itemNote']}>{more}</div>}
                  </span>
                  {isSelected && <Check aria-hidden className={overlay['itemIcon']} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
