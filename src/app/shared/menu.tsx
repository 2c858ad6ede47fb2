// A button that opens a menu.
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classes } from './classes.ts';
import styles from './overlay.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  readonly isDisabled?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  /** A Button or IconButton. */
  readonly trigger: ReactElement;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export function Menu({ trigger, label, entries }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles['popover'] ?? ''}>
        <AriaMenu aria-label={label} className={styles['list'] ?? ''}>
          {entries.map(({ id, title, icon: Icon, shortcut, isDisabled = false, danger = false, run }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={title}
              isDisabled={isDisabled}
              onAction={run}
              className={classes(styles['item'], danger && styles['danger'])}
            >
              {Icon && <Icon aria-hidden className={styles['itemIcon']} />}
              <span className={styles['itemText']}>{title}</span>
              {shortcut && <kbd className={styles['itemNote']}>{shortcut}</kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
