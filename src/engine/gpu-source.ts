// The engine's one GPU: opened on first use, opened again after it was lost, and the reasons when there is none.
import { AeonError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { GpuEnvironment } from '../gpu/no-gpu.ts';
import { type GpuOpening, openGpu } from '../gpu/open-gpu.ts';

export interface GpuSource {
  /** The GPU, or why there is none. Opens another when the last one was lost. */
  open(): Promise<GpuOpening>;
  /** The GPU; throws `no-adapter` with what to do. */
  need(): Promise<Gpu>;
  /** What is open now, without opening. */
  readonly current: Gpu | null;
  readonly losses: number;
  close(): void;
}

export function createGpuSource(gpu: GPU | undefined, clock: Clock, environment: GpuEnvironment): GpuSource {
  let opening: Promise<GpuOpening> | null = null;
  let current: Gpu | null = null;
  let losses = 0;

  async function open(): Promise<GpuOpening> {
    if (current?.isLost) {
      losses++;
      current.dispose();
      current = null;
      opening = null;
    }
    opening ??= openGpu({ gpu, clock, environment });
    const outcome = await opening;
    current = outcome.available ? outcome.gpu : null;
    // A refusal is asked again next time: drivers come back.
    if (!outcome.available) opening = null;
    return current?.isLost ? open() : outcome;
  }

  return {
    open,
    async need() {
      const outcome = await open();
      if (outcome.available) return outcome.gpu;
      throw new AeonError('no-adapter', outcome.reason, { hint: outcome.hint });
    },
    get current() {
      return current;
    },
    get losses() {
      return losses;
    },
    close() {
      current?.dispose();
      current = null;
      opening = null;
    },
  };
}
