// A button that opens a menu: arrows, Home, End and first letters move in it, Enter chooses, Escape or a press beside it
// closes it. The browser keeps it on top.
import type { LucideIcon } from 'lucide-react';
import {
  cloneElement,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import type { ButtonProps } from './button.tsx';
import { classes } from './classes.ts';
import styles from './overlay.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  readonly icon?: LucideIcon | undefined;
  readonly isDisabled?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  /** A Button or IconButton. */
  readonly trigger: ReactElement<Partial<ButtonProps>>;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export function Menu({ trigger, label, entries }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  // The press that closes an open menu, as one beside it, must not open it again.
  const wasOpen = useRef(false);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span
      className={styles['menuRoot']}
      onKeyDown={(event) => {
        if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
        event.preventDefault();
        setOpen(true);
      }}
    >
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        ...(isOpen && { 'aria-controls': id }),
        onPressStart: () => (wasOpen.current = isOpen),
        onPress: () => setOpen(!wasOpen.current),
      })}
      {isOpen && <OpenMenu {...{ id, label, entries, button, close }} onDismiss={() => setOpen(false)} />}
    </span>
  );
}

interface OpenMenuProps extends Omit<MenuProps, 'trigger'> {
  readonly id: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
  /** The browser closed it. */
  readonly onDismiss: () => void;
}

function OpenMenu({ id, label, entries, button, close, onDismiss }: OpenMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const menu = list.current;
    if (!menu || !button.current) return undefined;
    menu.showPopover();
    place(menu, button.current.getBoundingClientRect());
    itemsOf(menu)[0]?.focus({ preventScroll: true });
    // It stands beside its button, and does not follow it.
    const leave = (event: Event): void => {
      if (!(event.target instanceof Node && menu.contains(event.target))) onDismiss();
    };
    addEventListener('scroll', leave, { capture: true, passive: true });
    addEventListener('resize', leave);
    return () => {
      removeEventListener('scroll', leave, { capture: true });
      removeEventListener('resize', leave);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, []);
  return (
    <div
      ref={list}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      className={styles['popover']}
      onKeyDown={(event) => moveInMenu(event, close)}
      onToggle={(event) => event.newState === 'closed' && onDismiss()}
    >
      {entries.map(({ id: entry, title, icon: Icon, isDisabled = false, danger = false, run }) => (
        <button
          key={entry}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={isDisabled || undefined}
          className={classes(styles['item'], danger && styles['danger'])}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            if (isDisabled) return;
            close();
            run();
          }}
        >
          {Icon && <Icon aria-hidden className={styles['itemIcon']} />}
          <span className={styles['itemText']}>{title}</span>
        </button>
      ))}
    </div>
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled])')];
}

/** Under the button, or above it where there is more room; within the window. */
function place(menu: HTMLElement, { top, bottom, left, right }: DOMRect): void {
  const gap = 4;
  const below = innerHeight - bottom - 2 * gap;
  const above = top - 2 * gap;
  const isBelow = menu.offsetHeight <= below || below >= above;
  menu.style.maxHeight = `${isBelow ? below : above}px`;
  menu.style.top = `${isBelow ? bottom + gap : Math.max(gap, top - gap - menu.offsetHeight)}px`;
  const wanted = left + menu.offsetWidth <= innerWidth - gap ? left : right - menu.offsetWidth;
  menu.style.left = `${Math.max(gap, Math.min(wanted, innerWidth - gap - menu.offsetWidth))}px`;
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  // Space and letters are the menu's, not the shortcuts'.
  event.stopPropagation();
  const items = itemsOf(event.currentTarget);
  const now = items.findIndex((item) => item === document.activeElement);
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
    return;
  }
  const next = nextItem(event, items, now);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextItem({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, items: HTMLElement[], now: number) {
  switch (key) {
    case 'ArrowDown':
      return items[(now + 1) % items.length];
    case 'ArrowUp':
      return items.at(now <= 0 ? -1 : now - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default: {
      if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return undefined;
      const ordered = [...items.slice(now + 1), ...items.slice(0, now + 1)];
      return ordered.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
