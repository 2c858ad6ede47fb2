// The bug report: read first, copied then.
import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../shared/button.tsx';
import { copyText } from '../shared/copy-text.ts';
import { Dialog } from '../shared/dialog.tsx';
import page from '../shared/page.module.css';
import { composeBugReport } from './bug-report.ts';

export function BugReportDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    void composeBugReport().then((composed) => !isOver && setText(composed));
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <Dialog
      isOpen
      wide
      title="Bug report"
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          icon={Copy}
          isDisabled={text === null}
          onPress={() => text !== null && void copyText(text, 'The report')}
        >
          Copy
        </Button>
      }
    >
      <p className={page['muted']}>
        This is all of it: the build, the browser, the adapter and what happened to the engine. Nothing of your data or
        runs is in it, and it goes nowhere unless you paste it somewhere.
      </p>
      <pre
        className={page['text']}
        tabIndex={0}
        role="region"
        aria-label="Report"
        aria-busy={text === null}
        style={{ minHeight: '12rem' }}
      >
        {text ?? 'Asking the engine, for 10 seconds at most.'}
      </pre>
    </Dialog>
  );
}
