// The swarm of a fit on the GPU: the state goes in, generations run in one submit, the state comes out. It is small, and
// so a lost device loses nothing. What the kernels do is written in shaders/swarm/fit.wgsl.
import type { Gpu, GpuBuffer } from '../../../gpu/gpu.ts';
import { createSliceControl } from '../../../gpu/slice-control.ts';
import { packUniform, type StructValues, writeStruct } from '../../../gpu/struct-layout.ts';
import { createPartControl, mostParts } from '../dispatch-parts.ts';
import type { AnyBoundary } from '../algorithms/fields.ts';
import { fitLayout } from '../shader-layouts.ts';
import type { CompiledFit } from './compile-fit.ts';
import { linkFitShader, packFitBox, packFitData } from './fit-shader.ts';
import { createFitSwarmState, type FitSwarmSettings, type FitSwarmState } from './fit-swarm.reference.ts';
import type { FitSwarm, GenerationReport, SwarmWork } from './fit-swarm.ts';
import type { Generator, Key } from '../../../core/random.ts';

const { structs, bindings } = fitLayout;
const workgroupSize = 64;
/** Uniforms that are bound at an offset start at multiples of this, by default. */
const uniformAlignment = 256;
const mostGenerations = 64;
const targetMs = 50;
/** Passes of the objective over the rows. */
const passes = 5;

export interface GpuFitSwarmOptions {
  readonly gpu: Gpu;
  readonly fit: CompiledFit;
  readonly members: number;
  readonly boundary: AnyBoundary;
  readonly generator: Generator;
}

