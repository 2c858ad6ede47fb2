// A formula with its fault underlined where it is. The text area lies over a copy of its text that carries the line.
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { classes } from '../../shared/classes.ts';
import shared from '../../shared/field.module.css';
import { splitAtFault, type FieldFault } from '../spec/formula-check.ts';
import { FieldFrame } from './field-frame.tsx';
import styles from './setup.module.css';

export interface FormulaInputProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault?: FieldFault | undefined;
  readonly note?: string | null;
  readonly placeholder?: string;
  readonly onReset?: (() => void) | undefined;
  /** Beside the text: a button that removes it. */
  readonly after?: ReactNode;
}

export function FormulaInput(props: FormulaInputProps) {
  const { label, help, value, onChange, fault, note = null } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => fitHeight(area.current), [value]);
  // Also where it becomes narrower, or is seen for the first time.
  useEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    let width = element.clientWidth;
    const sizes = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      fitHeight(element);
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  const [before, wrong, after] = fault?.offset === undefined ? [value, '', ''] : splitAtFault(value, fault);
  return (
    <FieldFrame id={id} label={label} help={help} note={note} fault={fault} onReset={props.onReset}>
      <div className={styles['formulaRow']}>
        <div className={classes(shared['control'], shared['tall'], styles['formulaBox'])}>
          <div className={styles['underlay']} aria-hidden>
            {before}
            <mark>{wrong}</mark>
            {after}{' '}
          </div>
          <textarea
            ref={area}
            id={id}
            rows={1}
            className={styles['formulaText']}
            value={value}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            placeholder={props.placeholder}
            aria-invalid={fault ? true : undefined}
            aria-describedby={`${id}-text`}
            // A formula is one line, however long it is shown.
            onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
          />
        </div>
        {props.after}
      </div>
    </FieldFrame>
  );
}

/** As tall as its text. */
function fitHeight(element: HTMLTextAreaElement | null): void {
  if (!element) return;
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
}
