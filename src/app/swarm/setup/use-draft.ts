// The draft and its faults for the form's components.
import { useStore } from 'zustand';
import type { Draft } from '../spec/draft.ts';
import { draftStore } from '../spec/draft-store.ts';
import type { FieldFault } from '../spec/formula-check.ts';

export function useDraft(): Draft {
  return useStore(draftStore, ({ draft }) => draft);
}

export function useFaults(): ReadonlyMap<string, FieldFault> {
  return useStore(draftStore, ({ check }) => check.faults);
}
