import { useState, type FormEvent } from 'react';
import type { RunOverview } from '../../core/run.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { TextField } from '../shared/text-field.tsx';
import { rename } from './run-commands.ts';

export function RenameDialog({ run, onClose }: { readonly run: RunOverview; readonly onClose: () => void }) {
  const [title, setTitle] = useState(run.title);
  const isEmpty = title.trim() === '';
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isEmpty) return;
    onClose();
    void rename(run, title.trim());
  }
  return (
    <Dialog
      isOpen
      title="Rename the run"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep the title</Button>
          <Button variant="primary" type="submit" form="rename-run" isDisabled={isEmpty}>
            Rename
          </Button>
        </>
      }
    >
      <form id="rename-run" onSubmit={submit}>
        <TextField
          label="Title"
          value={title}
          onChange={setTitle}
          autoFocus
          error={isEmpty ? 'A run needs a title.' : null}
        />
      </form>
    </Dialog>
  );
}
