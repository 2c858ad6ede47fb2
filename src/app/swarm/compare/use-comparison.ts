// The comparison that is being written, for the form's components; and what a finished one says.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ComparisonResult } from '../../../models/swarm/comparison/result.ts';
import { type ComparisonSummary, summariseComparison } from '../../../models/swarm/comparison/summary.numeric.ts';
import type { FieldFault } from '../spec/formula-check.ts';
import type { ComparisonDraft } from './comparison-draft.ts';
import { comparisonStore } from './comparison-store.ts';

export function useComparisonDraft(): ComparisonDraft {
  return useStore(comparisonStore, ({ draft }) => draft);
}

export function useComparisonFaults(): ReadonlyMap<string, FieldFault> {
  return useStore(comparisonStore, ({ check }) => check.faults);
}

const summaries = new WeakMap<ComparisonResult, Map<number, ComparisonSummary>>();

/** Each is computed once: its intervals are drawn a thousand times. */
export function summaryOf(result: ComparisonResult, target = result.targets.length - 1): ComparisonSummary {
  const known = summaries.get(result) ?? new Map<number, ComparisonSummary>();
  summaries.set(result, known);
  const summary = known.get(target) ?? summariseComparison(result, target);
  known.set(target, summary);
  return summary;
}

export function useSummary(result: ComparisonResult, target?: number): ComparisonSummary {
  return useMemo(() => summaryOf(result, target), [result, target]);
}
