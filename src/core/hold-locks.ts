// Several locks at once, as far as they can be had.
import type { Locks } from './ports.ts';

/**
 * Runs `work` while holding those of the locks that could be had within `waitMs` milliseconds, and hands it their names.
 * Takes what can be had in whatever order: for work that goes on without the rest, not for work that needs them all.
 */
export async function holdLocks(
  locks: Locks,
  names: readonly string[],
  waitMs: number,
  work: (held: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  const held = new Set<string>();
  let letGo = (): void => undefined;
  const worked = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const holds: Promise<unknown>[] = [];
  const answers = names.map(
    (name) =>
      new Promise<void>((answered) => {
        const hold = locks.tryHold(
          name,
          () => {
            held.add(name);
            answered();
            return worked;
          },
          waitMs,
        );
        holds.push(hold);
        hold.then(
          () => answered(),
          () => answered(),
        );
      }),
  );
  try {
    await Promise.all(answers);
    await work(held);
  } finally {
    letGo();
    await Promise.all(holds);
  }
}
