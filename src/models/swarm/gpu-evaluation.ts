// An objective on the device at given places, outside of any search: for objectives that have no form in f64. In slices that
// take their turns with the work of others.
import type { WorkQueue } from '../../core/work-queue.ts';
import type { Gpu, GpuBuffer } from '../../gpu/gpu.ts';
import { createSliceControl } from '../../gpu/slice-control.ts';
import { packUniform } from '../../gpu/struct-layout.ts';
import { writeInTurns } from '../../gpu/write-in-turns.ts';
import { packProblem, readFault } from './gpu-layout.ts';
import type { Answer, CompiledProblem } from './problem.ts';
import { linkedName, linkEvaluation } from './pso-shaders.ts';
import { psoLayout } from './shader-layouts.ts';
import { worst } from './swarm.reference.ts';

const workgroupSize = 64;
/** Somebody waits for the values, and a slice of a run's may wait for this one. */
const sliceMs = 30;
const mostPlaces = 65_536;
const { Settings, Swarm } = psoLayout.structs;

/**
 * @param points in the problem's own values, taken as they are
 * @returns one answer a point, in f32; NaN where the objective has no finite value. Throws `bad-wgsl`, `out-of-memory`, `device-lost`, and the signal's reason
 */
export async function evaluateOnGpu(
  gpu: Gpu,
  problem: CompiledProblem,
  points: readonly ArrayLike<number>[],
  queue: WorkQueue,
  signal?: AbortSignal,
): Promise<Answer[]> {
  const { dimensions } = problem;
  const { user } = problem.shader;
  const kernel = await gpu.createKernel({
    label: 'swarm evaluate',
    code: linkEvaluation(problem),
    entryPoint: linkedName(problem, 'evaluate'),
    constants: { [linkedName(problem, 'TILE')]: 1, [linkedName(problem, 'WORKGROUP_SIZE')]: workgroupSize },
    ...(user && { explain: user.explainRefusal }),
  });
  const most = Math.min(
    mostPlaces,
    Math.max(1, Math.floor((gpu.limits['maxStorageBufferBindingSize'] ?? 0) / (4 * dimensions))),
    points.length,
  );
  const owned: GpuBuffer[] = [];
  const allocate = async (label: string, sizeBytes: number): Promise<GpuBuffer> => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = await gpu.createBuffer(`evaluation ${label}`, sizeBytes, usage);
    owned.push(buffer);
    return buffer;
  };
  try {
    const numbers = packProblem(problem);
    const data = await allocate('problem', numbers.byteLength);
    const positions = await allocate('places', 4 * most * dimensions);
    const values = await allocate('values', 8 * most);
    const swarm = await allocate('swarm', Swarm.sizeBytes);
    await writeInTurns(gpu, queue, [{ buffer: data, data: numbers, offsetBytes: 0 }]);
    const slices = createSliceControl({ targetMs: sliceMs, first: Math.min(workgroupSize, most), most });
    const answers: Answer[] = [];
    const { bindings } = psoLayout;
    while (answers.length < points.length) {
      const from = answers.length;
      const count = Math.min(slices.next(), points.length - from);
      const places = new Float32Array(count * dimensions);
      for (let i = 0; i < count; i++) places.set(points[from + i] ?? [], i * dimensions);
      const report = await queue.run(
        'interactive',
        () => {
          gpu.write(positions, places);
          return gpu.submit(
            'swarm evaluate',
            (pass) => {
              pass.setPipeline(kernel.pipeline);
              pass.setBindGroup(
                bindings.settings.group,
                gpu.bind(kernel, bindings.settings.group, [
                  { binding: bindings.settings.binding, ...gpu.uniform(settingsOf(count, dimensions)) },
                  { binding: bindings.positions.binding, buffer: positions },
                  { binding: bindings.values.binding, buffer: values },
                  { binding: bindings.swarms.binding, buffer: swarm },
                  { binding: bindings.problem.binding, buffer: data },
                ]),
              );
              pass.dispatchWorkgroups(Math.ceil(count / workgroupSize));
            },
            [
              { buffer: values, offsetBytes: 0, sizeBytes: 8 * count },
              { buffer: swarm, offsetBytes: 0, sizeBytes: Swarm.sizeBytes },
            ],
          );
        },
        signal,
      );
      slices.record(count, report.milliseconds);
      const [answered = new ArrayBuffer(0), record = new ArrayBuffer(0)] = report.data;
      const fault = readFault(record, 1);
      if (fault !== 0 && user) throw user.explainFault(fault);
      const read = new Float32Array(answered);
      for (let i = 0; i < count; i++)
        answers.push(finiteOnly({ value: read[2 * i] ?? Number.NaN, violation: read[2 * i + 1] ?? Number.NaN }));
    }
    return answers;
  } finally {
    for (const buffer of owned) buffer[Symbol.dispose]();
  }
}

/** As a search judges it: what is not below the worst number has no value. */
function finiteOnly({ value, violation }: Answer): Answer {
  return Math.abs(value) < worst ? { value, violation } : { value: Number.NaN, violation: Number.NaN };
}

function settingsOf(count: number, dimensions: number): ArrayBuffer {
  return packUniform(Settings, {
    particles: count,
    dimensions,
    padded: count,
    history: 0,
    lower: 0,
    upper: 0,
    movers: 0,
    generation_limit: 0,
    evaluation_limit: 0,
    stagnation_limit: 0,
    restart_after: 0,
    has_target: 0,
    target_value: 0,
    blocks: 0,
    given: 0,
    box_at: 0,
    memory_stride: 0,
    swarm_words: 0,
    memory_at: 0,
    discrete_low: 0,
    discrete_high: 0,
    penalty: 0,
    leeway_per_generation: 0,
    leeway_per_evaluation: 0,
  });
}
