// JSON that people read: objects over lines, lists of numbers in one.

export function specText(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== 'object')) return `[${value.map(plain).join(', ')}]`;
    return `[\n${value.map((item) => inner + specText(item, inner)).join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${specText(item, inner)}`).join(',\n')}\n${indent}}`;
  }
  return plain(value);
}

/** What JSON has no word for becomes null, as JSON.stringify has it. */
const plain = (value: unknown): string => JSON.stringify(value) ?? 'null';
