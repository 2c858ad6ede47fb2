// The kernels of a device: each compiled once for the same code, entry point and constants, and kept for who asks for it
// again. A refusal says what the compiler said, with the line.
import { AeonError } from '../core/errors.ts';
import type { DeviceLoss } from './device-loss.ts';

export interface Kernel {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
}

/** What a compiler has to say about a text. Lines and columns count from 1; 0: of no place. */
export interface ShaderMessage {
  readonly type: GPUCompilationMessageType;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface KernelOptions {
  readonly label: string;
  readonly code: string;
  readonly entryPoint: string;
  readonly constants?: Readonly<Record<string, number>>;
  /** The error for a refusal of code that is not ours alone; default: `gpu-validation`. */
  readonly explain?: (messages: readonly ShaderMessage[], refusal: string) => AeonError;
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
  { label, code, entryPoint, constants = {}, explain }: KernelOptions,
): Promise<Kernel> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const refuse = async (refusal: string): Promise<AeonError> => {
    const messages = await readMessages(module, orLost);
    return explain ? explain(messages, refusal) : shaderError(label, code, messages, refusal);
  };
  const error = await orLost(device.popErrorScope());
  if (error) throw await refuse(error.message);
  const pipeline = await orLost(
    device.createComputePipelineAsync({ label, layout: 'auto', compute: { module, entryPoint, constants } }),
  ).catch(async (cause: unknown) => {
    if (cause instanceof AeonError) throw cause;
    throw await refuse(cause instanceof Error ? cause.message : `The kernel ${label} was refused.`);
  });
  return { label, pipeline };
}

/** Everything that the compiler has to say about a text, warnings included; empty where it takes it as it is. */
export async function compileOnly(
  device: GPUDevice,
  orLost: DeviceLoss['orLost'],
  code: string,
): Promise<readonly ShaderMessage[]> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: 'check', code });
  const messages = await readMessages(module, orLost);
  // The messages say what the scope caught.
  await orLost(device.popErrorScope());
  return messages;
}

async function readMessages(module: GPUShaderModule, orLost: DeviceLoss['orLost']): Promise<readonly ShaderMessage[]> {
  const { messages } = await orLost(module.getCompilationInfo());
  return Array.from(messages, ({ type, message, lineNum, linePos, length }) => ({
    type,
    text: message,
    line: lineNum,
    column: linePos,
    length,
  }));
}

/** What the compiler said, with the line that it speaks of. */
function shaderError(label: string, code: string, messages: readonly ShaderMessage[], refusal: string): AeonError {
  const first = messages.find(({ type }) => type === 'error');
  const line = first?.line ?? 0;
  const source = line > 0 ? `\n  ${line} | ${code.split('\n')[line - 1] ?? ''}` : '';
  return new AeonError('gpu-validation', `The kernel "${label}" does not compile: ${first?.text ?? refusal}${source}`, {
    hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
    ...(line > 0 && { place: { line } }),
  });
}
