// The data of an objective in WGSL: names under which it reads numbers, and where those come from.
import { FileUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { AeonError } from '../../../core/errors.ts';
import type { WgslProblem } from '../../../models/swarm/wgsl/schema.ts';
import { formatCount } from '../../../views/format.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { explain } from '../../shared/explain.ts';
import { chooseFiles } from '../../shared/save-file.ts';
import { lengthOf } from '../spec/wgsl-draft.ts';
import { useFaults } from './use-draft.ts';
import { describeFault } from './field-frame.tsx';
import setup from './setup.module.css';
import styles from './wgsl.module.css';

type Data = WgslProblem['data'];

export interface WgslDataProps {
  readonly data: Data;
  readonly onChange: (data: Data) => void;
}

export function WgslData({ data, onChange }: WgslDataProps) {
  const [fault, setFault] = useState<string | null>(null);
  const specFault = useFaults().get('problem.data');
  async function add(): Promise<void> {
    setFault(null);
    try {
      for (const file of await chooseFiles('.csv,.tsv,.txt,.npy,.f32,.bin', true)) {
        const { readNamedNumbers } = await import('../../../models/swarm/wgsl/read-numbers.ts');
        const read = readNamedNumbers(file.name, new Uint8Array(await file.arrayBuffer()));
        onChange({ ...data, ...read });
      }
    } catch (error) {
      if (error instanceof AeonError) setFault(explain(error));
      // Moved, deleted or forbidden since it was chosen.
      else if (error instanceof DOMException) setFault(`The file could not be read: ${error.message}`);
      else throw error;
    }
  }
  const names = Object.keys(data);
  const text = fault ?? (specFault ? describeFault(specFault) : null);
  return (
    <section aria-label="Data" className={setup['boxes']}>
      <h3 className={setup['subheading']}>Data</h3>
      {names.length > 0 && (
        <ul className={styles['data']}>
          {Object.entries(data).map(([name, entry]) => (
            <li key={name}>
              <code>{`${name}(i)`}</code>
              <span>{describe(entry)}</span>
              <IconButton
                icon={Trash2}
                size="small"
                label={`Remove ${name}`}
                onPress={() => onChange(Object.fromEntries(Object.entries(data).filter(([other]) => other !== name)))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button size="small" icon={FileUp} onPress={() => void add()}>
        Add data
      </Button>
      {text !== null && (
        <p className={setup['fault']} role="alert">
          {text}
        </p>
      )}
    </section>
  );
}

function describe(entry: Data[string]): string {
  if (typeof entry === 'string') return `${entry}, which is not here yet`;
  if ('file' in entry) return `${entry.file}, which is not here yet`;
  const count = lengthOf(entry);
  const numbers = `${formatCount(count)} ${count === 1 ? 'number' : 'numbers'}`;
  return Array.isArray(entry) || entry.name === '' ? numbers : `${numbers} of ${entry.name}`;
}
