// The stage of a run whose values come from outside: the places that it asks for, the values that are told, and the curves.
// There is no landscape, since nothing here can compute it.
import { FileDown, FileUp, Send } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { useRegisterActions } from '../../shared/actions.ts';
import { ErrorPanel } from '../../shared/error-panel.tsx';
import { chooseFiles, saveFile } from '../../shared/save-file.ts';
import { isGoing, runView } from '../run/run-view.ts';
import styles from './outside.module.css';
import { readAsked, tellFile, tellValues, typedValue, valuesStore } from './values-store.ts';
import { ValuesTable } from './values-table.tsx';

const Curves = lazy(() => import('../readout/curves-panel.tsx').then(({ Curves }) => ({ default: Curves })));

export function OutsideStage() {
  const { id, phase, progress } = useStore(runView);
  const isOpen = id !== null && phase !== 'starting' && isGoing(phase);
  const generation = progress?.generation;
  const awaited = progress?.awaited;
  useEffect(() => {
    if (isOpen && id !== null) void readAsked(id);
  }, [isOpen, id, generation, awaited]);
  return (
    <div className={styles['outside']}>
      {isOpen ? (
        <Values />
      ) : (
        phase === 'none' && (
          <p className={styles['hint']}>
            Describe the variables and press Run: the places whose values are asked for come here, as a table to fill in
            or to take away as CSV.
          </p>
        )
      )}
      <p className={styles['hint']}>
        There is no landscape to draw: only you know the values. Best and mean value by generation stand here once there
        are two.
      </p>
      {id !== null && (
        <Suspense>
          <Curves />
        </Suspense>
      )}
    </div>
  );
}

function Values() {
  const { id, asked, typed, error, note } = useStore(valuesStore);
  const rows = asked?.rows ?? [];
  const read = rows.filter(({ told }) => told === null).map((row) => typedValue(row, asked?.constraints ?? 0, typed));
  const ready = read.filter((value) => value !== null && value !== undefined);
  const wrong = read.filter((value) => value === null).length;
  useRegisterActions([
    {
      id: 'swarm.tell',
      title: ready.length === 1 ? 'Tell 1 value' : `Tell ${formatCount(ready.length)} values`,
      group: 'Swarm lab',
      icon: Send,
      keywords: 'outside external table',
      when: () => ready.length > 0,
      run: () => void tellValues(ready),
    },
    {
      id: 'swarm.ask-csv',
      title: 'Save the table as CSV',
      group: 'Swarm lab',
      icon: FileDown,
      keywords: 'ask outside',
      when: () => asked !== null,
      run: () => void saveTable(),
    },
    {
      id: 'swarm.tell-csv',
      title: 'Tell the values of a CSV',
      group: 'Swarm lab',
      icon: FileUp,
      keywords: 'open upload outside',
      when: () => asked !== null,
      run: () => void chooseTable(),
    },
  ]);
  if (!asked) return error ? <ErrorPanel title="The places could not be read" error={error} /> : null;
  return (
    <section aria-label="Values to tell" className={styles['values']}>
      <h3>
        Generation {formatCount(asked.generation)}: {formatCount(asked.awaited)} of {formatCount(rows.length)} values
        are awaited
      </h3>
      <ValuesTable key={`${id} ${asked.generation}`} asked={asked} typed={typed} />
      {wrong > 0 && (
        <p className={styles['wrong']} role="alert">
          {wrong === 1 ? 'One row is' : `${formatCount(wrong)} rows are`} no number. Type 1.5 or 2e-3, or failed for an
          evaluation without a value.
        </p>
      )}
      {error && <ErrorPanel title="Nothing was taken" error={error} />}
      <div className={styles['tools']}>
        <ActionButton action="swarm.tell" variant="primary" isDisabled={ready.length === 0} />
        <ActionButton action="swarm.ask-csv" size="small" />
        <ActionButton action="swarm.tell-csv" size="small" />
      </div>
      <p className={styles['hint']} role="status">
        {note || 'Any order, and as many as you have. A CSV may be dropped here too. What is told stands.'}
      </p>
    </section>
  );
}

async function saveTable(): Promise<void> {
  const { id, asked } = valuesStore.getState();
  if (!asked) return;
  const { writeValuesCsv } = await import('../../../models/swarm/external/values-csv.ts');
  saveFile(`values-${id}-${asked.generation}.csv`, new Blob([writeValuesCsv(asked)], { type: 'text/csv' }));
}

async function chooseTable(): Promise<void> {
  const [file] = await chooseFiles('.csv,.tsv,.txt,text/csv');
  if (file) await tellFile(file);
}
