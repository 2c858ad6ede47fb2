// Tabs, of which one panel is rendered. Arrows, Home and End choose.
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './tabs.module.css';

export interface TabEntry<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabEntry<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly className?: string;
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect, className }: TabsProps<Id>) {
  const id = useId();
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected),
  );
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const last = tabs.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = tabs[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  }
  return (
    <div className={classes(styles['tabs'], className)}>
      <div role="tablist" aria-label={label} className={styles['list']} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={index === at}
            aria-controls={`${id}-panel`}
            tabIndex={index === at ? 0 : -1}
            className={styles['tab']}
            onClick={() => onSelect(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tabs[at]?.id}`} className={styles['panel']}>
        {tabs[at]?.content}
      </div>
    </div>
  );
}
