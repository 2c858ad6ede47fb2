// Numbers as people read them: four significant digits, units, tabular. No locale surprises: English throughout.

/** "1.234e-5", "12.35", "1,024"; integers below 1e7 whole. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (Number.isInteger(value) && size < 1e7) return sign + size.toLocaleString('en');
  if (size < 1e-3 || size >= 1e7) return sign + size.toExponential(digits - 1);
  return sign + Number(size.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 10 });
}

/** "1.24 M", "820", "3.1 G": counts and rates. */
export function formatCount(value: number): string {
  for (const [step, unit] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const) {
    if (value >= step) return `${(value / (unit === 'k' ? 1e3 : step)).toPrecision(3)} ${unit}`;
  }
  return Math.round(value).toLocaleString('en');
}

/** "2 min 14 s", "4.2 s", "1 h 3 min". */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "1.5 GB", "12 kB": decimal, as disks are sold and browsers report. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  for (const [step, unit] of [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
  ] as const) {
    if (bytes >= step) return `${(bytes / step).toPrecision(3)} ${unit}`;
  }
  return `${Math.round(bytes / 1e3)} kB`;
}

const clockTime = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayTime = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const fullTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

/** "14:05" today, "3 Mar, 14:05" before. */
export function formatTime(at: number, now = Date.now()): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? clockTime.format(at) : dayTime.format(at);
}

export function formatFullTime(at: number): string {
  return fullTime.format(at);
}
