// Those who carry out trials side by side: workers of the CPU path, or, where there are none, this thread between what
// else it has to do.
import { AeonError } from '../../../core/errors.ts';
import type { Clock, PoolWorker, WorkerPool } from '../../../core/ports.ts';
import type { WorkQueue } from '../../../core/work-queue.ts';
import type { CpuCommand } from '../cpu-worker.ts';
import { loadProblem } from '../load-problem.ts';
import { type RawTrial, runTrial, type TrialRequest } from './run-trial.ts';

export interface TrialLane {
  /** One at a time. null: it was given up. Throws `worker-died`. */
  carryOut(request: TrialRequest): Promise<RawTrial | null>;
  /** Gives up what is under way, at once. */
  close(): void;
}

/** @param most trials that there are to do */
export function openLanes(
  most: number,
  { pool, clock, queue }: { readonly pool: WorkerPool | null; readonly clock: Clock; readonly queue: WorkQueue },
): TrialLane[] {
  if (!pool) return [openOwnLane(clock, queue)];
  return Array.from({ length: Math.min(most, pool.size) }, () => openWorkerLane(pool.start()));
}

function openWorkerLane(worker: PoolWorker): TrialLane {
  let settle: { resolve(trial: RawTrial | null): void; reject(error: AeonError): void } | null = null;
  let failure: AeonError | null = null;
  worker.listen(
    (message) => {
      if (isTrial(message)) settle?.resolve(message);
    },
    (cause) => {
      failure = new AeonError('worker-died', `A worker of the comparison ended: ${cause.message}`, {
        hint: 'Resume the comparison; the trials that were done are kept.',
        cause,
      });
      settle?.reject(failure);
    },
  );
  return {
    carryOut(request) {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
        worker.post({ type: 'trial', request } satisfies CpuCommand);
      });
    },
    close() {
      worker.close();
      settle?.resolve(null);
    },
  };
}

function openOwnLane(clock: Clock, queue: WorkQueue): TrialLane {
  let isClosed = false;
  return {
    async carryOut(request) {
      const problem = await loadProblem(request.problem, clock);
      return runTrial(request, problem, clock, {
        isCancelled: () => isClosed,
        inTurn: (slice) => queue.run('long', slice),
      });
    },
    close() {
      isClosed = true;
    },
  };
}

function isTrial(message: unknown): message is RawTrial {
  return typeof message === 'object' && message !== null && 'hits' in message;
}
