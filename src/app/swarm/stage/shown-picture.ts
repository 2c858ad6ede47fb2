// The picture on the stage, for the actions that save it.

import type { ViewTable } from '../../../views/csv.ts';

export interface Picture {
  toSvg(): string;
  toPng(): Promise<Blob>;
  toTable(): ViewTable;
}

/** null while there is none. */
export const shownPicture: { current: Picture | null } = { current: null };

/** For the host of the view that 'Save picture' means. */
export function keepPicture(view: Picture | null): void {
  shownPicture.current = view;
}
