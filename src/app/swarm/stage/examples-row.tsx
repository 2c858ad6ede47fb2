// Three examples that run in one click.
import { Play } from 'lucide-react';
import { runAction } from '../../shared/actions.ts';
import { samples, stageExamples, type Example } from '../examples.ts';
import { loadSpec } from '../spec/draft-store.ts';
import styles from './stage.module.css';

export function Examples() {
  return (
    <ul className={styles['examples']} aria-label="Examples that run in one click">
      {stageExamples.map((example) => (
        <li key={example.title}>
          <button type="button" className={styles['example']} onClick={() => void tryOut(example)}>
            <span className={styles['exampleTitle']}>
              <Play aria-hidden />
              {example.title}
            </span>
            <span>{example.note}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

async function tryOut({ spec, sample }: Example): Promise<void> {
  const data = samples.find(({ file }) => file === sample);
  if (data) {
    const { openSample } = await import('../open-files.ts');
    await openSample(data);
  } else loadSpec(spec);
  runAction('swarm.run');
}
