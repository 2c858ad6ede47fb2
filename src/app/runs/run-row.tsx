// One run of the table: chosen by its checkbox, opened by its title, the rest in its menu.
import { Copy, Ellipsis, Pencil, Play, Repeat, Trash2 } from 'lucide-react';
import { Link } from 'wouter';
import { describeAdapter } from '../../core/adapter.ts';
import { resumableStatuses, type RunOverview } from '../../core/run.ts';
import { formatDuration, formatMoment, formatTime } from '../../views/format.ts';
import { IconButton } from '../shared/button.tsx';
import { Menu } from '../shared/menu.tsx';
import { runAddress } from '../shared/run-address.ts';
import { RunStateMark } from '../shared/run-state-mark.tsx';
import { copySpec, openResumed, remove, repeat } from './run-commands.ts';
import styles from './runs.module.css';

export interface RunRowProps {
  readonly run: RunOverview;
  /** Another tab owns it. */
  readonly isElsewhere: boolean;
  /** Its place among all runs that are listed, from 0. */
  readonly index: number;
  readonly height: number;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean, withRange: boolean) => void;
  readonly onRename: () => void;
}

export function RunRow({ run, isElsewhere, index, height, isChosen, onChoose, onRename }: RunRowProps) {
  return (
    <div
      role="row"
      // The heading is row 1.
      aria-rowindex={index + 2}
      data-chosen={isChosen}
      className={styles['row']}
      style={{ position: 'absolute', insetInline: 0, top: index * height, height }}
    >
      <span role="cell" className={styles['check']}>
        <input
          type="checkbox"
          aria-label={`Select ${run.title}`}
          checked={isChosen}
          onChange={({ target, nativeEvent }) =>
            onChoose(target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
          }
        />
      </span>
      <span role="cell" className={styles['title']}>
        <Link href={runAddress(run)} className={styles['link']} data-run-link>
          {run.title}
        </Link>
        <span className={styles['summary']}>{run.summary}</span>
      </span>
      <span role="cell" className={styles['state']}>
        <RunStateMark status={run.state.status} isElsewhere={isElsewhere} />
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
            { id: 'rename', title: 'Rename', icon: Pencil, run: onRename },
            { id: 'copy', title: 'Copy spec', icon: Copy, run: () => void copySpec(run.id) },
            {
              id: 'delete',
              title: 'Delete',
              icon: Trash2,
              danger: true,
              isDisabled: isElsewhere,
              run: () => void remove([run]),
            },
          ]}
        />
      </span>
    </div>
  );
}
