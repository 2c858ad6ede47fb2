// Ready problems that run in one click, and the way to one's own file. The lab owns the problems.
import { navigate } from 'wouter/use-browser-location';
import { AeonError } from '../../core/errors.ts';
import { startRun } from '../shared/engine.ts';
import { explain } from '../shared/explain.ts';
import { handOver } from '../shared/handed-files.ts';
import { notify } from '../shared/notices.tsx';
import { chooseFiles } from '../shared/save-file.ts';
import { specAddress } from '../shared/spec-address.ts';

export type SampleName = 'watch' | 'fit' | 'formula';
const places: readonly SampleName[] = ['watch', 'fit', 'formula'];

/** For watching: two dimensions would be over in a blink. */
const watchingPace = 12;

/** Starts the example and shows it in its lab. */
export async function trySample(name: SampleName): Promise<void> {
  try {
    const { stageExamples } = await import('../swarm/examples.ts');
    const example = stageExamples[places.indexOf(name)];
    if (!example) throw new Error(`there is no example ${name}`);
    const files = example.sample === undefined ? {} : { [example.sample]: await fetchSample(example.sample) };
    const isWatched = name === 'watch';
    const run = await startRun(example.spec, { files, paused: isWatched });
    if (isWatched) {
      await run.setPace(watchingPace);
      await run.resume();
    }
    navigate(`/swarm/${run.id}`);
  } catch (error) {
    notify(`The example did not start: ${explain(error)}`, { tone: 'bad' });
  }
}

/** The lab opens with a formula to change into one's own. */
export async function typeFormula(): Promise<void> {
  const [{ formulaExamples }, { encodeSpec }] = await Promise.all([
    import('../swarm/formula-examples.ts'),
    import('../swarm/spec/spec-link.ts'),
  ]);
  navigate(specAddress(await encodeSpec(formulaExamples[0]?.spec)));
}

async function fetchSample(name: string): Promise<Blob> {
  const response = await fetch(`/samples/${name}`).catch(() => null);
  if (response?.ok) return response.blob();
  throw new AeonError('not-found', `The file ${name} could not be fetched${response ? ` (${response.status})` : ''}.`, {
    hint: response ? 'Load the page again.' : 'Check the connection and try again.',
  });
}

/** The lab opens with the file that is chosen. */
export async function chooseOwnFile(): Promise<void> {
  const files = await chooseFiles('.csv,.tsv,.txt,.dat,.json,text/csv,application/json');
  if (files.length === 0) return;
  handOver(files);
  navigate('/swarm');
}
