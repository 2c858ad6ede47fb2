// The comparison of the form in the address, so that a reload, a bookmark or a copied address keeps it. The first visit's
// stays clean.
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { type ErrorData, toErrorData } from '../../../core/errors.ts';
import { specInAddress } from '../../shared/spec-address.ts';
import { decodeSpec, encodeSpec, linkLengthLimit } from '../spec/spec-link.ts';
import { firstComparison, toComparisonSpec } from './comparison-draft.ts';
import { comparisonStore, loadComparison } from './comparison-store.ts';

export const comparePath = '/swarm/compare';
const settleMs = 400;

/** What was opened or written last, as the address has it: nothing of the form is to be read from it again. */
let settled: string | null = null;

/** @param spec null: an address without one */
export function comparisonAddress(spec: string | null): string {
  return `${comparePath}${spec === null ? '' : `#spec=${spec}`}`;
}

/** Fills the form from the address, and writes it there. Answers why a link could not be opened. */
export function useComparisonInAddress(isActive: boolean, encodedSpec: string | undefined): ErrorData | null {
  const [, navigate] = useLocation();
  const [refused, setRefused] = useState<{ readonly link: string; readonly error: ErrorData } | null>(null);
  useEffect(() => {
    if (!isActive || encodedSpec === undefined || encodedSpec === settled) return undefined;
    let isLeft = false;
    decodeSpec(encodedSpec)
      .then((spec) => {
        if (isLeft) return;
        loadComparison(spec);
        settled = encodedSpec;
      })
      .catch((error: unknown) => isLeft || setRefused({ link: encodedSpec, error: toErrorData(error) }));
    return () => {
      isLeft = true;
    };
  }, [isActive, encodedSpec]);

  useEffect(() => {
    if (!isActive) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    async function write(): Promise<void> {
      const { draft, check } = comparisonStore.getState();
      if (draft === firstComparison || !check.spec) return;
      const text = await encodeSpec(toComparisonSpec(draft));
      if (isLeft || comparisonStore.getState().draft !== draft || text === settled) return;
      // What is too long for a link leaves no other one in its place.
      settled = text.length > linkLengthLimit ? null : text;
      setRefused(null);
      navigate(comparisonAddress(settled), { replace: true });
    }
    const writeSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void write(), settleMs);
    };
    const stop = comparisonStore.subscribe(writeSoon);
    // The form as it was left, under an address without it.
    if (specInAddress(location) === null) writeSoon();
    return () => {
      isLeft = true;
      stop();
      clearTimeout(timer);
    };
  }, [isActive, navigate]);
  return refused?.error ?? null;
}
