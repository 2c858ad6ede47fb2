// The state of one repeat in memory that several threads share, and the barrier at which they wait for each other.
import { deriveKey } from '../../core/random.ts';
import { createCounters, memoryBytes, type SwarmCounters, type SwarmState } from './swarm.reference.ts';
import type { SwarmSettings } from './swarm-settings.ts';

/** Buffers that every thread gets; views are made on each side. */
export interface SharedSwarm {
  readonly repeats: number;
  readonly coordinates: SharedArrayBuffer;
  readonly values: SharedArrayBuffer;
  readonly bests: SharedArrayBuffer;
  readonly memory: SharedArrayBuffer;
  /** [repeat][counter], f64: every counter is exact in it. */
  readonly counters: SharedArrayBuffer;
  /** [thread]: members without a finite value in this generation. */
  readonly notFinite: SharedArrayBuffer;
  /** [thread]: members that went without an evaluation in this generation. */
  readonly passedOver: SharedArrayBuffer;
  /** [thread]: members left out of this generation, because it was given up. */
  readonly leftOut: SharedArrayBuffer;
  /** [thread]: counts on as long as the thread is alive. */
  readonly pulse: SharedArrayBuffer;
  /** One word: not 0 when the generation under way is given up. */
  readonly givenUp: SharedArrayBuffer;
  /** Arrived threads, and the round of the barrier. */
  readonly barrier: SharedArrayBuffer;
}

const counterNames = Object.keys(createCounters()).filter(
  (name): name is keyof SwarmCounters => name in createCounters(),
);

export function createSharedSwarm(settings: SwarmSettings, repeats: number, threads: number): SharedSwarm {
  const coordinates = settings.particles * settings.dimensions;
  const memory = new SharedArrayBuffer(memoryBytes(settings.memory, settings.particles) * repeats);
  if (settings.memory)
    for (let repeat = 0; repeat < repeats; repeat++)
      new Uint32Array(memory, (memory.byteLength / repeats) * repeat, 1)[0] =
        settings.memory.active ?? settings.particles;
  return {
    repeats,
    coordinates: new SharedArrayBuffer(12 * coordinates * repeats),
    values: new SharedArrayBuffer(16 * settings.particles * repeats),
    bests: new SharedArrayBuffer(8 * settings.dimensions * repeats),
    memory,
    counters: new SharedArrayBuffer(8 * counterNames.length * repeats),
    notFinite: new SharedArrayBuffer(4 * threads),
    passedOver: new SharedArrayBuffer(4 * threads),
    leftOut: new SharedArrayBuffer(4 * threads),
    pulse: new SharedArrayBuffer(4 * threads),
    givenUp: new SharedArrayBuffer(4),
    barrier: new SharedArrayBuffer(8),
  };
}

/** One repeat as the reference takes it, on shared memory; its counters are a copy (`readCounters`, `writeCounters`). */
export function viewRepeat(shared: SharedSwarm, settings: SwarmSettings, seed: number, repeat: number): SwarmState {
  const count = settings.particles * settings.dimensions;
  const words = memoryBytes(settings.memory, settings.particles) / 4;
  const coordinates = (which: number): Float32Array =>
    new Float32Array(shared.coordinates, 4 * count * (3 * repeat + which), count);
  return {
    key: deriveKey(seed, repeat),
    positions: coordinates(0),
    velocities: coordinates(1),
    bestPositions: coordinates(2),
    values: new Float32Array(shared.values, 16 * settings.particles * repeat, 4 * settings.particles),
    bests: new Float32Array(shared.bests, 8 * settings.dimensions * repeat, 2 * settings.dimensions),
    memory: new Uint32Array(shared.memory, 4 * words * repeat, words),
    memoryFloats: new Float32Array(shared.memory, 4 * words * repeat, words),
    counters: createCounters(),
  };
}

export function readCounters(shared: SharedSwarm, repeat: number, counters: SwarmCounters): void {
  const stored = new Float64Array(shared.counters, 8 * counterNames.length * repeat, counterNames.length);
  counterNames.forEach((name, i) => {
    counters[name] = stored[i] ?? 0;
  });
}

export function writeCounters(shared: SharedSwarm, repeat: number, counters: SwarmCounters): void {
  new Float64Array(shared.counters, 8 * counterNames.length * repeat, counterNames.length).set(
    counterNames.map((name) => counters[name]),
  );
}

/** Looks at the barrier before sleeping: waking a thread costs more than a short wait. */
const looks = 2_000;

/** Waits until all threads are here. What each wrote before is seen by all after. */
export function meet(shared: SharedSwarm, threads: number): void {
  const state = new Int32Array(shared.barrier);
  const round = Atomics.load(state, 1);
  if (Atomics.add(state, 0, 1) === threads - 1) {
    Atomics.store(state, 0, 0);
    Atomics.add(state, 1, 1);
    Atomics.notify(state, 1);
    return;
  }
  for (let i = 0; i < looks; i++) if (Atomics.load(state, 1) !== round) return;
  while (Atomics.load(state, 1) === round) Atomics.wait(state, 1, round);
}
