// How far something is; without a known end it says so by a moving bar.
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import styles from './feedback.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1, or null where no end is known. */
  readonly fraction: number | null;
  /** Beside the label: "12 s left". */
  readonly note?: string | undefined;
  readonly hideLabel?: boolean;
}

export function ProgressBar({ label, fraction, note, hideLabel = false }: ProgressBarProps) {
  return (
    <AriaProgressBar
      aria-label={label}
      minValue={0}
      maxValue={1}
      value={fraction ?? 0}
      isIndeterminate={fraction === null}
      className={styles['progress'] ?? ''}
    >
      {!hideLabel && (
        <div className={styles['progressText']}>
          <span>{label}</span>
          {note && <span className="number">{note}</span>}
        </div>
      )}
      <div className={styles['track']}>
        <div
          className={fraction === null ? styles['fillMoving'] : styles['fill']}
          style={fraction === null ? undefined : { transform: `scaleX(${Math.min(1, Math.max(0, fraction))})` }}
        />
      </div>
    </AriaProgressBar>
  );
}
