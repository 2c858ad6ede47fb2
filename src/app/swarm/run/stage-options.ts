// How the stage shows a run: which plane, how fast, with what drawn on it. Kept for the visit; no part of the spec.
import { createStore } from 'zustand/vanilla';
import type { Axes } from '../../../engine/api.ts';
import { dimensionsOf, type SwarmSpec } from '../../../models/swarm/schema.ts';

/** Generations a second; 'auto': slow enough to watch where that makes sense; null: as fast as it goes. */
export type Pace = 'auto' | number | null;

export interface StageOptions {
  readonly axes: Axes;
  readonly pace: Pace;
  readonly trails: boolean;
  readonly contours: boolean;
  /** Of engineering designs and clusters: the part or the atoms, or the landscape of all problems. */
  readonly shows: 'part' | 'landscape';
  /** Of the colours; 'auto': whichever tells more of the landscape apart. */
  readonly scale: 'auto' | 'log' | 'linear';
}

export const stageOptions = createStore<StageOptions>(() => ({
  axes: [0, 1],
  pace: 'auto',
  trails: true,
  contours: true,
  shows: 'part',
  scale: 'auto',
}));

export const paces = [2, 6, 12, 30] as const;
/** At this pace the eye follows a member from place to place. */
const watchingPace = 12;
/** A run that would be watched for longer than half a minute goes at full speed instead. */
const watchedGenerations = 30 * watchingPace;

export function paceOf(pace: Pace, spec: SwarmSpec): number | null {
  if (pace !== 'auto') return pace;
  const isPicture = spec.problem.name !== 'fit' && dimensionsOf(spec.problem) <= 3;
  return isPicture && (spec.stop.generations ?? Number.POSITIVE_INFINITY) <= watchedGenerations ? watchingPace : null;
}

/** The axes asked for, where the problem has them. */
export function axesFor(axes: Axes, dimensions: number): Axes | null {
  if (dimensions < 2) return null;
  if (axes === 'principal') return dimensions > 2 ? axes : [0, 1];
  return axes[0] < dimensions && axes[1] < dimensions && axes[0] !== axes[1] ? axes : [0, 1];
}
