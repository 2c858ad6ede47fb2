// Ready problems that run in one click, and the way to one's own file. The lab owns the problems.
import { navigate } from 'wouter/use-browser-location';
import { startRun } from '../shared/engine.ts';
import { handOver } from '../shared/handed-files.ts';
import { notify } from '../shared/notices.tsx';
import { chooseFiles } from '../shared/save-file.ts';

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
    notify(`The example did not start: ${error instanceof Error ? error.message : String(error)}`, { tone: 'bad' });
  }
}

/** The lab opens with a formula to change into one's own. */
export async function typeFormula(): Promise<void> {
  const [{ formulaExamples }, { encodeSpec }] = await Promise.all([
    import('../swarm/examples.ts'),
    import('../swarm/spec/spec-link.ts'),
  ]);
  navigate(`/swarm?spec=${await encodeSpec(formulaExamples[0]?.spec)}`);
}

async function fetchSample(name: string): Promise<Blob> {
  const response = await fetch(`/samples/${name}`);
  if (!response.ok) throw new Error(`${name} could not be read (${response.status})`);
  return response.blob();
}

/** The lab opens with the file that is chosen. */
export async function chooseOwnFile(): Promise<void> {
  const files = await chooseFiles('.csv,.tsv,.txt,.dat,.json,text/csv,application/json');
  if (files.length === 0) return;
  handOver(files);
  navigate('/swarm');
}
