// What is stored in this browser, how safe it is from eviction, and export, import, erasure of all of it.
import { Download, ShieldCheck, Trash2, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import type { StorageReport } from '../../engine/api.ts';
import { exportEverything, importFromFile } from '../frame/bundles.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { client, useClientState, useRuns } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { formatBytes } from '../../views/format.ts';
import { notify } from '../shared/notices.tsx';
import page from '../shared/page.module.css';
import { TextField } from '../shared/text-field.tsx';
import styles from './settings.module.css';

export function DataSection() {
  const { status } = useClientState();
  const { runs } = useRuns();
  const [report, setReport] = useState<StorageReport | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [isErasing, setErasing] = useState(false);

  useEffect(() => {
    if (status !== 'ready' && status !== 'safe-mode') return;
    void read();
  }, [status, runs?.length]);

  async function read(): Promise<void> {
    try {
      setReport(await client.storage());
      setError(null);
    } catch (reason) {
      setError(toErrorData(reason));
    }
  }
  async function persist(): Promise<void> {
    const granted = await client.persist();
    notify(
      granted
        ? 'The browser keeps the data until you erase it.'
        : granted === null
          ? 'This browser cannot be asked to keep data.'
          : 'The browser did not agree. Installing the app or visiting it often makes it agree.',
      { tone: granted ? 'good' : 'plain' },
    );
    await read();
  }

  const { usageBytes = null, quotaBytes = null, persisted = null } = report ?? {};
  return (
    <section aria-labelledby="settings-data" className={page['section']}>
      <h2 id="settings-data">Data in this browser</h2>
      {error && <ErrorPanel title="The storage could not be read" error={error} />}
      <dl className={page['facts']}>
        <div>
          <dt>Runs</dt>
          <dd className="number">{report ? report.runs.toLocaleString('en') : '…'}</dd>
        </div>
        <div>
          <dt>Used</dt>
          <dd>
            {!report ? (
              '…'
            ) : usageBytes === null || quotaBytes === null ? (
              'This browser does not say.'
            ) : (
              <>
                {formatBytes(usageBytes)} of {formatBytes(quotaBytes)} that the browser allows
                {usageBytes > 0.9 * quotaBytes && (
                  <strong className={styles['full']}> Almost full: export and delete runs before it is.</strong>
                )}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Safe from eviction</dt>
          <dd className={styles['persist']}>
            {!report
              ? '…'
              : persisted === null
                ? 'This browser does not say.'
                : persisted
                  ? 'Yes: the browser keeps it until you erase it.'
                  : 'No: the browser may delete it when the disk is full.'}
            {persisted === false && (
              <Button size="small" icon={ShieldCheck} onPress={() => void persist()}>
                Ask to keep it
              </Button>
            )}
          </dd>
        </div>
      </dl>
      <div className={styles['ways']}>
        <Button icon={Download} onPress={() => void exportEverything()}>
          Export everything
        </Button>
        <Button icon={Upload} onPress={() => void importFromFile()}>
          Import a file
        </Button>
        <Button icon={Trash2} variant="danger" onPress={() => setErasing(true)}>
          Erase all
        </Button>
      </div>
      {isErasing && <EraseDialog onClose={() => setErasing(false)} runs={report?.runs ?? null} />}
    </section>
  );
}

const word = 'erase';

function EraseDialog({ onClose, runs }: { readonly onClose: () => void; readonly runs: number | null }) {
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const isSure = typed.trim().toLowerCase() === word;
  async function erase(): Promise<void> {
    setBusy(true);
    try {
      await client.eraseAll();
      try {
        localStorage.clear();
        sessionStorage.clear();
      } catch {
        // Switched off: there is nothing in them.
      }
      location.assign('/');
    } catch (reason) {
      setError(toErrorData(reason));
      setBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title="Erase everything that AeonNova keeps here"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button variant="danger" icon={Trash2} isDisabled={!isSure || isBusy} onPress={() => void erase()}>
            {isBusy ? 'Erasing' : 'Erase all'}
          </Button>
        </>
      }
    >
      <p>
        {runs === null ? 'All runs' : `${runs.toLocaleString('en')} runs`} with their checkpoints and results, all saved
        problems, and all settings. This cannot be undone; an export made before can be imported again.
      </p>
      <div className={styles['confirm']}>
        <TextField label={`Type “${word}” to go on`} value={typed} onChange={setTyped} autoFocus />
      </div>
      {error && <ErrorPanel title="Not erased" error={error} />}
    </Dialog>
  );
}
