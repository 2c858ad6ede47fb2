// The workers that carry a swarm of the CPU path together. The engine's own thread only waits for them.
import { AeonError } from '../../core/errors.ts';
import type { PoolWorker, WorkerPool } from '../../core/ports.ts';
import type { CpuAnswer, CpuCommand } from './cpu-worker.ts';
import type { SwarmSettings } from './swarm-settings.ts';
import type { SwarmSpec } from './schema.ts';
import type { SharedSwarm } from './shared-swarm.ts';
import { drawRotation } from './transform.numeric.ts';

export interface CpuTeam {
  /** Goes on by so many generations; resolves with what the first worker says. Throws `worker-died`. */
  advance(generations: number, settings: SwarmSettings, isGivenUp: () => boolean): Promise<CpuAnswer>;
  close(): void;
}

/** How often the workers are told whether they may give up, and listened to. */
const lookMs = 50;
/**
 * Looks without a pulse of any worker until one of them is taken for dead, though nobody said so: half a minute. The others
 * would wait for it without end. Looks are counted, not time, so that a machine that slept is not taken for a dead one.
 */
const mostSilentLooks = 600;

export function openTeam(
  pool: WorkerPool,
  threads: number,
  share: { spec: SwarmSpec; shared: SharedSwarm; given: number },
): CpuTeam {
  let failure: AeonError | null = null;
  let slice: { answers: CpuAnswer[]; resolve: () => void; reject: (error: AeonError) => void } | null = null;
  const { shared, spec } = share;
  const rotation =
    'rotationSeed' in spec.problem && spec.problem.rotationSeed !== undefined
      ? drawRotation(spec.problem.rotationSeed, spec.problem.dimensions)
      : null;
  const pulse = new Int32Array(shared.pulse);
  const givenUp = new Int32Array(shared.givenUp);

  function fail(message: string, cause?: Error): void {
    failure ??= new AeonError('worker-died', message, {
      hint: 'Resume the run; it goes on from its checkpoint.',
      ...(cause && { cause }),
    });
    slice?.reject(failure);
  }
  const workers = Array.from({ length: threads }, (_, thread): PoolWorker => {
    const worker = pool.start();
    worker.listen(
      (message) => {
        if (!slice || !isAnswer(message)) return;
        slice.answers[thread] = message;
        if (Object.keys(slice.answers).length === threads) slice.resolve();
      },
      (cause) => fail(`A worker of the CPU path ended: ${cause.message}`, cause),
    );
    worker.post({ type: 'open', ...share, rotation, thread, threads } satisfies CpuCommand);
    return worker;
  });

  return {
    async advance(generations, settings, isGivenUp) {
      if (failure) throw failure;
      const answers: CpuAnswer[] = [];
      const done = new Promise<void>((resolve, reject) => {
        slice = { answers, resolve, reject };
      });
      if (isGivenUp()) Atomics.store(givenUp, 0, 1);
      let heard = -1;
      let silentLooks = 0;
      const looking = setInterval(() => {
        if (isGivenUp()) Atomics.store(givenUp, 0, 1);
        const now = pulse.reduce((total, beats) => total + beats, 0) + Object.keys(answers).length;
        silentLooks = now === heard ? silentLooks + 1 : 0;
        heard = now;
        if (silentLooks >= mostSilentLooks) fail('A worker of the CPU path does not answer any more.');
      }, lookMs);
      try {
        for (const worker of workers) worker.post({ type: 'advance', generations, settings } satisfies CpuCommand);
        await done;
      } finally {
        clearInterval(looking);
        Atomics.store(givenUp, 0, 0);
      }
      const [answer] = answers;
      if (!answer) throw new RangeError('The workers of the CPU path ended a slice without an answer.');
      return answer;
    },
    close() {
      for (const worker of workers) worker.close();
    },
  };
}

function isAnswer(message: unknown): message is CpuAnswer {
  return typeof message === 'object' && message !== null && 'curve' in message;
}
