// One field of a form that the schema describes.
import { useId } from 'react';
import { formatNumber } from '../../../views/format.ts';
import { Select } from '../../shared/select.tsx';
import type { FormField } from '../spec/form-model.ts';
import type { FieldFault } from '../spec/formula-check.ts';
import { FieldFrame } from './field-frame.tsx';
import { LogSlider } from './log-slider.tsx';
import { NumberInput } from './number-input.tsx';
import { NumberOrPair } from './number-or-pair.tsx';
import { asNumber, Pair } from './pair.tsx';
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
        <Pair
          label={field.label}
          value={value ?? defaultValue}
          onChange={onChange}
          isInvalid={fault !== undefined}
          slider="real"
        />
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
