// The workers that carry a swarm of the CPU path together. The engine's own thread only waits for them.
import { AeonError } from '../../core/errors.ts';
import type { PoolWorker, WorkerPool } from '../../core/ports.ts';
import type { CpuAnswer, CpuCommand } from './cpu-worker.ts';
import type { PsoSettings } from './pso-settings.ts';
import type { SwarmSpec } from './schema.ts';
import type { SharedSwarm } from './shared-swarm.ts';

export interface CpuTeam {
  /** Goes on by so many generations; resolves with the curve. Throws `worker-died`. */
  advance(generations: number, settings: PsoSettings): Promise<CpuAnswer['curve']>;
  close(): void;
}

export function openTeam(
  pool: WorkerPool,
  threads: number,
  share: { spec: SwarmSpec; shared: SharedSwarm; given: number },
): CpuTeam {
  let failure: AeonError | null = null;
  let slice: { answers: CpuAnswer[]; resolve: () => void; reject: (error: AeonError) => void } | null = null;
  const workers = Array.from({ length: threads }, (_, thread): PoolWorker => {
    const worker = pool.start();
    worker.listen(
      (message) => {
        if (!slice || !isAnswer(message)) return;
        slice.answers[thread] = message;
        if (Object.keys(slice.answers).length === threads) slice.resolve();
      },
      (cause) => {
        failure = new AeonError('worker-died', `A worker of the CPU path ended: ${cause.message}`, {
          hint: 'Resume the run; it goes on from its checkpoint.',
          cause,
        });
        slice?.reject(failure);
      },
    );
    worker.post({ type: 'open', ...share, thread, threads } satisfies CpuCommand);
    return worker;
  });

  return {
    async advance(generations, settings) {
      if (failure) throw failure;
      const answers: CpuAnswer[] = [];
      const done = new Promise<void>((resolve, reject) => {
        slice = { answers, resolve, reject };
      });
      for (const worker of workers) worker.post({ type: 'advance', generations, settings } satisfies CpuCommand);
      await done;
      return answers[0]?.curve ?? { generations: [], best: [] };
    },
    close() {
      for (const worker of workers) worker.close();
    },
  };
}

function isAnswer(message: unknown): message is CpuAnswer {
  return typeof message === 'object' && message !== null && 'curve' in message;
}
