// What a program printed, as a value: one JSON object, or the last number.

export type Evaluated =
  | { readonly value: number; readonly violations: readonly number[] }
  /** Why there is no value. */
  | { readonly failure: string };

const numberWord = /(?<![\w.])[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|(?<!\w)[+-]?(?:nan|inf(?:inity)?)(?!\w)/gi;

/**
 * `{"value": 1.5, "violations": [0, 0.2]}`, as the whole output or its last line; without constraints the last number does.
 * A last word `nan` or `inf` is no value: the number before it is that of something else.
 */
export function readPrinted(output: string, constraints: number): Evaluated {
  const text = output.trim();
  const object = toObject(text) ?? toObject(text.slice(text.lastIndexOf('\n') + 1));
  if (object) return fromObject(object, constraints);
  if (constraints > 0)
    return { failure: `it printed no {"value": …, "violations": [${constraints} numbers]} on its last line` };
  const last = text.match(numberWord)?.at(-1);
  const value = Number(last);
  return last !== undefined && Number.isFinite(value)
    ? { value, violations: [] }
    : { failure: last === undefined ? 'it printed no number' : `it printed ${last}` };
}

function toObject(text: string): object | null {
  if (!text.startsWith('{')) return null;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    // Not an object: a number may stand in it all the same.
    return null;
  }
}

function fromObject(object: object, constraints: number): Evaluated {
  const value: unknown = Reflect.get(object, 'value');
  const violations: unknown = Reflect.get(object, 'violations') ?? [];
  if (!isNumber(value)) return { failure: 'its JSON object has no number "value"' };
  if (!Array.isArray(violations) || violations.length !== constraints || !violations.every(isNumber))
    return { failure: `its JSON object has no "violations" of ${constraints} numbers` };
  return { value, violations };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
