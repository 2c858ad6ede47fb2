// A picture as the numbers it was drawn from, as they were when it was opened.
import { useStore } from 'zustand';
import { formatCount } from '../../../views/format.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { tableDialog } from './table-dialog-store.ts';
import styles from './readout.module.css';
import { VirtualRows } from './virtual-rows.tsx';

export function TableDialog() {
  const { shown } = useStore(tableDialog);
  if (!shown) return null;
  const { title, table } = shown;
  return (
    <Dialog isOpen wide title={title} onClose={() => tableDialog.setState({ shown: null })}>
      <p className={styles['trust']}>
        {table.rows.length === 0
          ? 'Nothing is marked in the picture yet.'
          : `${formatCount(table.rows.length)} ${table.rows.length === 1 ? 'row' : 'rows'}`}
      </p>
      {table.rows.length > 0 && (
        <VirtualRows
          label={title}
          headers={table.headers}
          count={table.rows.length}
          row={(index) => table.rows[index] ?? []}
        />
      )}
    </Dialog>
  );
}
