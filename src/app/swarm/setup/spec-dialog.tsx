// The spec as JSON: to read, to copy, to paste another one over it.
import { useState } from 'react';
import { AeonError } from '../../../core/errors.ts';
import { Button } from '../../shared/button.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { explain } from '../../shared/explain.ts';
import { TextField } from '../../shared/text-field.tsx';
import { formatSpec } from '../spec/format-spec.ts';
import { specDialog } from './spec-dialog-store.ts';

const close = (): void => specDialog.setState({ isOpen: false });

export interface SpecDialogProps {
  /** What the form holds. */
  readonly spec: unknown;
  /** Fills the form. Throws `bad-spec`. */
  readonly onUse: (spec: unknown) => void;
}

export function SpecDialog({ spec, onUse }: SpecDialogProps) {
  const [text, setText] = useState(() => formatSpec(spec));
  const [error, setError] = useState<string | null>(null);
  function apply(): void {
    try {
      onUse(JSON.parse(text));
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