/** Throws `out-of-memory` and `gpu-validation`; whatever was allocated by then is freed. */
export async function createGpuFitSwarm(options: GpuFitSwarmOptions): Promise<FitSwarm> {
  const { gpu, fit, members } = options;
  const dimensions = fit.nonlinear.length;
  const code = linkFitShader(fit, options.boundary, options.generator);
  const constants = { WORKGROUP_SIZE: workgroupSize };
  const kernel = await gpu.createKernel({ label: 'fit', code, entryPoint: 'step', constants });
  const owned: GpuBuffer[] = [];
  const allocate = async (label: string, sizeBytes: number, usage: GPUBufferUsageFlags): Promise<GpuBuffer> => {
    const buffer = await gpu.createBuffer(`fit ${label}`, sizeBytes, usage);
    owned.push(buffer);
    return buffer;
  };
  function dispose(): void {
    for (const buffer of owned.splice(0)) buffer[Symbol.dispose]();
  }

  const stateFloats = members * (3 * dimensions + 1);
  const data = packFitData(fit);
  const box = packFitBox(fit);
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const uniform = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  try {
    const settingsBuffer = await allocate('settings', structs.Settings.sizeBytes, uniform);
    const dataBuffer = await allocate('data', data.byteLength, storage);
    const boxBuffer = await allocate('box', box.byteLength, storage);
    const countBuffer = await allocate('not finite', 16, storage);
    const partsBuffer = await allocate('parts', mostParts * uniformAlignment, uniform);
    const stateBuffers = [
      await allocate('state', stateFloats * 4, storage),
      await allocate('next state', stateFloats * 4, storage),
    ] as const;
    gpu.write(dataBuffer, data);
    gpu.write(boxBuffer, box);

    const shared = gpu.bind(kernel, bindings.settings.group, [
      { binding: bindings.settings.binding, buffer: settingsBuffer },
      { binding: bindings.data.binding, buffer: dataBuffer },
      { binding: bindings.box.binding, buffer: boxBuffer },
      { binding: bindings.not_finite.binding, buffer: countBuffer },
    ]);
    const statesFrom = ([0, 1] as const).map((from) =>
      gpu.bind(kernel, bindings.before.group, [
        { binding: bindings.before.binding, buffer: stateBuffers[from] },
        { binding: bindings.after.binding, buffer: stateBuffers[from === 0 ? 1 : 0] },
      ]),
    );

    const parts = createPartControl({
      members,
      multiple: workgroupSize,
      coordinatesPerMember: fit.sample.rows * passes * (1 + fit.linear.length),
      weight: 4,
    });
    const slices = createSliceControl({ targetMs, first: 1, most: mostGenerations });

    /** A dispatch by slot of the uniform `part`, from one state to the other by the generation's place in the submit. */
    const encode = (pass: GPUComputePassEncoder, slot: number, generation: number, count: number): void => {
      pass.setPipeline(kernel.pipeline);
      const { group, binding } = bindings.part;
      const part = { binding, buffer: partsBuffer, offsetBytes: slot * uniformAlignment, sizeBytes: 16 };
      pass.setBindGroup(bindings.settings.group, shared);
      pass.setBindGroup(group, gpu.bind(kernel, group, [part]));
      pass.setBindGroup(bindings.before.group, statesFrom[generation & 1] ?? null);
      pass.dispatchWorkgroups(Math.ceil(count / workgroupSize));
    };
    const writeSlots = (slots: readonly StructValues<typeof structs.Part>[]): void => {
      const bytes = new ArrayBuffer(slots.length * uniformAlignment);
      slots.forEach((slot, i) => writeStruct(structs.Part, slot, new DataView(bytes), i * uniformAlignment));
      gpu.write(partsBuffer, bytes);
    };

    /** Milliseconds on the device. */
    async function dispatch(first: number, count: number, moves: number): Promise<number> {
      const perPart = parts.membersPerPart;
      if (perPart >= members) {
        writeSlots(Array.from({ length: count }, (_, i) => ({ first: 0, generation: first + i, moves })));
        const report = await gpu.submit('fit', (pass) => {
          for (let i = 0; i < count; i++) encode(pass, i, i, members);
        });
        parts.record(count, report.milliseconds);
        return report.milliseconds;
      }
      let total = 0;
      for (let i = 0; i < count; i++) {
        const starts = Array.from({ length: Math.ceil(members / perPart) }, (_, part) => part * perPart);
        writeSlots(starts.map((start) => ({ first: start, generation: first + i, moves })));
        let took = 0;
        for (const [part, start] of starts.entries()) {
          const report = await gpu.submit('fit part', (pass) =>
            encode(pass, part, i, Math.min(perPart, members - start)),
          );
          took += report.milliseconds;
        }
        parts.record(1, took);
        total += took;
      }
      return total;
    }

    async function run(
      state: FitSwarmState,
      key: Key,
      settings: FitSwarmSettings,
      first: number,
      count: number,
      moves: number,
    ): Promise<GenerationReport> {
      gpu.write(settingsBuffer, packSettings(key, settings));
      gpu.write(stateBuffers[0], packState(state, stateFloats));
      gpu.write(countBuffer, new Uint32Array(4));
      const milliseconds = await dispatch(first, count, moves);
      slices.record(count, milliseconds);
      const [stateBytes, countBytes] = await gpu.readMany([
        { buffer: stateBuffers[(count & 1) === 0 ? 0 : 1], offsetBytes: 0, sizeBytes: stateFloats * 4 },
        { buffer: countBuffer, offsetBytes: 0, sizeBytes: 4 },
      ]);
      if (!stateBytes || !countBytes) throw new RangeError('A fit read back less than it asked for.');
      return {
        state: unpackState(new Float32Array(stateBytes), members, dimensions),
        notFinite: new Uint32Array(countBytes)[0] ?? 0,
      };
    }

    /** As work that hands out the promise to wait for. */
    function* awaited(promise: Promise<GenerationReport>): SwarmWork<GenerationReport> {
      let report: GenerationReport | null = null;
      yield promise.then((value) => {
        report = value;
      });
      if (!report) throw new RangeError('A fit went on before its generations were done.');
      return report;
    }

    return {
      variants: { fit: `wg${workgroupSize}` },
      get generationsPerSlice() {
        return slices.next();
      },
      value: (state, settings) => awaited(run(state, [0, 0, 0], settings, 0, 1, 0)),
      advance: (state, { key, generation, count, settings }) =>
        awaited(run(state, key, settings, generation, count, 1)),
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

function packSettings(key: Key, settings: FitSwarmSettings): ArrayBuffer {
  return packUniform(structs.Settings, {
    key,
    members: settings.members,
    inertia: settings.inertia,
    cognitive: settings.cognitive,
    social: settings.social,
    limit: 2 * settings.velocityLimit,
  });
}

function packState(state: FitSwarmState, floats: number): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(floats);
  let at = 0;
  for (const part of [state.positions, state.velocities, state.bestPositions, state.bestValues]) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

function unpackState(packed: Float32Array<ArrayBuffer>, members: number, dimensions: number): FitSwarmState {
  const state = createFitSwarmState(members, dimensions);
  const size = members * dimensions;
  state.positions.set(packed.subarray(0, size));
  state.velocities.set(packed.subarray(size, 2 * size));
  state.bestPositions.set(packed.subarray(2 * size, 3 * size));
  state.bestValues.set(packed.subarray(3 * size, 3 * size + members));
  return state;
}
