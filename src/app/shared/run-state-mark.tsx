// The state of a run as sign and word; never by colour alone.
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CirclePlay,
  CircleX,
  Hourglass,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { RunStatus } from '../../core/run.ts';
import { classes } from './classes.ts';
import styles from './run-state-mark.module.css';

export const stateTitles: Readonly<Record<RunStatus, string>> = {
  queued: 'Queued',
  running: 'Running',
  paused: 'Paused',
  waiting: 'Waiting',
  interrupted: 'Interrupted',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
};
const icons: Readonly<Record<RunStatus, LucideIcon>> = {
  queued: CircleDashed,
  running: CirclePlay,
  paused: CirclePause,
  waiting: Hourglass,
  interrupted: TriangleAlert,
  done: CircleCheck,
  cancelled: Ban,
  failed: CircleX,
};

export function RunStateMark({
  status,
  isElsewhere = false,
}: {
  readonly status: RunStatus;
  readonly isElsewhere?: boolean;
}) {
  const Icon = icons[status];
  return (
    <span className={classes(styles['mark'], styles[status])}>
      <Icon aria-hidden />
      {isElsewhere ? `${stateTitles[status]} in another tab` : stateTitles[status]}
    </span>
  );
}
