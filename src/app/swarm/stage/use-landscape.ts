// The landscape under the swarm, asked of the engine when problem or axes change; a small one first, since it comes at once.
import { useEffect, useState } from 'react';
import type { Landscape } from '../../../engine/api.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';
import { client } from '../../shared/engine.ts';

const sizes = [48, 192] as const;
/** While somebody types, not every letter is worth a picture. */
const settleMs = 120;

export function useLandscape(problem: ProblemSpec | null, axes: readonly [number, number] | null): Landscape | null {
  const [landscape, setLandscape] = useState<{ readonly key: string; readonly grid: Landscape } | null>(null);
  const key = problem && axes && problem.name !== 'fit' ? JSON.stringify([problem, axes]) : null;

  useEffect(() => {
    if (key === null) return undefined;
    const [asked, plane]: [ProblemSpec, readonly [number, number]] = JSON.parse(key);
    const superseded = new AbortController();
    async function load(): Promise<void> {
      for (const size of sizes) {
        const grid = await client.landscape({ problem: asked, axes: plane, size }, superseded.signal);
        if (superseded.signal.aborted) return;
        setLandscape({ key: key ?? '', grid });
      }
    }
    // One that was superseded ends with AbortError, which is no failure. Without a landscape the swarm is shown all the
    // same; what is wrong with the problem, the form says.
    const timer = setTimeout(() => void load().catch(() => undefined), settleMs);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [key]);

  return landscape && landscape.key === key ? landscape.grid : null;
}
