// JSON that keeps every number: NaN, the infinities and minus zero are written as `{"$number":"NaN"}`, because JSON itself
// makes them null or 0. Keys that begin with a dollar get a second one, so that nothing else reads as such a number.

const special: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

export function stringifyExact(value: unknown): string {
  // `undefined` alone has no JSON; as a value of its own it reads back as null.
  return JSON.stringify(value, isPlain(value) ? undefined : escape) ?? 'null';
}

/** Whether JSON keeps all of it as it is; then a million numbers are written several times as fast. */
function isPlain(part: unknown): boolean {
  if (typeof part === 'number') return Number.isFinite(part) && !Object.is(part, -0);
  if (Array.isArray(part)) return part.every(isPlain);
  return !isObject(part) || Object.entries(part).every(([key, value]) => !isMarked(key) && isPlain(value));
}

/** Throws what JSON.parse throws. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, unescape);
}

function escape(_key: string, part: unknown): unknown {
  if (typeof part === 'number') {
    if (Number.isFinite(part) && !Object.is(part, -0)) return part;
    return { $number: Object.is(part, -0) ? '-0' : String(part) };
  }
  return isObject(part) && Object.keys(part).some(isMarked) ? renamed(part, (key) => `$${key}`) : part;
}

function unescape(_key: string, part: unknown): unknown {
  if (!isObject(part)) return part;
  const keys = Object.keys(part);
  if (keys.length === 1 && typeof part['$number'] === 'string') return special[part['$number']] ?? part;
  return keys.some(isMarked) ? renamed(part, (key) => key.slice(1)) : part;
}

function isMarked(key: string): boolean {
  return key.startsWith('$');
}

function renamed(part: Readonly<Record<string, unknown>>, rename: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [isMarked(key) ? rename(key) : key, value]));
}

function isObject(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
