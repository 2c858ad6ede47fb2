// How fast comparisons went on this device, for saying beforehand how long the next one takes.
import { createStore } from 'zustand/vanilla';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import { client } from '../../shared/engine.ts';

/** Coordinates of evaluated places a second: what an evaluation takes grows with its dimensions. */
interface Speed {
  readonly coordinatesPerSecond: number;
  /** Of a comparison here; else that of a usual laptop. */
  readonly isMeasured: boolean;
}

const key = 'comparison-speed';
/** Shorter ones are all set-up. */
const leastSeconds = 0.5;

export const speedStore = createStore<Speed>(() => ({ coordinatesPerSecond: 2e6, isMeasured: false }));

/** Reads what was kept. Without storage the usual one counts. */
export async function readSpeed(): Promise<void> {
  try {
    const kept = await client.getSetting(key);
    if (typeof kept === 'number' && kept > 0) speedStore.setState({ coordinatesPerSecond: kept, isMeasured: true });
  } catch {
    // The frame says that storage does not work.
  }
}

export function keepSpeed({ cells, problems, seconds }: ComparisonResult): void {
  if (seconds < leastSeconds) return;
  const dimensionsAt = (p: number): number => problems[p]?.dimensions ?? 1;
  const coordinates = cells.flatMap((of) =>
    of.map(({ trials }, p) => trials.reduce((all, trial) => all + (trial?.evaluations ?? 0), 0) * dimensionsAt(p)),
  );
  const coordinatesPerSecond = coordinates.reduce((total, some) => total + some, 0) / seconds;
  if (!(coordinatesPerSecond > 0)) return;
  speedStore.setState({ coordinatesPerSecond, isMeasured: true });
  // What cannot be kept is measured again by the next one.
  client.setSetting(key, coordinatesPerSecond).catch(() => undefined);
}
