// Saved problems: the form's own can be saved under a name, and one that was saved can be put into the form.
import { useStore } from 'zustand';
import type { SavedOverview } from '../../../engine/api.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { ErrorPanel } from '../../shared/error-panel.tsx';
import { describeFault } from '../setup/field-frame.tsx';
import { useDraft, useFaults } from '../setup/use-draft.ts';
import { NameForm } from './name-form.tsx';
import { SavedRow } from './saved-row.tsx';
import { closeSaved, saveAs, savedStore, type SavedView } from './saved-store.ts';
import styles from './saved.module.css';

export function SavedDialog() {
  const { error, problems, deleted } = useStore(savedStore);
  return (
    <Dialog isOpen title="Saved problems" onClose={closeSaved}>
      <SaveForm />
      {error && <ErrorPanel title="The saved problems could not be read" error={error} />}
      <div className={styles['listBox']} aria-busy={problems === null && !error}>
        {problems && <SavedList problems={problems} deleted={deleted} />}
      </div>
    </Dialog>
  );
}

function SaveForm() {
  const { kind } = useDraft();
  const faults = useFaults();
  const [fault] = [...faults].flatMap(([field, found]) => (field.startsWith('problem') ? [found] : []));
  const help = kind === 'fit' ? 'It is kept in this browser, with its data.' : 'It is kept in this browser.';
  return (
    <NameForm
      label="Save this problem as"
      verb="Save"
      help={fault ? `It is not complete yet. ${describeFault(fault)}` : help}
      isDisabled={fault !== undefined}
      onName={saveAs}
    />
  );
}

interface SavedListProps {
  readonly problems: readonly SavedOverview[];
  readonly deleted: SavedView['deleted'];
}

function SavedList({ problems, deleted }: SavedListProps) {
  // What was deleted leaves its place only when another takes its name.
  const gone = [...deleted.keys()].filter(({ name }) => problems.every((saved) => saved.name !== name));
  const rows = [...problems, ...gone].sort((a, b) => a.name.localeCompare(b.name));
  if (rows.length === 0)
    return (
      <p className={styles['none']}>
        None yet. What is saved here comes back to the form with one press, on any later day.
      </p>
    );
  return (
    <ul className={styles['list']} aria-label="Saved problems">
      {rows.map((saved) => (
        <SavedRow
          key={`${saved.name}/${gone.includes(saved) ? 'gone' : saved.savedAt}`}
          saved={saved}
          isDeleted={gone.includes(saved)}
        />
      ))}
    </ul>
  );
}
