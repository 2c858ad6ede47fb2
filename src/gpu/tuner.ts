// Which variant is the fastest here: measured at first use, in turns, remembered per adapter.
import { type AdapterSummary, describeAdapter } from '../core/adapter.ts';
import { AeonError, type ErrorData, toErrorData } from '../core/errors.ts';
import type { Clock, SettingsStore } from '../core/ports.ts';
import { z } from '../core/schema.ts';

export interface TunerVariant {
  readonly name: string;
  /** Milliseconds of one trial. The first call may warm up. */
  measure(): Promise<number>;
}

export interface TunerChoice {
  readonly name: string;
  /** Medians by variant, of the measurement that decided. */
  readonly measured: Readonly<Record<string, number>>;
}

export interface Tuner {
  /** The fastest of the variants for shapes of this bucket. Throws the first failure when all of them fail. */
  choose(kernel: string, bucket: string, variants: readonly TunerVariant[]): Promise<TunerChoice>;
}

const rounds = 3;
/** No further round after so many milliseconds: a slow or busy machine makes do with fewer. */
const enoughMs = 600;
/** What took so many times as long as the fastest in a round is out: chance does not make up for that. */
const hopeless = 1.5;
const rememberedSchema = z.object({
  build: z.string(),
  variants: z.array(z.string()),
  name: z.string(),
  measured: z.record(z.string(), z.number()),
});

export function createTuner(options: {
  settings: SettingsStore;
  clock: Clock;
  adapter: AdapterSummary;
  build: string;
}): Tuner {
  const { settings, clock, adapter, build } = options;
  const adapterKey = `${describeAdapter(adapter)}-${adapter.description}`.replaceAll(/[^\w.-]+/g, '-').slice(0, 80);

  return {
    async choose(kernel, bucket, variants) {
      const [only, ...others] = variants;
      if (!only)
        throw new AeonError('internal', `The tuner was given no variant of ${kernel}.`, {
          hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
        });
      if (others.length === 0) return { name: only.name, measured: {} };
      const key = `tuner/${adapterKey}/${kernel}/${bucket}`;
      const names = variants.map(({ name }) => name);
      const remembered = z.safeParse(rememberedSchema, await settings.get(key));
      if (remembered.success && remembered.data.build === build && remembered.data.variants.join() === names.join()) {
        return { name: remembered.data.name, measured: remembered.data.measured };
      }
      const { measured, failures } = await measureInTurns(variants, clock);
      const [winner] = Object.entries(measured).sort(([, a], [, b]) => a - b);
      if (!winner) throw failures[0] ?? new Error('nothing was measured');
      await settings.set(key, {
        build,
        variants: names,
        name: winner[0],
        measured,
        failures: failures.map(toErrorData) satisfies ErrorData[],
      });
      return { name: winner[0], measured };
    },
  };
}

/** Interleaved, so that whatever else the machine does meets all alike; medians. */
async function measureInTurns(
  variants: readonly TunerVariant[],
  clock: Clock,
): Promise<{ measured: Record<string, number>; failures: unknown[] }> {
  const from = clock.tick();
  let left = variants;
  const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  const failures: unknown[] = [];
  for (let round = 0; round < rounds && (round === 0 || left.length > 1); round++) {
    if (round > 0 && clock.tick() - from >= enoughMs) break;
    for (const variant of left) {
      const own = times.get(variant.name);
      if (!own) continue;
      try {
        own.push(await variant.measure());
      } catch (error) {
        failures.push(error);
        times.delete(variant.name);
      }
    }
    const last = (name: string): number => times.get(name)?.[round] ?? Number.POSITIVE_INFINITY;
    const fastest = Math.min(...left.map(({ name }) => last(name)));
    left = left.filter(({ name }) => last(name) <= hopeless * fastest);
  }
  const measured = Object.fromEntries(
    [...times].map(([name, own]) => [
      name,
      own.sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? Number.POSITIVE_INFINITY,
    ]),
  );
  return { measured, failures };
}
