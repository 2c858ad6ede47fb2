// The form's spec in the address, so that a reload, a bookmark or a copied address keeps it. The first visit's stays clean.
// What is too large for an address, or not a spec yet, this tab keeps by itself (draft-keeper.ts).
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../shared/engine.ts';
import { explain } from '../../shared/explain.ts';
import { notify } from '../../shared/notices.tsx';
import { specAddress, specInAddress } from '../../shared/spec-address.ts';
import { welcomeDraft } from '../examples.ts';
import { toSpec, type Draft } from './draft.ts';
import { draftStore, loadSpec, setDraft } from './draft-store.ts';
import { decodeSpec, encodeSpec, linkLengthLimit } from './spec-link.ts';
import { dataSize } from './wgsl-draft.ts';
import { draftKeeper, restoreLeftDraft } from './use-restored-draft.ts';

const settleMs = 400;
/** Data beyond this fit into no address, however well they pack: there is no need to try. */
const mostDataCharacters = 1_000_000;
/** What was opened or written last, as the address has it. */
let settled: string | null = null;
/** The form as it was then: the address needs nothing new. */
let settledDraft: Draft | null = null;
/** The form of the address without a spec over which a link was opened: one step back in the history. */
let left: Draft | null = null;
/** A link's spec that could not be opened: nothing of it is lost when the form takes its place in the address. */
let refused: string | null = null;
let hasComplained = false;

/** Fills the form with a link's spec, unless this page put it into the address itself. Throws `bad-spec`. */
export async function openSpecLink(encoded: string): Promise<void> {
  if (encoded === settled) return;
  try {
    const spec = await decodeSpec(encoded);
    // The person has gone on meanwhile.
    if (specInAddress(location) !== encoded) return;
    loadSpec(spec);
  } catch (error) {
    refused = encoded;
    throw error;
  }
  settled = encoded;
  settledDraft = draftStore.getState().draft;
}

export function useSpecInAddress(isActive: boolean): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!isActive) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    async function write(): Promise<void> {
      const { draft, check } = draftStore.getState();
      const isSettled = draft === settledDraft && settled !== null && specInAddress(location) === settled;
      // Nothing was done yet, or the address holds it as it came.
      if (draft === welcomeDraft || isSettled || isLinkOnItsWay()) return;
      const isTooLarge = draft.kind === 'wgsl' && dataSize(draft.wgsl.data) > mostDataCharacters;
      const text = check.spec && !isTooLarge ? await encodeSpec(toSpec(draft)) : null;
      if (isLeft || draftStore.getState().draft !== draft || isLinkOnItsWay()) return;
      if (text === null || text.length > linkLengthLimit) {
        leaveAddress();
        await keep(() => draftKeeper.keep(draft));
      } else {
        settled = text;
        settledDraft = draft;
        navigate(specAddress(text, location.search), { replace: true });
        // What a link came over is still there for the way back.
        if (left === null || left === welcomeDraft) await keep(() => draftKeeper.forget());
      }
    }
    // No address holds what the form holds now: one that names another problem would bring that one back.
    function leaveAddress(): void {
      settled = null;
      const address = specAddress(null, location.search);
      if (!location.href.endsWith(address)) navigate(address, { replace: true });
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

  // A link that is pasted into the open page, and the way back and forward from there, load no page anew.
  useEffect(() => {
    if (!isActive) return undefined;
    const follow = ({ oldURL, newURL }: HashChangeEvent): void => {
      const [from, to] = [new URL(oldURL), new URL(newURL)];
      if (from.pathname !== to.pathname) return;
      const wasClean = specInAddress(from) === null;
      if (specInAddress(to) === null) void bringBack(wasClean);
      else if (wasClean) left = draftStore.getState().draft;
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [isActive]);
}

/** The address names a spec that is still to fill the form: writing now would take it away unread. */
function isLinkOnItsWay(): boolean {
  const link = specInAddress(location);
  return link !== null && link !== settled && link !== refused;
}

/** The form of an address without a spec, to which the history led back. */
async function bringBack(wasClean: boolean): Promise<void> {
  const form = left;
  left = null;
  if (form === null && wasClean) return;
  settled = null;
  setDraft(form ?? welcomeDraft);
  // The page was loaded anew since a link came over the form.
  if (form === null && draftKeeper.waits()) await restoreLeftDraft();
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
