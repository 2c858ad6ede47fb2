// A spec as text for people.

/** Indented; columns of data stay on one line. */
export function formatSpec(spec: unknown): string {
  const wide = JSON.stringify(spec, null, 2);
  return wide.replace(
    /\[\s+((?:-?[\d.eE+-]+,?\s*)+)\]/g,
    (_, numbers: string) => `[${numbers.trim().replace(/\s+/g, ' ')}]`,
  );
}
