// The ways to take the picture away, and its numbers for those who cannot see it.
import { Download } from 'lucide-react';
import { ActionButton } from '../../shared/action-button.tsx';
import { canRun, runAction, useActions } from '../../shared/actions.ts';
import { IconButton } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import styles from './stage.module.css';

const saves = ['swarm.png', 'swarm.svg', 'swarm.csv'];

export function SaveMenu() {
  const actions = useActions();
  const entries = saves.flatMap((id) => {
    const action = actions.find((candidate) => candidate.id === id);
    return action
      ? [{ id, title: action.title, icon: action.icon, isDisabled: !canRun(action), run: () => void runAction(id) }]
      : [];
  });
  return (
    <span className={styles['take']}>
      <ActionButton action="swarm.table" size="small" variant="quiet" iconOnly />
      <Menu
        label="Save"
        trigger={<IconButton icon={Download} label="Save picture or numbers" size="small" />}
        entries={entries}
      />
    </span>
  );
}
