// The algorithms there are. A new one is a line in each list here, one in movers.ts, move-shaders.ts, knobs.ts and
// turnables.ts; the compiler says which is missing. Device-free.
import { z } from '../../../core/schema.ts';
import type { Algorithm } from './algorithm.ts';
import { clpso } from './clpso.ts';
import { dmsPso } from './dms-pso.ts';
import { fips } from './fips.ts';
import { cmaEs, sepCmaEs } from './cma-es.ts';
import { de } from './de.ts';
import { cso } from './cso.ts';
import { jso } from './jso.ts';
import { lShade } from './l-shade.ts';
import { quasiRandom } from './quasi-random.ts';
import { random } from './random.ts';
import { pso } from './pso.ts';
import { psoConstriction } from './pso-constriction.ts';
import { psoRing } from './pso-ring.ts';
import { psoVonNeumann } from './pso-von-neumann.ts';
import { slPso } from './sl-pso.ts';
import { spso2011 } from './spso-2011.ts';

export const algorithmSchema = z.discriminatedUnion('name', [
  pso.schema,
  psoConstriction.schema,
  psoRing.schema,
  psoVonNeumann.schema,
  fips.schema,
  spso2011.schema,
  clpso.schema,
  slPso.schema,
  dmsPso.schema,
  de.schema,
  lShade.schema,
  jso.schema,
  cmaEs.schema,
  sepCmaEs.schema,
  cso.schema,
  random.schema,
  quasiRandom.schema,
]);
/** As it is written: a population that goes by the dimensions may be left out. */
export type WrittenAlgorithm = z.output<typeof algorithmSchema>;
type Normalised<Spec> = Spec extends unknown ? Spec & { readonly particles: number } : never;
export type AlgorithmSpec = Normalised<WrittenAlgorithm>;
export type AlgorithmName = AlgorithmSpec['name'];

export const algorithms: Readonly<Record<AlgorithmName, Algorithm>> = {
  pso,
  'pso-constriction': psoConstriction,
  'pso-ring': psoRing,
  'pso-von-neumann': psoVonNeumann,
  fips,
  'spso-2011': spso2011,
  clpso,
  'sl-pso': slPso,
  'dms-pso': dmsPso,
  de,
  'l-shade': lShade,
  jso,
  'cma-es': cmaEs,
  'sep-cma-es': sepCmaEs,
  cso,
  random,
  'quasi-random': quasiRandom,
};
export const algorithmNames = Object.keys(algorithms).filter((name): name is AlgorithmName => name in algorithms);
