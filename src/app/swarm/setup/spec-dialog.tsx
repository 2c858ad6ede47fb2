// The spec as JSON: to read, to copy, to paste another one over it.
import { useState } from 'react';
import { AeonError } from '../../../core/errors.ts';
import { Button } from '../../shared/button.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { explain } from '../../shared/explain.ts';
import { TextField } from '../../shared/text-field.tsx';
import { toSpec } from '../spec/draft.ts';
import { draftStore, loadSpec } from '../spec/draft-store.ts';
import { formatSpec } from '../spec/format-spec.ts';
import { specDialog } from './spec-dialog-store.ts';

const close = (): void => specDialog.setState({ isOpen: false });

export function SpecDialog() {
  const [text, setText] = useState(() => formatSpec(toSpec(draftStore.getState().draft)));
  const [error, setError] = useState<string | null>(null);
  function apply(): void {
    try {
      loadSpec(JSON.parse(text));
      close();
    } catch (reason) {
      setError(explainText(reason));
    }
  }
  return (
    <Dialog
      isOpen
      wide
      title="Spec as JSON"
      onClose={close}
      actions={
        <>
          <Button onPress={() => void copyText(text, 'The spec')}>Copy</Button>
          <Button variant="primary" onPress={apply}>
            Use this spec
          </Button>
        </>
      }
    >
      <TextField
        label="All that the run needs"
        help="Edit it, or paste another one. What is left out gets its default."
        value={text}
        lines={18}
        mono
        error={error}
        onChange={(changed) => {
          setText(changed);
          setError(null);
        }}
      />
    </Dialog>
  );
}

function explainText(reason: unknown): string {
  if (reason instanceof AeonError) return explain(reason);
  if (reason instanceof SyntaxError) return `This is not valid JSON: ${reason.message}`;
  throw reason;
}
