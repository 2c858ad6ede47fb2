// Every action that has a shortcut, by group.
import { formatShortcut, useActions } from '../shared/actions.ts';
import { Dialog } from '../shared/dialog.tsx';
import styles from './shortcut-help.module.css';

export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const actions = useActions().filter(({ shortcut }) => shortcut !== undefined);
  const groups = [...new Set(actions.map(({ group }) => group))];
  return (
    <Dialog isOpen wide title="Shortcuts" onClose={onClose}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles['group']}>{group}</h3>
            <dl className={styles['list']}>
              {actions
                .filter((action) => action.group === group)
                .map(({ id, title, shortcut = '' }) => (
                  <div key={id} className={styles['row']}>
                    <dt>{title}</dt>
                    <dd>
                      <kbd>{formatShortcut(shortcut)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
