// The landscape under the swarm, asked of the engine when problem or axes change; a small one first, since it comes at once.
import { useEffect, useState } from 'react';
import type { Landscape } from '../../../engine/api.ts';
import type { Plane } from '../../../models/swarm/result.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';
import { client } from '../../shared/engine.ts';
import { dataSize } from '../spec/wgsl-draft.ts';

const sizes = [48, 192] as const;
/** While somebody types, not every letter is worth a picture. */
const settleMs = 120;

/** Data beyond this are not sent for a picture each time that something is typed. */
const mostDataCharacters = 4_000_000;

function isDrawn(problem: ProblemSpec): boolean {
  return problem.name === 'wgsl' ? dataSize(problem.data) <= mostDataCharacters : problem.name !== 'fit';
}

/** @param around where it cuts through the other dimensions, in the problem's own values; null: as the engine chooses */
export function useLandscape(
  problem: ProblemSpec | null,
  axes: readonly [number, number] | Plane | null,
  around: readonly number[] | null,
): Landscape | null {
  const [landscape, setLandscape] = useState<{ readonly plane: string; readonly grid: Landscape } | null>(null);
  const plane = problem && axes && isDrawn(problem) ? JSON.stringify([problem, axes]) : null;
  const place = JSON.stringify(around);

  useEffect(() => {
    if (plane === null) return undefined;
    const [asked, on]: [ProblemSpec, readonly [number, number] | Plane] = JSON.parse(plane);
    const through: readonly number[] | null = JSON.parse(place);
    const superseded = new AbortController();
    async function load(): Promise<void> {
      for (const size of sizes) {
        const request = { problem: asked, axes: on, size, ...(through && !('origin' in on) && { around: through }) };
        const grid = await client.landscape(request, superseded.signal);
        if (superseded.signal.aborted) return;
        setLandscape({ plane: plane ?? '', grid });
      }
    }
    // One that was superseded ends with AbortError, which is no failure. Without a landscape the swarm is shown all the
    // same; what is wrong with the problem, the form says.
    const timer = setTimeout(() => void load().catch(() => undefined), settleMs);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [plane, place]);

  // Another cut of the same plane takes the place of the one before when it is there.
  return landscape && landscape.plane === plane ? landscape.grid : null;
}
