// Where the data of a fit comes from: dropped, chosen, or a sample.
import { FileUp } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { formatCount } from '../../../views/format.ts';
import { Button } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { chooseFiles } from '../../shared/save-file.ts';
import { samples } from '../examples.ts';
import type { DataSource } from '../fit/data-source.ts';
import { openFiles, openSample } from '../open-files.ts';
import type { FieldFault } from '../spec/formula-check.ts';
import { describeFault } from './field-frame.tsx';
import styles from './setup.module.css';

export interface DataPickerProps {
  readonly data: DataSource | null;
  readonly fault?: FieldFault | undefined;
}

export function DataPicker({ data, fault }: DataPickerProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void openFiles([...event.dataTransfer.files]);
  };
  const table = data?.table;
  return (
    <div
      className={styles['drop']}
      data-over={isOver || undefined}
      data-filled={table ? true : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {table ? (
        <p className={styles['dropTitle']}>
          <strong>{data.nist?.name || data.name}</strong>
          <span>
            {formatCount(table.rows)} rows, {formatCount(table.columns.length)} columns
          </span>
        </p>
      ) : (
        <p className={styles['dropTitle']}>
          <FileUp aria-hidden />
          <span>Drop a CSV or NIST .dat file here. It is read in this tab and stays on this device.</span>
        </p>
      )}
      {data?.nist?.description && <p className={styles['hint']}>{data.nist.description}</p>}
      <div className={styles['row']}>
        <Button
          size="small"
          onPress={() => void chooseFiles('.csv,.tsv,.txt,.dat,text/csv').then((files) => openFiles(files))}
        >
          {table ? 'Choose another file' : 'Choose a file'}
        </Button>
        <Menu
          label="Sample data"
          trigger={
            <Button size="small" variant="quiet">
              Sample data
            </Button>
          }
          entries={samples.map((sample) => ({
            id: sample.file,
            title: `${sample.title}, ${sample.rows} rows`,
            run: () => void openSample(sample),
          }))}
        />
      </div>
      {fault && (
        <p className={styles['fault']} role="alert">
          {describeFault(fault)}
        </p>
      )}
    </div>
  );
}
