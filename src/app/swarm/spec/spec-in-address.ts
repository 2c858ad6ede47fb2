// The form's spec in the address, so that a reload, a bookmark or a copied address keeps it. The first visit's stays clean.
// What is too large for an address, or not a spec yet, this tab keeps by itself (draft-keeper.ts).
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../shared/engine.ts';
import { explain } from '../../shared/explain.ts';
import { notify } from '../../shared/notices.tsx';
import { welcomeDraft } from '../examples.ts';
import { toSpec, type Draft } from './draft.ts';
import { draftStore, loadSpec } from './draft-store.ts';
import { decodeSpec, encodeSpec, linkLengthLimit } from './spec-link.ts';
import { draftKeeper } from './use-restored-draft.ts';

const settleMs = 400;
let written: string | null = null;
/** The form as a link filled it. */
let opened: Draft | null = null;
let hasComplained = false;

/** Fills the form with a link's spec, unless this page put it into the address itself. Throws `bad-spec`. */
export async function openSpecLink(encoded: string): Promise<void> {
  if (encoded === written) return;
  loadSpec(await decodeSpec(encoded));
  opened = draftStore.getState().draft;
}

export function useSpecInAddress(isActive: boolean): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!isActive) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    async function write(): Promise<void> {
      const { draft, check } = draftStore.getState();
      // Nothing was done yet, or the address holds it as it came.
      if (draft === welcomeDraft || (draft === opened && addressHas('spec'))) return;
      const encoded = check.spec ? await encodeSpec(toSpec(draft)) : null;
      if (isLeft || draftStore.getState().draft !== draft) return;
      if (encoded === null || encoded.length > linkLengthLimit) {
        leaveAddress();
        await keep(() => draftKeeper.keep(draft));
      } else {
        written = encoded;
        navigate(`/swarm?spec=${encoded}`, { replace: true });
        await keep(() => draftKeeper.forget());
      }
    }
    // No address holds what the form holds now: one that names another problem would bring that one back.
    function leaveAddress(): void {
      if (!addressHas('spec') && !addressHas('problem')) return;
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

function addressHas(name: string): boolean {
  return new URLSearchParams(location.search).has(name);
}

/** Said once: the form works all the same, and each edit would say it again. */
async function keep(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (hasComplained || client.state.getState().status === 'closed') return;
    hasComplained = true;
    notify(`The form cannot be kept for a reload of this page: ${explain(error)}`, { tone: 'bad', stays: true });
  }
}
