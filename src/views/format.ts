// Numbers, times and sizes as people read them: 4 significant digits, units always, the same everywhere. Full precision is
// for CSV and JSON, not for here. Minus is the ASCII one, so that a copied number parses.

/** What stands where there is no number. */
export const noValue = '–';

/** "1,234,567". Whole numbers, grouped. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return groupDigits(String(Math.round(value)));
}

/** "3.142", "12,346", "1.234e-4", "0". Digits before the point are never rounded away below a million. */
export function formatNumber(value: number | null | undefined, significant = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return noValue;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const exponent = exponentOf(value, significant);
  if (exponent < -3 || Math.abs(value) >= 999_999.5) return scientific(value, significant - 1);
  const decimals = Math.max(0, significant - 1 - exponent);
  return groupDigits(dropZeros(value.toFixed(decimals)));
}

const prefixes = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
] as const;

/** "1.24 M eval/s", "350 B", "12.0 µs": 3 digits, the prefix before the unit; whole numbers below 1,000 stay whole. */
export function formatWithUnit(value: number, unit: string): string {
  if (!Number.isFinite(value)) return `${formatNumber(value)} ${unit}`.trim();
  if (Number.isInteger(value) && Math.abs(value) < 1000) return `${value} ${unit}`.trim();
  // 999.6 reads as 1.00 k, so the prefix is chosen after rounding.
  const rounded = Number(value.toPrecision(3));
  const [factor, prefix] = prefixes.find(([size]) => Math.abs(rounded) >= size) ?? [1e-9, 'n'];
  const scaled = rounded / factor;
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
  return `${groupDigits(scaled.toFixed(digits))} ${prefix}${prefix !== '' && unit.includes('/') ? ' ' : ''}${unit}`.trim();
}

/** "3.2 ± 0.4", "(5.502 ± 0.015)e-4": one digit of the error, two where it begins with 1 or 2, and the value to match. */
export function formatUncertain(value: number, error: number): string {
  if (!Number.isFinite(value) || !Number.isFinite(error) || error < 0) return formatNumber(value);
  if (error === 0) return `${formatNumber(value)} ± 0`;
  // 0.0298 rounds to 0.030 with two digits: the leading digit is judged as it will be shown.
  const leading = Number(error.toExponential(1)[0]);
  const errorDigits = leading < 3 ? 2 : 1;
  const errorExponent = exponentOf(error, errorDigits);
  const lastPlace = errorExponent - errorDigits + 1;
  const exponent = Math.max(value === 0 ? errorExponent : exponentOf(value, 1), errorExponent);
  if (exponent < -3 || exponent >= 6) {
    const decimals = Math.max(0, exponent - lastPlace);
    const scale = (x: number): string => shiftPoint(x, -exponent).toFixed(decimals);
    return `(${scale(value)} ± ${scale(error)})e${exponent}`;
  }
  const decimals = Math.max(0, -lastPlace);
  const round = (x: number): string =>
    decimals > 0 ? x.toFixed(decimals) : String(shiftPoint(Math.round(shiftPoint(x, -lastPlace)), lastPlace));
  return `${groupDigits(round(value))} ± ${groupDigits(round(error))}`;
}

/** "350 ms", "2.34 s", "42 s", "2 min 14 s", "3 h 5 min", "2 d 4 h". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return noValue;
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 0.9995) return formatWithUnit(Number(seconds.toPrecision(3)), 's');
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return twoParts(whole, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return twoParts(minutes, 60, 'h', 'min');
  return twoParts(Math.round(seconds / 3600), 24, 'd', 'h');
}

function twoParts(total: number, size: number, large: string, small: string): string {
  const rest = total % size;
  return rest === 0 ? `${total / size} ${large}` : `${Math.floor(total / size)} ${large} ${rest} ${small}`;
}

/** "512 B", "1.24 MiB". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return noValue;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = bytes;
  let step = 0;
  // 1,023.7 KiB would read as 1,024.
  while (Math.abs(scaled) >= 999.5 && step < units.length - 1) {
    scaled /= 1024;
    step++;
  }
  const text = step === 0 ? String(Math.round(scaled)) : scaled.toPrecision(3);
  return `${groupDigits(text)} ${units[step]}`;
}

/** A share from 0 to 1: "42 %", "3.1 %". */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return noValue;
  const percent = share * 100;
  const isCoarse = Math.abs(percent) >= 9.95 || percent === 0;
  return `${isCoarse ? Math.round(percent) : dropZeros(percent.toFixed(1))} %`;
}

/** "2026-11-24 20:45", in the reader's time zone unless one is named. */
export function formatMoment(milliseconds: number, timeZone?: string): string {
  if (!Number.isFinite(milliseconds)) return noValue;
  // Swedish writes dates as ISO 8601 does.
  return new Date(milliseconds).toLocaleString('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timeZone !== undefined && { timeZone }),
  });
}

const clockTime = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayTime = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** For lists: "14:05" today, "3 Mar, 14:05" before. */
export function formatTime(milliseconds: number, now = Date.now()): string {
  if (!Number.isFinite(milliseconds)) return noValue;
  const isToday = new Date(milliseconds).toDateString() === new Date(now).toDateString();
  return isToday ? clockTime.format(milliseconds) : dayTime.format(milliseconds);
}

/** Power of ten of the leading digit after rounding to so many digits: 9.9996 with 4 digits is 10.00, so 1. */
function exponentOf(value: number, significant: number): number {
  return Number(value.toExponential(significant - 1).split('e')[1]);
}

function scientific(value: number, decimals: number): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(decimals).split('e');
  return `${dropZeros(mantissa)}e${Number(exponent)}`;
}

/** value · 10^places, by way of decimal text, so that 0.0015 · 10^3 is 1.5 and not 1.5000000000000002. */
function shiftPoint(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

function dropZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function groupDigits(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
