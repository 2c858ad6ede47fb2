// A slider with two handles for the ends of a range that has no limits of its own: it reaches beyond the range, and further
// once a handle was left at its end.
import { useEffect, useRef, useState } from 'react';
import { formatNumber } from '../../../views/format.ts';
import { isWithin, reachAround, sliderValue, type Range } from './slider-reach.ts';
import styles from './range-slider.module.css';

export interface RangeSliderProps {
  readonly label: string;
  readonly low: number;
  /** Above `low`. */
  readonly high: number;
  readonly integer: boolean;
  readonly onChange: (range: Range) => void;
}

const steps = 400;

export function RangeSlider({ label, low, high, integer, onChange }: RangeSliderProps) {
  const [reach, setReach] = useState<Range>(() => reachAround(low, high));
  const isMoving = useRef(false);
  const [least, most] = reach;
  const position = (value: number): number => Math.round(((value - least) / (most - least)) * steps);
  // Numbers that were typed may lie anywhere.
  useEffect(() => {
    if (!isMoving.current && !isWithin(reach, low, high)) setReach(reachAround(low, high));
  }, [low, high, reach]);
  function release(): void {
    isMoving.current = false;
    if (!isWithin(reach, low, high)) setReach(reachAround(low, high));
  }
  const handle = (end: 0 | 1) => (
    <input
      type="range"
      aria-label={`${label}, ${end === 0 ? 'lower' : 'upper'} end`}
      aria-valuetext={formatNumber(end === 0 ? low : high)}
      min={0}
      max={steps}
      value={position(end === 0 ? low : high)}
      onPointerUp={release}
      onKeyUp={release}
      onBlur={release}
      onChange={({ target }) => {
        isMoving.current = true;
        const value = sliderValue(reach, target.valueAsNumber / steps, integer);
        // The handles do not pass each other.
        if (end === 0 ? value < high : value > low) onChange(end === 0 ? [value, high] : [low, value]);
      }}
    />
  );
  return (
    <div className={styles['range']}>
      <div
        aria-hidden
        className={styles['rangeFill']}
        style={{
          left: `${(100 * position(low)) / steps}%`,
          right: `${100 - (100 * position(high)) / steps}%`,
        }}
      />
      {handle(0)}
      {handle(1)}
    </div>
  );
}
