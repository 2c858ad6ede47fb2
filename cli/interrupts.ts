// Interrupts: the first asks the run to end with a checkpoint, the second ends the process at once.

export const interruptedExitCode = 130;

/** One Ctrl-C comes several times: from the terminal to every process of the group, and passed on by npx and by `bin.mjs`. */
const sameInterruptMs = 150;

export interface Interrupts {
  readonly happened: boolean;
  /** Calls `cancel` on the first interrupt; at once when that came before. */
  onFirst(cancel: () => void): void;
  stop(): void;
}

export function watchInterrupts(): Interrupts {
  let firstAt: number | null = null;
  let cancel: (() => void) | null = null;
  const interrupt = (): void => {
    const now = performance.now();
    if (firstAt === null) {
      firstAt = now;
      cancel?.();
    } else if (now - firstAt > sameInterruptMs) process.exit(interruptedExitCode);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    get happened() {
      return firstAt !== null;
    },
    onFirst(callback) {
      cancel = callback;
      if (firstAt !== null) callback();
    },
    stop() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
