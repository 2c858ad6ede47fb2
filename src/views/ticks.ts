// Where an axis has its ticks, what they say, and how a range grows in steps so that a live picture keeps still.
import { formatNumber } from './format.ts';

export type Range = readonly [number, number];
export type Scale = 'linear' | 'log';

/** 1, 2 or 5 times a power of ten, the nearest to `rough` by ratio. */
function niceStep(rough: number): number {
  const power = Math.floor(Math.log10(rough));
  const lead = rough / 10 ** power;
  return Number(`${lead < Math.SQRT2 ? 1 : lead < Math.sqrt(10) ? 2 : lead < Math.sqrt(50) ? 5 : 10}e${power}`);
}

/** About `most` round values within the range, evenly spaced; at most 1.6 times as many. */
export function linearTicks([low, high]: Range, most: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(low) ? [low] : [];
  const step = niceStep(span / Math.max(1, most));
  const ticks: number[] = [];
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiples, not sums: no error piles up. toPrecision takes off the last bits of 3 · 0.1.
  for (let k = first; k <= last && ticks.length < 1000; k++) ticks.push(Number((k * step).toPrecision(12)) + 0);
  return ticks;
}

/** Powers of ten, thinned where there are many; with 2 and 5 between where there are few; linear below one decade. */
export function logTicks([low, high]: Range, most: number): number[] {
  if (!(low > 0) || !(high > low) || !Number.isFinite(high)) return low > 0 && Number.isFinite(low) ? [low] : [];
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const decades = last - first + 1;
  if (decades < 2) {
    const few = withBetween(low, high, first - 1, last, [1, 2, 5]);
    return few.length >= 2 ? few : linearTicks([low, high], most);
  }
  if (decades * 3 <= most) return withBetween(low, high, first - 1, last, [1, 2, 5]);
  const wanted = (decades - 1) / Math.max(1, most);
  const stride = [1, 2, 3, 5, 10, 20, 50].find((some) => some >= wanted) ?? 100;
  const ticks: number[] = [];
  for (let exponent = Math.ceil(first / stride) * stride; exponent <= last; exponent += stride)
    ticks.push(powerOfTen(exponent));
  return ticks;
}

function withBetween(low: number, high: number, first: number, last: number, leads: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    for (const lead of leads) {
      const tick = Number(`${lead}e${exponent}`);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}

const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

export function ticksOf(scale: Scale, range: Range, most: number): number[] {
  return scale === 'log' ? logTicks(range, most) : linearTicks(range, most);
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Labels of ticks, all with the decimals that their distance needs: 0, 0.25, 0.5; powers of ten far from 1 as 10⁻⁶. */
export function tickLabels(scale: Scale, ticks: readonly number[]): string[] {
  if (scale === 'log' && ticks.length > 0 && ticks.every((tick) => tick > 0)) {
    return ticks.map((tick) => {
      const exponent = Math.round(Math.log10(tick));
      if (exponent >= -3 && exponent <= 4) return formatNumber(tick);
      if (Math.abs(tick / powerOfTen(exponent) - 1) > 1e-9) return formatNumber(tick);
      const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]).join('');
      return `10${exponent < 0 ? '⁻' : ''}${digits}`;
    });
  }
  const largest = Math.max(...ticks.map(Math.abs));
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : largest;
  if (!(step > 0) || !Number.isFinite(largest)) return ticks.map((tick) => formatNumber(tick));
  const stepExponent = Math.floor(Math.log10(step) + 1e-9);
  if (largest >= 1e6 || largest < 1e-3) {
    // Digits enough to tell neighbours apart, the same for all.
    const decimals = Math.max(0, Math.floor(Math.log10(largest) + 1e-9) - stepExponent);
    return ticks.map((tick) => (tick === 0 ? '0' : tick.toExponential(decimals).replace('e+', 'e')));
  }
  const decimals = Math.max(0, -stepExponent);
  return ticks.map((tick) =>
    tick.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );
}

/**
 * A range around [low, high] that ends on round values, and stays as it is while the data still fit: grows when they do
 * not, shrinks only when they fill less than `shrinkBelow` of it (0: never).
 */
export function steadyRange(previous: Range | null, [low, high]: Range, shrinkBelow = 0): Range {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return previous ?? [0, 1];
  const span = high - low;
  if (previous) {
    const [from, to] = previous;
    const fits = low >= from && high <= to;
    if (fits && span >= shrinkBelow * (to - from)) return previous;
  }
  // Data that all have one value get room on both sides, and never less than f64 can tell apart.
  const room = Math.max(span > 0 ? span * 0.08 : Math.abs(low) * 0.1, Math.abs(low) * 1e-12, Math.abs(high) * 1e-12);
  const padding = room > 0 ? room : 1;
  const step = niceStep((span + 2 * padding) / 6);
  const round = (x: number): number => Number(x.toPrecision(12)) + 0;
  return [round(Math.floor((low - padding) / step) * step), round(Math.ceil((high + padding) / step) * step)];
}

/** As steadyRange, in whole decades: [2e-3, 40] becomes [1e-3, 100]. Grows only. `low` must be above 0. */
export function steadyLogRange(previous: Range | null, [low, high]: Range): Range {
  if (!(low > 0) || !Number.isFinite(high)) return previous ?? [0.1, 1];
  if (previous && low >= previous[0] && high <= previous[1]) return previous;
  const first = Math.floor(Math.log10(Math.min(low, previous?.[0] ?? low)) + 1e-9);
  const last = Math.ceil(Math.log10(Math.max(high, previous?.[1] ?? high)) - 1e-9);
  return [Math.max(powerOfTen(first), Number.MIN_VALUE), powerOfTen(Math.max(last, first + 1))];
}

/** Least and greatest finite value; null where there is none. With `scale` log only values above 0 count. */
export function extentOf(values: Iterable<number | null>, scale: Scale = 'linear'): Range | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}
