// The kernels of a device: each compiled once for the same code, entry point and constants, and kept for who asks for it
// again. A refusal says what the compiler said, with the line.
import { AeonError } from '../core/errors.ts';
import type { DeviceLoss } from './device-loss.ts';

export interface Kernel {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
}

export interface KernelOptions {
  readonly label: string;
  readonly code: string;
  readonly entryPoint: string;
  readonly constants?: Readonly<Record<string, number>>;
}

/** Pipelines that are kept; a swarm takes six at most, and every formula has its own. */
const mostKernels = 64;

/** Gives the kernel, or throws `gpu-validation` with the line at fault, and `device-lost`. */
export type FindKernel = (options: KernelOptions) => Promise<Kernel>;

export function createKernelCache(device: GPUDevice, orLost: DeviceLoss['orLost']): FindKernel {
  const kernels = new Map<string, Promise<Kernel>>();
  return (options) => {
    const { code, entryPoint, constants = {} } = options;
    const key = `${entryPoint}\n${JSON.stringify(constants)}\n${code}`;
    const kernel = kernels.get(key) ?? compile(device, orLost, options);
    // The one asked for last is the last to go.
    kernels.delete(key);
    kernels.set(key, kernel);
    for (const oldest of [...kernels.keys()].slice(0, Math.max(0, kernels.size - mostKernels))) kernels.delete(oldest);
    // A refusal is not remembered: the next attempt says why again.
    kernel.catch(() => {
      if (kernels.get(key) === kernel) kernels.delete(key);
    });
    return kernel;
  };
}

async function compile(
  device: GPUDevice,
  orLost: DeviceLoss['orLost'],
  { label, code, entryPoint, constants = {} }: KernelOptions,
): Promise<Kernel> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const error = await orLost(device.popErrorScope());
  if (error) throw await shaderError(label, code, module, error.message);
  const pipeline = await orLost(
    device.createComputePipelineAsync({ label, layout: 'auto', compute: { module, entryPoint, constants } }),
  ).catch(async (cause: unknown) => {
    if (cause instanceof AeonError) throw cause;
    throw await shaderError(
      label,
      code,
      module,
      cause instanceof Error ? cause.message : `The kernel ${label} was refused.`,
    );
  });
  return { label, pipeline };
}

/** What the compiler said, with the line that it speaks of. */
async function shaderError(label: string, code: string, module: GPUShaderModule, fallback: string): Promise<AeonError> {
  const { messages } = await module.getCompilationInfo();
  const first = messages.find(({ type }) => type === 'error');
  const line = first?.lineNum ?? 0;
  const source = line > 0 ? `\n  ${line} | ${code.split('\n')[line - 1] ?? ''}` : '';
  return new AeonError(
    'gpu-validation',
    `The kernel "${label}" does not compile: ${first?.message ?? fallback}${source}`,
    {
      hint: 'This is a defect of AeonNova, unless the shader is yours. Copy the details into a bug report.',
      ...(line > 0 && { place: { line } }),
    },
  );
}
