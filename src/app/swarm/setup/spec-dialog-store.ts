// Whether the dialog with the spec as JSON is open.
import { createStore } from 'zustand/vanilla';

export const specDialog = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));
