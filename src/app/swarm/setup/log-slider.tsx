// A slider over powers, beside a number.
import { formatNumber } from '../../../views/format.ts';
import { logPosition, logValue, type Widget } from '../spec/form-model.ts';
import styles from './setup.module.css';

const sliderSteps = 200;

interface LogSliderProps {
  readonly label: string;
  readonly widget: Widget & { kind: 'number' };
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
}

export function LogSlider({ label, widget, value, onChange }: LogSliderProps) {
  const least = widget.least ?? 1;
  const most = widget.most ?? 1;
  const shown = value === undefined || Number.isNaN(value) ? least : value;
  return (
    <input
      type="range"
      className={styles['slider']}
      aria-label={`${label}, on a log scale`}
      aria-valuetext={formatNumber(shown)}
      min={0}
      max={sliderSteps}
      value={logPosition(shown, least, most, sliderSteps)}
      onChange={(event) => onChange(logValue(event.target.valueAsNumber, least, most, sliderSteps))}
    />
  );
}
