// What is wrong with an objective in WGSL, all of it and with its places: by our own rules first, then by the compiler of a
// device, which keeps nothing of it. Data are known by how many numbers there are.
import userObjective from '../../../../shaders/swarm/user-objective.wgsl?raw';
import type { Gpu } from '../../../gpu/gpu.ts';
import type { Decoding } from '../problem.ts';
import { linkEvaluation } from '../pso-shaders.ts';
import { checkProgram } from './check-program.ts';
import { messageOf, type WgslMessage } from './messages.ts';
import { createUserShader } from './wgsl-problem.ts';

export interface WgslQuestion {
  readonly source: string;
  readonly dimensions: number;
  /** How many numbers there are, by the names of the data. */
  readonly data: Readonly<Record<string, number>>;
}

export interface WgslCheck {
  readonly messages: readonly WgslMessage[];
  /** A GPU's compiler has judged it too. */
  readonly isCompiled: boolean;
}

/** @param gpu null: our own rules alone. Throws `device-lost` */
export async function checkWgsl(
  { source, dimensions, data }: WgslQuestion,
  gpu: Pick<Gpu, 'checkCode'> | null,
): Promise<WgslCheck> {
  const program = checkProgram(source, Object.keys(data));
  const faults = program.faults.map((fault) => messageOf(source, fault));
  if (faults.length > 0 || !gpu) return { messages: faults, isCompiled: false };
  const decodings = Array.from({ length: Math.max(1, dimensions) }, (): Decoding => ({ kind: 'real' }));
  const parts = Object.entries(data).map(([name, length]) => ({ name, length }));
  const user = createUserShader(source, program, decodings, parts, 1);
  const shader = { modules: { 'swarm::objective': userObjective }, data: new Float32Array(0), user };
  return { messages: user.translate(await gpu.checkCode(linkEvaluation({ shader }))), isCompiled: true };
}
