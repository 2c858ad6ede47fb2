// One saved problem: a press puts it into the form; it can be renamed and deleted, and a deleted one had back.
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { SavedOverview } from '../../../engine/api.ts';
import { formatCount, formatTime } from '../../../views/format.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { titleOf } from '../stage/problem-words.ts';
import { NameForm } from './name-form.tsx';
import { deleteSaved, pick, rename, savedStore, undoDeletion } from './saved-store.ts';
import styles from './saved.module.css';

export interface SavedRowProps {
  readonly saved: SavedOverview;
  readonly isDeleted: boolean;
}

export function SavedRow({ saved, isDeleted }: SavedRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const { name, savedAt } = saved;
  const isPicked = useStore(savedStore, ({ picked }) => picked === saved);
  const hasFocus = useStore(savedStore, ({ focused }) => focused === name);
  if (isDeleted)
    return (
      <li className={styles['row']}>
        <span className={styles['gone']} title={name}>
          {`“${name}” was deleted.`}
        </span>
        <Button
          size="small"
          autoFocus
          aria-label={`Undo the deletion of ${name}`}
          onPress={() => void undoDeletion(saved)}
        >
          Undo
        </Button>
      </li>
    );
  const leave = (): void => {
    savedStore.setState({ focused: name });
    setRenaming(false);
  };
  if (isRenaming)
    return (
      <li className={styles['row']}>
        <div
          className={styles['renaming']}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // The dialog stays open.
            event.stopPropagation();
            leave();
          }}
        >
          <NameForm
            label="New name"
            verb="Rename"
            current={name}
            onName={async (changed) => {
              const fault = await rename(saved, changed);
              if (fault === null) setRenaming(false);
              return fault;
            }}
            onCancel={leave}
          />
        </div>
      </li>
    );
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['pick']}
        title={name}
        autoFocus={hasFocus}
        onClick={() => void pick(saved)}
      >
        <span className={styles['name']}>{name}</span>
        <span className={styles['what']}>{isPicked ? 'Reading it' : describe(saved)}</span>
      </button>
      <span className={styles['when']}>{formatTime(savedAt)}</span>
      <IconButton icon={Pencil} label={`Rename ${name}`} size="small" onPress={() => setRenaming(true)} />
      <IconButton icon={Trash2} label={`Delete ${name}`} size="small" onPress={() => void deleteSaved(saved)} />
    </li>
  );
}

function describe({ outline, rows }: SavedOverview): string {
  if (outline.name === 'formula') return `Minimise ${titleOf(outline)}`;
  if (outline.name !== 'fit') return titleOf(outline);
  return `Fit ${titleOf(outline)}${rows === null ? '' : `, ${formatCount(rows)} rows`}`;
}
