import { beforeEach, expect, it } from 'vitest';
import type { Notice } from '../../shared/notices.tsx';
import { welcomeDraft } from '../examples.ts';
import { draftStore, setDraft } from './draft-store.ts';
import type { Draft } from './draft.ts';
import { restoreDraft } from './restore-draft.ts';

const kept: Draft = { ...welcomeDraft, kind: 'fit', seed: 7 };
const begun: Draft = { ...welcomeDraft, seed: 8 };

let shown: Partial<Notice>[] = [];
beforeEach(() => {
  shown = [];
  setDraft(welcomeDraft);
});

const ports = {
  patienceMs: 1,
  notify(text: string, options: Partial<Omit<Notice, 'id' | 'text'>> = {}) {
    const notice = { text, ...options };
    shown.push(notice);
    return () => void (shown = shown.filter((one) => one !== notice));
  },
};

/** A form that comes only once patience has ended. */
async function restoreLate(meanwhile?: Draft): Promise<void> {
  let arrive: (draft: Draft) => void = () => undefined;
  const reading = new Promise<Draft>((resolve) => (arrive = resolve));
  await restoreDraft({ ...ports, read: () => reading });
  expect(shown).toHaveLength(1);
  if (meanwhile) setDraft(meanwhile);
  arrive(kept);
  await new Promise(setImmediate);
}

it('a form that comes late is filled in all the same', async () => {
  await restoreLate();
  expect(draftStore.getState().draft).toBe(kept);
  expect(shown).toEqual([]);
});

it('a form that comes after another was begun is offered, and the other one can be had back', async () => {
  await restoreLate(begun);
  expect(draftStore.getState().draft).toBe(begun);
  expect(shown.map(({ action }) => action?.title)).toEqual(['Bring it back']);
  shown[0]?.action?.run();
  expect(draftStore.getState().draft).toBe(kept);
  shown[1]?.action?.run();
  expect(draftStore.getState().draft).toBe(begun);
});

it('a form that is kept no more, and one that cannot be read, are said to be so', async () => {
  await restoreDraft({ ...ports, patienceMs: 60_000, read: async () => null });
  await restoreDraft({ ...ports, patienceMs: 60_000, read: () => Promise.reject(new Error('torn')) });
  expect(draftStore.getState().draft).toBe(welcomeDraft);
  expect(shown).toHaveLength(2);
});
