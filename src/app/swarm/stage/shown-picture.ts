// The picture on the stage, for the actions that save it.

export interface Picture {
  toSvg(): string;
  toPng(): Promise<Blob>;
}

/** null while there is none. */
export const shownPicture: { current: Picture | null } = { current: null };

/** For the host of the view that 'Save picture' means. */
export function keepPicture(view: Picture | null): void {
  shownPicture.current = view;
}
