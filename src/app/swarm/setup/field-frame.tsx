// What every field of the lab's form has around its control: name, default with a way back, fault. The help is read out
// with the control, and stands in the help line while the pointer or the focus is here.
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { IconButton } from '../../shared/button.tsx';
import shared from '../../shared/field.module.css';
import type { FieldFault } from '../spec/formula-check.ts';
import styles from './setup.module.css';

const helpStore = createStore<{ readonly text: string }>(() => ({ text: 'Point at a field to read what it does.' }));

export interface FieldFrameProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** "default 1,024". */
  readonly note?: string | null;
  readonly fault?: FieldFault | undefined;
  /** Given where the value differs from the default. */
  readonly onReset?: (() => void) | undefined;
  /** The control is a group of its own: no label element points at it. */
  readonly isGroup?: boolean;
  readonly children: ReactNode;
}

export function FieldFrame({ id, label, help, note, fault, onReset, isGroup = false, children }: FieldFrameProps) {
  const showHelp = (): void => helpStore.setState({ text: help });
  return (
    <div
      className={shared['field']}
      data-invalid={fault ? true : undefined}
      {...(isGroup && { role: 'group', 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-text` })}
      onFocus={showHelp}
      onPointerEnter={showHelp}
    >
      <div className={shared['label']}>
        {isGroup ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
        <span className={styles['note']}>
          {note}
          {onReset && (
            <IconButton
              icon={RotateCcw}
              size="small"
              className={styles['reset']}
              label={`Reset ${label} to its default`}
              onPress={onReset}
            />
          )}
        </span>
      </div>
      {children}
      <span
        id={`${id}-text`}
        className={fault ? shared['error'] : 'visually-hidden'}
        role={fault ? 'alert' : undefined}
      >
        {fault ? describeFault(fault) : help}
      </span>
    </div>
  );
}

export function describeFault({ message, hint }: FieldFault): string {
  const text = message.startsWith('expected number') ? 'must be a number' : message;
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return [/[.!?]$/.test(sentence) ? sentence : `${sentence}.`, hint].filter(Boolean).join(' ');
}

/** One line at the foot of the form that explains the field at hand. */
export function HelpLine() {
  const { text } = useStore(helpStore);
  return (
    <p className={styles['helpLine']} aria-hidden>
      {text}
    </p>
  );
}
