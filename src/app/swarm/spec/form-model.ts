// A form's fields from a schema of the spec: widget, range and default from zod, words from the registry. No React here.
import { fieldTexts, type z } from '../../../core/schema.ts';

export type Widget =
  | {
      readonly kind: 'number';
      readonly integer: boolean;
      readonly least: number | null;
      /** The least value itself is not allowed. */
      readonly leastExcluded: boolean;
      readonly most: number | null;
      readonly log: boolean;
    }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Two numbers, the first below the second. */
  | { readonly kind: 'range' }
  /** One number, or two between which it goes. */
  | { readonly kind: 'number-or-pair'; readonly least: number | null; readonly most: number | null };

export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly group: 'main' | 'more';
  readonly unit: string | null;
  readonly note: string | null;
  readonly widget: Widget;
  /** undefined: the field is optional and left out by default. */
  readonly defaultValue: unknown;
}

type Schema = z.core.$ZodType;

/** The fields of an object's schema that have words in the registry, in the schema's order. */
export function fieldsOf(schema: z.ZodMiniObject): readonly FormField[] {
  return Object.entries(schema.shape).flatMap(([key, field]): FormField[] => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- shapes are typed by their core, the registry by zod/mini
    const text = fieldTexts.get(field as z.ZodMiniType);
    const { inner, defaultValue } = unwrap(field);
    const widget = widgetOf(inner, text?.scale === 'log');
    if (!text || !widget) return [];
    return [
      {
        key,
        label: text.label,
        help: text.help,
        group: text.group ?? 'main',
        unit: text.unit ?? null,
        note: text.note ?? null,
        widget,
        defaultValue,
      },
    ];
  });
}

function definition(schema: Schema): z.core.$ZodTypes['_zod']['def'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's own union of all its schemas
  return (schema as z.core.$ZodTypes)._zod.def;
}

function unwrap(schema: Schema): { inner: Schema; defaultValue: unknown } {
  const def = definition(schema);
  if (def.type === 'default') return { inner: unwrap(def.innerType).inner, defaultValue: def.defaultValue };
  if (def.type === 'optional') return unwrap(def.innerType);
  return { inner: schema, defaultValue: undefined };
}

function widgetOf(schema: Schema, log: boolean): Widget | null {
  const def = definition(schema);
  switch (def.type) {
    case 'number': {
      const range = rangeOf(schema);
      const isLog = log && range.least !== null && range.most !== null;
      return { kind: 'number', integer: 'format' in def, ...range, log: isLog };
    }
    case 'enum':
      return { kind: 'choice', options: Object.values(def.entries).map(String) };
    case 'tuple':
      return { kind: 'range' };
    case 'union': {
      const options = def.options.map((option: Schema) => ({ option, widget: widgetOf(option, false) }));
      const number = options.find(({ widget }) => widget?.kind === 'number');
      if (number && options.some(({ widget }) => widget?.kind === 'range')) {
        const { least, most } = rangeOf(number.option);
        return { kind: 'number-or-pair', least, most };
      }
      return options.find(({ widget }) => widget?.kind === 'choice')?.widget ?? null;
    }
    default:
      return null;
  }
}

function rangeOf(schema: Schema): { least: number | null; leastExcluded: boolean; most: number | null } {
  let least: number | null = null;
  let leastExcluded = false;
  let most: number | null = null;
  for (const check of definition(schema).checks ?? []) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's own union of all its checks
    const def = (check as z.core.$ZodChecks)._zod.def;
    if (def.check === 'greater_than') {
      least = Number(def.value);
      leastExcluded = !def.inclusive;
    }
    if (def.check === 'less_than') most = Number(def.value);
  }
  return { least, leastExcluded, most };
}

/** Place of a value on a slider of `steps` steps with a log scale, and back. */
export function logPosition(value: number, least: number, most: number, steps: number): number {
  const share = Math.log(Math.max(value, least) / least) / Math.log(most / least);
  return Math.round(Math.min(1, share) * steps);
}
export function logValue(position: number, least: number, most: number, steps: number): number {
  if (position >= steps) return most;
  const value = least * (most / least) ** (position / steps);
  if (value < 10) return Math.round(value);
  // Two significant digits: a slider is for about.
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.min(most, Math.round(value / unit) * unit);
}
