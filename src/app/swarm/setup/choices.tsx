// One of several, each a button of its own: a group of radio buttons that the arrow keys walk through.
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface ChoicesProps<Id extends string> {
  readonly label: string;
  readonly ids: readonly Id[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** In a row, for the keys up and down. */
  readonly columns?: number;
  readonly className: string | undefined;
  readonly choiceClassName: string | undefined;
  /** Where a picture or a short name says less than the whole. */
  readonly nameOf?: (id: Id) => string;
  readonly renderChoice: (id: Id) => ReactNode;
  /** Stands before a choice: the heading of those that follow. */
  readonly renderHeading?: (id: Id) => ReactNode;
}

export function Choices<Id extends string>(props: ChoicesProps<Id>) {
  const {
    label,
    ids,
    value,
    onChange,
    columns = 1,
    className,
    choiceClassName,
    nameOf,
    renderChoice,
    renderHeading,
  } = props;
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = ids[(ids.indexOf(value) + step + ids.length) % ids.length];
    if (next === undefined) return;
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-name="${next}"]`)?.focus();
  }
  return (
    <div ref={group} className={className} role="radiogroup" aria-labelledby={id} onKeyDown={onKeyDown}>
      <span id={id} className="visually-hidden">
        {label}
      </span>
      {ids.flatMap((choice) => [
        renderHeading?.(choice),
        <button
          key={choice}
          type="button"
          role="radio"
          data-name={choice}
          {...(nameOf && { 'aria-label': nameOf(choice) })}
          aria-checked={choice === value}
          tabIndex={choice === value ? 0 : -1}
          className={choiceClassName}
          onClick={() => onChange(choice)}
        >
          {renderChoice(choice)}
        </button>,
      ])}
    </div>
  );
}
