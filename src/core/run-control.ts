// What a person asked of a run, and how the loop that carries it out waits for it: go on, stand still, go on by a few
// generations, end. No device, no storage.
import { abortError } from './errors.ts';

export interface RunControl {
  readonly isCancelled: boolean;
  readonly isPaused: boolean;
  /** The engine closes: the run stands still, is saved and is left to be resumed later. */
  readonly isLeaving: boolean;
  /** Generations that may still be done before standing still; Infinity unless stepping. */
  readonly allowance: number;
  /** Generations a second at most, or null. */
  readonly pace: number | null;
  /** Resolves when the run stands still and is saved, when it is over, or when it was told to go on before that. */
  pause(): Promise<void>;
  resume(): void;
  cancel(): void;
  leave(): void;
  step(generations: number): void;
  setPace(generationsPerSecond: number | null): void;
  /** For the loop: so many generations were done. Stands still when a step is through. */
  spend(generations: number): void;
  /**
   * For the loop, once it stands still and is saved: wakes those who await `pause`. Resolves when it is to go on or to end;
   * rejects with AbortError when the engine closes.
   */
  standStill(): Promise<void>;
  /** For the loop: waits, but not beyond a cancel or a pause. */
  sleep(milliseconds: number): Promise<void>;
  /** For the loop, when the run is over: nobody waits any longer. */
  end(): void;
}

export function createRunControl(startPaused: boolean): RunControl {
  let isPaused = startPaused;
  let isCancelled = false;
  let isLeaving = false;
  let isStill = false;
  let isOver = false;
  let allowance = Number.POSITIVE_INFINITY;
  let pace: number | null = null;
  let stillWaiters: (() => void)[] = [];
  let wakeWaiters: (() => void)[] = [];

  function wake(): void {
    const waiters = wakeWaiters;
    wakeWaiters = [];
    for (const waiter of waiters) waiter();
  }
  function announceStill(): void {
    const waiters = stillWaiters;
    stillWaiters = [];
    for (const waiter of waiters) waiter();
  }

  return {
    get isCancelled() {
      return isCancelled;
    },
    get isPaused() {
      return isPaused;
    },
    get isLeaving() {
      return isLeaving;
    },
    get allowance() {
      return allowance;
    },
    get pace() {
      return pace;
    },
    pause() {
      if (isOver || (isStill && isPaused)) return Promise.resolve();
      isPaused = true;
      wake();
      return new Promise((resolve) => stillWaiters.push(resolve));
    },
    resume() {
      isPaused = isLeaving;
      allowance = Number.POSITIVE_INFINITY;
      announceStill();
      wake();
    },
    cancel() {
      isCancelled = true;
      wake();
    },
    leave() {
      isLeaving = true;
      isPaused = true;
      wake();
    },
    step(generations) {
      allowance = generations;
      isPaused = isLeaving;
      announceStill();
      wake();
    },
    setPace(generationsPerSecond) {
      pace = generationsPerSecond;
      wake();
    },
    spend(generations) {
      allowance -= generations;
      if (allowance > 0) return;
      allowance = Number.POSITIVE_INFINITY;
      isPaused = true;
    },
    async standStill() {
      isStill = true;
      announceStill();
      try {
        while (isPaused && !isCancelled) {
          if (isLeaving) throw abortError('The engine was closed; the run can be resumed.');
          await new Promise<void>((resolve) => wakeWaiters.push(resolve));
        }
      } finally {
        isStill = false;
      }
    },
    sleep(milliseconds) {
      if (isPaused || isCancelled) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(done, milliseconds);
        wakeWaiters.push(done);
        function done(): void {
          clearTimeout(timer);
          wakeWaiters = wakeWaiters.filter((waiter) => waiter !== done);
          resolve();
        }
      });
    },
    end() {
      isOver = true;
      announceStill();
      wake();
    },
  };
}
