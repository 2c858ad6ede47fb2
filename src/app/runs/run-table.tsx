// The table of runs. Only the rows in sight are in the document, so that ten thousand stay smooth.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { RunOverview } from '../../core/run.ts';
import { isElsewhere } from '../shared/engine.ts';
import { RenameDialog } from './rename-dialog.tsx';
import type { ListQuery, SortColumn } from './run-list.ts';
import { RunRow } from './run-row.tsx';
import styles from './runs.module.css';
import { useRowsInSight } from './use-rows-in-sight.ts';

export interface RunTableProps {
  readonly runs: readonly RunOverview[];
  readonly here: ReadonlySet<string>;
  readonly query: ListQuery;
  readonly onQuery: (query: ListQuery) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

const columns: readonly { readonly id: SortColumn; readonly title: string }[] = [
  { id: 'title', title: 'Title' },
  { id: 'state', title: 'State' },
  { id: 'problem', title: 'Problem' },
  { id: 'seconds', title: 'Searched' },
  { id: 'created', title: 'Started' },
];

export function RunTable({ runs, here, query, onQuery, chosen, onChoose }: RunTableProps) {
  const [renaming, setRenaming] = useState<RunOverview | null>(null);
  const { scroller, first, last, rowHeight } = useRowsInSight(runs.length);
  const lastChosen = useRef<string | null>(null);
  const isAllChosen = runs.length > 0 && runs.every(({ id }) => chosen.has(id));

  function choose(id: string, isChosen: boolean, withRange: boolean): void {
    const next = new Set(chosen);
    const from = withRange && lastChosen.current ? runs.findIndex((run) => run.id === lastChosen.current) : -1;
    const to = runs.findIndex((run) => run.id === id);
    const range = from < 0 ? [id] : runs.slice(Math.min(from, to), Math.max(from, to) + 1).map((run) => run.id);
    for (const each of range) {
      if (isChosen) next.add(each);
      else next.delete(each);
    }
    lastChosen.current = id;
    onChoose(next);
  }

  return (
    <div className={styles['scroller']} ref={scroller} onKeyDown={moveByArrows}>
      <div role="table" aria-label="Runs" aria-rowcount={runs.length + 1} className={styles['table']}>
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['row']}>
            <span role="columnheader" className={styles['check']}>
              <input
                type="checkbox"
                aria-label="Select all"
                checked={isAllChosen}
                onChange={() => onChoose(isAllChosen ? new Set() : new Set(runs.map(({ id }) => id)))}
              />
            </span>
            {columns.map(({ id, title }) => {
              const isSorted = query.sort === id;
              return (
                <span
                  key={id}
                  role="columnheader"
                  aria-sort={isSorted ? (query.descending ? 'descending' : 'ascending') : 'none'}
                  className={styles[id]}
                >
                  <button
                    type="button"
                    className={styles['sort']}
                    onClick={() =>
                      onQuery({ ...query, sort: id, descending: isSorted ? !query.descending : id === 'created' })
                    }
                  >
                    {title}
                    {isSorted && (query.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                  </button>
                </span>
              );
            })}
            <span role="columnheader" className={styles['more']}>
              <span className="visually-hidden">More</span>
            </span>
          </div>
        </div>
        <div role="rowgroup" style={{ height: runs.length * rowHeight, position: 'relative' }}>
          {runs.slice(first, last).map((run, offset) => (
            <RunRow
              key={run.id}
              run={run}
              isElsewhere={isElsewhere(run, here)}
              index={first + offset}
              height={rowHeight}
              isChosen={chosen.has(run.id)}
              onChoose={(isChosen, withRange) => choose(run.id, isChosen, withRange)}
              onRename={() => setRenaming(run)}
            />
          ))}
        </div>
      </div>
      {renaming && <RenameDialog run={renaming} onClose={() => setRenaming(null)} />}
    </div>
  );
}

/** Up and down go from title to title. */
function moveByArrows(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-run-link]')];
  const now = links.findIndex((link) => link === document.activeElement);
  const next = links[now + (event.key === 'ArrowDown' ? 1 : -1)];
  if (now < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
