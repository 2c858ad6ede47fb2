// Export and import of everything, or of some runs, as one file.
import { client, refreshRuns } from '../shared/engine.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import { chooseFiles, saveFile } from '../shared/save-file.ts';
import { refreshSettings } from '../shared/settings-store.ts';

export async function exportEverything(runIds?: readonly string[]): Promise<void> {
  const stop = notify(runIds ? 'The runs are being exported.' : 'Everything is being exported.', { stays: true });
  try {
    const bytes = await client.exportBundle(runIds);
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`aeonnova-${runIds ? 'runs-' : ''}${day}.aeonnova`, new Blob([bytes], { type: 'application/zip' }));
    stop();
  } catch (error) {
    stop();
    fail('Nothing was exported', error);
  }
}

/** What is here already is kept; the notice says what was skipped. */
export async function importFromFile(): Promise<void> {
  const [file] = await chooseFiles('.aeonnova,.zip,application/zip');
  if (file) await importFile(file);
}

export async function importFile(file: File): Promise<void> {
  const stop = notify(`${file.name} is being imported.`, { stays: true });
  try {
    const { runs, skipped, settings } = await client.importBundle(file, 'keep');
    stop();
    notify(
      [
        `${runs} ${runs === 1 ? 'run was' : 'runs were'} imported`,
        skipped > 0 && `${skipped} ${skipped === 1 ? 'was' : 'were'} here already`,
        settings > 0 && `${settings} settings`,
      ]
        .filter(Boolean)
        .join(', ') + '.',
      { tone: 'good' },
    );
    await Promise.all([refreshRuns(), refreshSettings()]);
  } catch (error) {
    stop();
    fail('Nothing was imported', error);
  }
}

function fail(what: string, error: unknown): void {
  notify(`${what}: ${explain(error)}`, { tone: 'bad', stays: true });
}
