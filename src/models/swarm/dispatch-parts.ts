// How many members go into one dispatch, so that none holds the device for long: a driver's watchdog resets a GPU that is
// held for seconds, and nothing can abort a dispatch. Cautious before anything was measured; then by what was. Pure.

/** Dispatches of one generation, at most. */
export const mostParts = 256;
/** What one dispatch may take: a tenth of what a watchdog allows, and no longer than a slice. */
const targetMs = 50;
/** Coordinates moved by the first dispatch: 0.1 s on an adapter that moves 20 million a second. */
const cautious = 2 ** 21;

export interface PartControl {
  /** A multiple of `multiple`, or all members. */
  readonly membersPerPart: number;
  /** What generations took, all members and repeats. */
  record(generations: number, milliseconds: number): void;
}

/**
 * @param members of one repeat; a dispatch takes so many of every repeat
 * @param multiple members of a workgroup
 * @param coordinatesPerMember dimensions times repeats
 * @param weight cost of a coordinate against one of a plain function
 */
export function createPartControl(options: {
  members: number;
  multiple: number;
  coordinatesPerMember: number;
  weight: number;
}): PartControl {
  const { members, multiple } = options;
  const least = Math.ceil(members / mostParts);
  const fit = (wanted: number): number =>
    wanted >= members ? members : Math.ceil(Math.max(least, Math.floor(wanted), 1) / multiple) * multiple;
  let current = fit(cautious / (options.coordinatesPerMember * options.weight));
  return {
    get membersPerPart() {
      return current;
    },
    record(generations, milliseconds) {
      const perMember = Math.max(milliseconds, 1e-3) / (generations * members);
      const wanted = fit(targetMs / perMember);
      // Slow is believed at once; a cut that is only a little finer than needed stays.
      if (wanted < current || wanted > 1.5 * current || wanted === members)
        current = Math.min(wanted, fit(4 * current));
    },
  };
}
