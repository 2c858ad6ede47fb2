// Progress for readers that may be slower than the run: the newest record counts, and only what comes in pieces, such as a
// curve, is kept whole.

interface WithCurve {
  readonly curve: { readonly generations: readonly number[]; readonly best: readonly number[] };
}

/** `newer`, with the piece of the curve that `older` carried before its own. */
export function joinCurves<Progress extends WithCurve>(older: Progress, newer: Progress): Progress {
  return {
    ...newer,
    curve: {
      generations: [...older.curve.generations, ...newer.curve.generations],
      best: [...older.curve.best, ...newer.curve.best],
    },
  };
}

/** One source, any number of readers, each at its own pace. */
export interface LatestFeed<Progress> {
  publish(progress: Progress): void;
  /** Readers finish with what they have not read yet. */
  end(): void;
  /** Begins with the last record that was published. */
  read(): AsyncIterableIterator<Progress, undefined>;
}

/** @param join the newer of two records that nobody has read, with what only the older one carried */
export function createLatestFeed<Progress>(
  join: (older: Progress, newer: Progress) => Progress = (_, newer) => newer,
): LatestFeed<Progress> {
  const readers = new Set<{ take(progress: Progress): void; wake(): void }>();
  let latest: Progress | null = null;
  let isOver = false;

  return {
    publish(progress) {
      latest = progress;
      for (const reader of readers) reader.take(progress);
    },
    end() {
      isOver = true;
      for (const reader of readers) reader.wake();
      readers.clear();
    },
    read() {
      let unread = latest;
      let hasLeft = false;
      let waiting: (() => void)[] = [];
      const reader = {
        take(progress: Progress) {
          unread = unread === null ? progress : join(unread, progress);
          reader.wake();
        },
        wake() {
          const woken = waiting;
          waiting = [];
          for (const wake of woken) wake();
        },
      };
      if (!isOver) readers.add(reader);
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        async next() {
          while (unread === null && !isOver && !hasLeft) await new Promise<void>((resolve) => waiting.push(resolve));
          const value: Progress | null = unread;
          unread = null;
          return value === null ? { done: true, value: undefined } : { done: false, value };
        },
        async return() {
          hasLeft = true;
          unread = null;
          readers.delete(reader);
          reader.wake();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
