// The reference of every algorithm's moves.
import { createFipsMover } from './fips.reference.ts';
import { createDeMover } from './de.reference.ts';
import { createCmaEsMover, createSepCmaEsMover } from './cma/cma.reference.ts';
import { createCsoMover } from './cso.reference.ts';
import { createRandomMover } from './random.reference.ts';
import { createJsoMover, createLShadeMover } from './shade.reference.ts';
import type { CreateMover } from './mover.ts';
import type { AlgorithmName } from './registry.ts';
import { ring, subSwarms, swarmBest, vonNeumann } from './topologies.reference.ts';
import { createClpsoMover } from './clpso.reference.ts';
import { createQuasiRandomMover } from './quasi-random.reference.ts';
import { createSlPsoMover } from './sl-pso.reference.ts';
import { createSpsoMover } from './spso-2011.reference.ts';
import { createVelocityMover } from './velocity.reference.ts';

export const movers: Readonly<Record<AlgorithmName, CreateMover>> = {
  pso: createVelocityMover(swarmBest),
  'pso-constriction': createVelocityMover(swarmBest),
  'pso-ring': createVelocityMover(ring),
  'pso-von-neumann': createVelocityMover(vonNeumann),
  fips: createFipsMover,
  'spso-2011': createSpsoMover,
  clpso: createClpsoMover,
  'sl-pso': createSlPsoMover,
  'dms-pso': createVelocityMover(subSwarms, 'limited'),
  de: createDeMover,
  'l-shade': createLShadeMover,
  jso: createJsoMover,
  'cma-es': createCmaEsMover,
  'sep-cma-es': createSepCmaEsMover,
  cso: createCsoMover,
  random: createRandomMover,
  'quasi-random': createQuasiRandomMover,
};
