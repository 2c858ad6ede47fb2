// One queue per GPU (and one for the CPU path): work comes in slices; interactive slices go before long ones, and within
// a class first come, first served. A slice is never interrupted. With a depth of two, the next slice is handed over
// while one is still under way, so that the device never waits for the host.

export type Urgency = 'interactive' | 'long';

export interface WorkQueue {
  /** Runs `slice` when its turn comes; resolves or rejects with it. An aborted signal takes it out while it waits. */
  run<T>(urgency: Urgency, slice: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  readonly waiting: number;
}

interface Entry {
  start(): Promise<void>;
}

/** @param depth slices under way at once, 1 or more */
export function createWorkQueue(depth: number): WorkQueue {
  const waiting: Record<Urgency, Entry[]> = { interactive: [], long: [] };
  let underWay = 0;

  function fill(): void {
    while (underWay < depth) {
      const entry = next();
      if (!entry) return;
      underWay++;
      void entry.start().then(() => {
        underWay--;
        fill();
      });
    }
  }
  function next(): Entry | undefined {
    return waiting.interactive.shift() ?? waiting.long.shift();
  }

  return {
    get waiting() {
      return waiting.interactive.length + waiting.long.length;
    },
    run(urgency, slice, signal) {
      return new Promise((resolve, reject) => {
        const entry: Entry = {
          start: async () => {
            signal?.removeEventListener('abort', leave);
            try {
              resolve(await slice());
            } catch (error) {
              reject(error);
            }
          },
        };
        function leave(): void {
          waiting[urgency] = waiting[urgency].filter((other) => other !== entry);
          reject(signal?.reason);
        }
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', leave, { once: true });
        waiting[urgency].push(entry);
        fill();
      });
    },
  };
}
