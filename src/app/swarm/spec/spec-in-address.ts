// The form's spec in the address, so that a reload, a bookmark or a copied address keeps it. The first visit's stays clean.
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { welcomeDraft } from '../examples.ts';
import { toSpec } from './draft.ts';
import { draftStore } from './draft-store.ts';
import { encodeSpec, linkLengthLimit } from './spec-link.ts';

const settleMs = 400;
let written: string | null = null;

/** What this page put into the address itself: it need not be read back. */
export function lastWrittenSpec(): string | null {
  return written;
}

export function useSpecInAddress(isActive: boolean): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!isActive) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    async function write(): Promise<void> {
      const { draft, check } = draftStore.getState();
      if (draft === welcomeDraft) return;
      const encoded = check.spec ? await encodeSpec(toSpec(draft)) : null;
      if (isLeft || draftStore.getState().draft !== draft) return;
      if (encoded === null || encoded.length > linkLengthLimit) return forget();
      written = encoded;
      navigate(`/swarm?spec=${encoded}`, { replace: true });
    }
    // No address holds what the form holds now: one that holds another problem would bring that one back.
    function forget(): void {
      if (!new URLSearchParams(location.search).has('spec')) return;
      written = null;
      navigate('/swarm', { replace: true });
    }
    const writeSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void write(), settleMs);
    };
    writeSoon();
    const stop = draftStore.subscribe(writeSoon);
    return () => {
      isLeft = true;
      stop();
      clearTimeout(timer);
    };
  }, [isActive, navigate]);
}
