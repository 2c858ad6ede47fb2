// A name and the button that saves under it. What is wrong with the name, or with the storage, stands right under it.
import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/text-field.tsx';
import { findByName, savedStore } from './saved-store.ts';
import styles from './saved.module.css';

export interface NameFormProps {
  readonly label: string;
  /** What the button does with a name that is free. */
  readonly verb: string;
  /** The name that it has now. */
  readonly current?: string;
  readonly help?: string;
  /** There is nothing to save: `help` says why. */
  readonly isDisabled?: boolean;
  /** Resolves with why it was not done, or null. */
  readonly onName: (name: string) => Promise<string | null>;
  readonly onCancel?: () => void;
}

export function NameForm({ label, verb, current = '', help, isDisabled = false, onName, onCancel }: NameFormProps) {
  const [name, setName] = useState(current);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const taken = useStore(savedStore, ({ problems }) => findByName(problems, name));
  const isTaken = taken !== undefined && taken.name !== current;
  const isReady = name.trim() !== '' && !isDisabled && !isBusy;
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    setFault(await onName(name));
    setBusy(false);
  }
  return (
    <form className={styles['nameForm']} onSubmit={(event) => void submit(event)}>
      <TextField
        label={label}
        value={name}
        help={isTaken ? `“${taken.name}” is there already and will be replaced.` : help}
        error={fault}
        autoFocus={onCancel !== undefined}
        onChange={(changed) => {
          setName(changed);
          setFault(null);
        }}
      />
      <span className={styles['nameButtons']}>
        <Button type="submit" isDisabled={!isReady}>
          {isTaken ? 'Replace' : verb}
        </Button>
        {onCancel && (
          <Button variant="quiet" onPress={onCancel}>
            Cancel
          </Button>
        )}
      </span>
    </form>
  );
}
