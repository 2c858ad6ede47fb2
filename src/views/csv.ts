// Tables as CSV (RFC 4180) and as rows for people.

/** The numbers of a picture for those who cannot see it. */
export interface ViewTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Cell = string | number | null | undefined;

/** Numbers in full precision; null, NaN and infinity as empty cells. Lines end in CRLF. */
export function toCsvText(headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [headers, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (value === null || value === undefined) return '';
  // A spreadsheet would run what begins like a formula (https://owasp.org/www-community/attacks/CSV_Injection).
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
