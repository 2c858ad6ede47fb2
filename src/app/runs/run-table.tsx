// The table of runs. Only the rows in sight are in the document, so that ten thousand stay smooth.
import { ArrowDown, ArrowUp, Copy, Ellipsis, Pencil, Play, Repeat, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { describeAdapter } from '../../core/adapter.ts';
import { resumableStatuses, type RunOverview } from '../../core/run.ts';
import { IconButton } from '../shared/button.tsx';
import { isElsewhere } from '../shared/engine.ts';
import { formatDuration, formatMoment, formatTime } from '../../views/format.ts';
import { Menu } from '../shared/menu.tsx';
import { RunStateMark } from '../shared/run-state-mark.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { copySpec, openResumed, remove, repeat } from './run-commands.ts';
import type { ListQuery, SortColumn } from './run-list.ts';
import styles from './runs.module.css';

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
/** Rows beyond the edge that are drawn already. */
const spare = 8;

export function RunTable({ runs, here, query, onQuery, chosen, onChoose }: RunTableProps) {
  const [renaming, setRenaming] = useState<RunOverview | null>(null);
  const { scroller, first, last, rowHeight } = useWindow(runs.length);
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
            <div
              key={run.id}
              role="row"
              aria-rowindex={first + offset + 2}
              aria-selected={chosen.has(run.id)}
              className={styles['row']}
              style={{ position: 'absolute', insetInline: 0, top: (first + offset) * rowHeight, height: rowHeight }}
            >
              <span role="cell" className={styles['check']}>
                <input
                  type="checkbox"
                  aria-label={`Select ${run.title}`}
                  checked={chosen.has(run.id)}
                  onChange={(event) =>
                    choose(
                      run.id,
                      event.target.checked,
                      'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true,
                    )
                  }
                />
              </span>
              <span role="cell" className={styles['title']}>
                <Link href={`/swarm/${run.id}`} className={styles['link']} data-run-link>
                  {run.title}
                </Link>
                <span className={styles['summary']}>{run.summary}</span>
              </span>
              <span role="cell" className={styles['state']}>
                <RunStateMark status={run.state.status} isElsewhere={isElsewhere(run, here)} />
              </span>
              <span role="cell" className={styles['problem']}>
                {run.problem}
              </span>
              <span role="cell" className={styles['seconds']} title={`On ${describeAdapter(run.choices.adapter)}`}>
                {formatDuration(run.activeSeconds)}
              </span>
              <span role="cell" className={styles['created']} title={formatMoment(run.createdAt)}>
                {formatTime(run.createdAt)}
              </span>
              <span role="cell" className={styles['more']}>
                <Menu
                  label={`Commands for ${run.title}`}
                  trigger={<IconButton icon={Ellipsis} label={`More for ${run.title}`} size="small" />}
                  entries={[
                    {
                      id: 'resume',
                      title: 'Resume',
                      icon: Play,
                      isDisabled: !resumableStatuses.includes(run.state.status),
                      run: () => void openResumed(run),
                    },
                    { id: 'repeat', title: 'Repeat', icon: Repeat, run: () => void repeat(run.id) },
                    { id: 'rename', title: 'Rename', icon: Pencil, run: () => setRenaming(run) },
                    {
                      id: 'copy',
                      title: 'Copy spec',
                      icon: Copy,
                      run: () => void copySpec(run.id),
                    },
                    {
                      id: 'delete',
                      title: 'Delete',
                      icon: Trash2,
                      danger: true,
                      isDisabled: isElsewhere(run, here),
                      run: () => void remove([run]),
                    },
                  ]}
                />
              </span>
            </div>
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

/** Which rows are in sight. */
function useWindow(count: number) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const scroller = useCallback((node: HTMLDivElement | null) => setElement(node), []);
  const [sight, setSight] = useState({ top: 0, height: 800, rowHeight: 44 });
  useEffect(() => {
    if (!element) return undefined;
    const look = (): void => {
      const rowHeight = parseFloat(getComputedStyle(element).getPropertyValue('--row-height')) || 44;
      setSight({ top: element.scrollTop, height: element.clientHeight, rowHeight });
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [element]);
  const { top, height, rowHeight } = sight;
  const first = Math.max(0, Math.min(count, Math.floor(top / rowHeight) - spare));
  return { scroller, first, last: Math.min(count, Math.ceil((top + height) / rowHeight) + spare), rowHeight };
}
