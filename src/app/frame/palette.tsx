// All actions by name: type, choose, done.
import { Search } from 'lucide-react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { canRun, formatShortcut, useActions } from '../shared/actions.ts';
import overlay from '../shared/overlay.module.css';
import { classes } from '../shared/classes.ts';
import styles from './palette.module.css';

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const actions = useActions().filter((action) => action.id !== 'app.palette' && canRun(action));
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={overlay['underlay'] ?? ''}
      data-top
    >
      <Modal className={overlay['modal'] ?? ''}>
        <Dialog aria-label="Commands" className={overlay['dialog'] ?? ''}>
          <Autocomplete filter={(text, wanted) => wanted.split(/\s+/).every((word) => contains(text, word))}>
            <SearchField aria-label="Find a command" autoFocus className={styles['search'] ?? ''}>
              <Search aria-hidden />
              <Input placeholder="Find a command" className={styles['input'] ?? ''} />
            </SearchField>
            <Menu
              aria-label="Commands"
              items={actions}
              className={styles['list'] ?? ''}
              renderEmptyState={() => <p className={styles['none']}>No command has these words.</p>}
            >
              {({ id, title, group, icon: Icon, shortcut, keywords, run }) => (
                <MenuItem
                  id={id}
                  textValue={`${title} ${group} ${keywords ?? ''}`}
                  className={overlay['item'] ?? ''}
                  onAction={() => {
                    onClose();
                    // After the dialog has given the focus back, so that what runs may take it.
                    setTimeout(run);
                  }}
                >
                  {Icon ? (
                    <Icon aria-hidden className={overlay['itemIcon']} />
                  ) : (
                    <span aria-hidden className={overlay['itemIcon']} />
                  )}
                  <span className={overlay['itemText']}>{title}</span>
                  <span className={overlay['itemNote']}>{group}</span>
                  {shortcut && (
                    <kbd className={classes(overlay['itemNote'], styles['keys'])}>{formatShortcut(shortcut)}</kbd>
                  )}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
