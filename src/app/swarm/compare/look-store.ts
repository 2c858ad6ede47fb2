// What the stage shows of a finished comparison.
import { createStore } from 'zustand/vanilla';

export type Look = 'hits' | 'convergence' | 'profiles' | 'times' | 'errors' | 'ranks';

const pictures: readonly Look[] = ['hits', 'convergence', 'profiles'];

export const lookStore = createStore<{ readonly look: Look }>(() => ({ look: 'hits' }));

/** The others are tables. */
export const isPicture = (look: Look): boolean => pictures.includes(look);
