// Two numbers, the ends of a range; where it helps, with a slider of two handles under them.
import { NumberInput } from './number-input.tsx';
import { RangeSlider } from './range-slider.tsx';
import styles from './setup.module.css';

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export interface PairProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly isInvalid: boolean;
  /** A slider with two handles under the numbers. */
  readonly slider?: 'real' | 'integer';
}

/** Two numbers; both empty: the default. */
export function Pair({ label, value, onChange, isInvalid, slider }: PairProps) {
  const [low, high] = Array.isArray(value) ? value.map(asNumber) : [];
  const put = (next: readonly [number | undefined, number | undefined]): void =>
    onChange(next[0] === undefined && next[1] === undefined ? undefined : next.map((bound) => bound ?? Number.NaN));
  return (
    <>
      <div className={styles['pair']}>
        <NumberInput
          label={`${label}, from`}
          value={low}
          isInvalid={isInvalid}
          onChange={(next) => put([next, high])}
        />
        <span aria-hidden>to</span>
        <NumberInput label={`${label}, to`} value={high} isInvalid={isInvalid} onChange={(next) => put([low, next])} />
      </div>
      {slider && low !== undefined && high !== undefined && low < high && (
        <RangeSlider label={label} low={low} high={high} integer={slider === 'integer'} onChange={put} />
      )}
    </>
  );
}
