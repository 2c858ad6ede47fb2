// One field of a form that the schema describes.
import { useId } from 'react';
import { formatNumber } from '../../../views/format.ts';
import { Select } from '../../shared/select.tsx';
import { logPosition, logValue, type FormField, type Widget } from '../spec/form-model.ts';
import type { FieldFault } from '../spec/formula-check.ts';
import { FieldFrame } from './field-frame.tsx';
import { NumberInput } from './number-input.tsx';
import styles from './setup.module.css';

export interface SpecFieldProps {
  readonly field: FormField;
  /** undefined: left at its default. */
  readonly value: unknown;
  readonly defaultValue: unknown;
  readonly onChange: (value: unknown) => void;
  readonly fault?: FieldFault | undefined;
  /** Below the control: what a value means. */
  readonly hint?: string | null | undefined;
}

const sliderSteps = 200;

export function SpecField({ field, value, defaultValue, onChange, fault, hint }: SpecFieldProps) {
  const id = useId();
  const isGroup = field.widget.kind === 'range' || field.widget.kind === 'number-or-pair';
  return (
    <FieldFrame
      id={id}
      label={field.label}
      help={field.help}
      note={noteOf(defaultValue)}
      fault={fault}
      onReset={value === undefined ? undefined : () => onChange(undefined)}
      isGroup={isGroup}
    >
      <Control id={id} {...{ field, value, defaultValue, onChange, fault }} />
      {hint && !fault && <span className={styles['hint']}>{hint}</span>}
    </FieldFrame>
  );
}

function noteOf(defaultValue: unknown): string {
  if (defaultValue === undefined) return 'optional';
  if (Array.isArray(defaultValue)) return `default ${defaultValue.map((x) => formatNumber(Number(x))).join(' to ')}`;
  return `default ${typeof defaultValue === 'number' ? formatNumber(defaultValue, 6) : typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue)}`;
}

interface ControlProps extends SpecFieldProps {
  readonly id: string;
}

function Control({ id, field, value, defaultValue, onChange, fault }: ControlProps) {
  const { widget } = field;
  switch (widget.kind) {
    case 'number': {
      const number = asNumber(value ?? defaultValue);
      return (
        <>
          <NumberInput
            id={id}
            value={number}
            onChange={onChange}
            unit={field.unit}
            describedBy={`${id}-text`}
            isInvalid={fault !== undefined}
            placeholder={defaultValue === undefined ? 'none' : undefined}
          />
          {widget.log && <LogSlider label={field.label} widget={widget} value={number} onChange={onChange} />}
        </>
      );
    }
    case 'choice':
      return (
        <Select
          id={id}
          label={field.label}
          hideLabel
          value={typeof (value ?? defaultValue) === 'string' ? String(value ?? defaultValue) : null}
          placeholder="given points"
          options={widget.options.map((option) => ({ id: option, title: option }))}
          onChange={onChange}
        />
      );
    case 'range':
      return (
        <Pair label={field.label} value={value ?? defaultValue} onChange={onChange} isInvalid={fault !== undefined} />
      );
    case 'number-or-pair':
      return (
        <NumberOrPair
          label={field.label}
          value={value ?? defaultValue}
          onChange={onChange}
          isInvalid={fault !== undefined}
        />
      );
    default:
      return widget satisfies never;
  }
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

interface LogSliderProps {
  readonly label: string;
  readonly widget: Widget & { kind: 'number' };
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
}

function LogSlider({ label, widget, value, onChange }: LogSliderProps) {
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

interface PairProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly isInvalid: boolean;
}

/** Two numbers; both empty: the default. */
export function Pair({ label, value, onChange, isInvalid }: PairProps) {
  const [low, high] = Array.isArray(value) ? value.map(asNumber) : [];
  const put = (next: readonly [number | undefined, number | undefined]): void =>
    onChange(next[0] === undefined && next[1] === undefined ? undefined : next.map((bound) => bound ?? Number.NaN));
  return (
    <div className={styles['pair']}>
      <NumberInput label={`${label}, from`} value={low} isInvalid={isInvalid} onChange={(next) => put([next, high])} />
      <span aria-hidden>to</span>
      <NumberInput label={`${label}, to`} value={high} isInvalid={isInvalid} onChange={(next) => put([low, next])} />
    </div>
  );
}

function NumberOrPair({ label, value, onChange, isInvalid }: PairProps) {
  const isPair = Array.isArray(value);
  const last = isPair ? asNumber(value[1]) : asNumber(value);
  const first = isPair ? asNumber(value[0]) : asNumber(value);
  return (
    <>
      {isPair ? (
        <Pair label={label} value={value} onChange={onChange} isInvalid={isInvalid} />
      ) : (
        <NumberInput label={label} value={first} onChange={onChange} isInvalid={isInvalid} />
      )}
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={isPair}
          onChange={(event) => onChange(event.target.checked ? [0.9, 0.4] : last)}
        />
        falls linearly over the run
      </label>
    </>
  );
}
