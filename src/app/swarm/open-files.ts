// Files that come to the lab, by whatever way: data for a fit, a spec as JSON, or an export, which is offered for import.
// Also the samples that ship with the app.
import { AeonError } from '../../core/errors.ts';
import { importFile } from '../frame/bundles.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';
import type { Sample } from './examples.ts';
import { readDataFile, readDataText } from './fit/data-source.ts';
import { runView } from './run/run-view.ts';
import { loadSpec, takeData } from './spec/draft-store.ts';

/** Specs first, so that data that comes with one fills it. */
export async function openFiles(files: readonly File[]): Promise<boolean> {
  const isSpec = ({ name, type }: File): boolean => /\.json$/i.test(name) || type === 'application/json';
  let opened = 0;
  const table = files.find(isTable);
  const { record, run } = runView.getState();
  if (table && run && record?.spec.problem.name === 'external') {
    const { tellFile } = await import('./outside/values-store.ts');
    await tellFile(table);
    return false;
  }
  for (const file of files.filter(isExport)) offerImport(file);
  const readable = files.filter((file) => !isExport(file));
  for (const file of readable.sort((a, b) => Number(isSpec(b)) - Number(isSpec(a)))) {
    try {
      if (isSpec(file)) loadSpec(JSON.parse(await file.text()));
      else takeData(await readDataFile(file));
      opened++;
    } catch (error) {
      notify(`${file.name}: ${explainFile(error)}`, { tone: 'bad', stays: true });
    }
  }
  return opened > 0;
}

/** For a run that waits for values, a table of them. */
function isTable({ name }: File): boolean {
  return /\.(csv|tsv|txt)$/i.test(name);
}

function isExport({ name }: File): boolean {
  return /\.aeonnova$/i.test(name);
}

function offerImport(file: File): void {
  notify(`${file.name} is an export of AeonNova. Importing it adds what is not here yet.`, {
    stays: true,
    action: { title: 'Import', run: () => void importFile(file) },
  });
}

function explainFile(error: unknown): string {
  if (error instanceof AeonError) return explain(error);
  if (error instanceof SyntaxError) return `it is not valid JSON: ${error.message}`;
  // Moved, deleted or forbidden since it was chosen.
  if (error instanceof DOMException) return `it could not be read: ${error.message}`;
  throw error;
}

/** Fetches a sample of ours; the spec with it fills the form. */
export async function openSample({ file, spec }: Sample): Promise<void> {
  try {
    const answer = await fetch(`${import.meta.env.BASE_URL}samples/${file}`);
    if (!answer.ok)
      throw new AeonError('not-found', `The sample ${file} was not found (${answer.status}).`, {
        hint: 'Load the page again.',
      });
    if (spec) loadSpec(spec);
    takeData(await readDataText(file, await answer.text()));
  } catch (error) {
    const why = error instanceof AeonError ? explain(error) : 'It could not be fetched. Are you offline?';
    notify(why, { tone: 'bad' });
  }
}
