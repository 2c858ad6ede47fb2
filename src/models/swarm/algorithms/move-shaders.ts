// The WGSL of every algorithm's moves, and which arrays it reads on top of what every step does.
import ring from '../../../../shaders/swarm/topologies/ring.wgsl?raw';
import subSwarms from '../../../../shaders/swarm/topologies/sub-swarms.wgsl?raw';
import swarmBest from '../../../../shaders/swarm/topologies/swarm-best.wgsl?raw';
import vonNeumann from '../../../../shaders/swarm/topologies/von-neumann.wgsl?raw';
import cmaDiagonal from '../../../../shaders/swarm/cma/diagonal-model.wgsl?raw';
import cmaFull from '../../../../shaders/swarm/cma/full-model.wgsl?raw';
import cmaMove from '../../../../shaders/swarm/cma/move.wgsl?raw';
import cmaPrepare from '../../../../shaders/swarm/cma/prepare.wgsl?raw';
import cmaState from '../../../../shaders/swarm/cma/state.wgsl?raw';
import clpso from '../../../../shaders/swarm/moves/clpso.wgsl?raw';
import fips from '../../../../shaders/swarm/moves/fips.wgsl?raw';
import de from '../../../../shaders/swarm/moves/de.wgsl?raw';
import cso from '../../../../shaders/swarm/moves/cso.wgsl?raw';
import random from '../../../../shaders/swarm/moves/random.wgsl?raw';
import slPso from '../../../../shaders/swarm/moves/sl-pso.wgsl?raw';
import spso2011 from '../../../../shaders/swarm/moves/spso-2011.wgsl?raw';
import order from '../../../../shaders/swarm/order.wgsl?raw';
import means from '../../../../shaders/swarm/prepares/means.wgsl?raw';
import ranks from '../../../../shaders/swarm/prepares/ranks.wgsl?raw';
import velocity from '../../../../shaders/swarm/moves/velocity.wgsl?raw';
import jso from '../../../../shaders/swarm/shade/jso.wgsl?raw';
import lShade from '../../../../shaders/swarm/shade/l-shade.wgsl?raw';
import shadeMove from '../../../../shaders/swarm/shade/move.wgsl?raw';
import shadePrepare from '../../../../shaders/swarm/shade/prepare.wgsl?raw';
import shade from '../../../../shaders/swarm/shade/shade.wgsl?raw';
import type { StateArray } from '../gpu-swarm-state.ts';
import { pullToMeanOf } from './cso.ts';
import type { AlgorithmName, AlgorithmSpec } from './registry.ts';

/** The names of shaders/swarm/starts/. */
export type Start = 'still' | 'inside' | 'limited';

export interface MoveShader {
  /** By name, `swarm::move` among them: see shaders/swarm/frame.wgsl. */
  readonly modules: Readonly<Record<string, string>>;
  readonly reads: readonly ('bestPositions' | 'bests')[];
  /** With which velocity members start; default: none. */
  readonly start?: Start;
  /** Places are the points of one Sobol sequence; default: they are drawn evenly. */
  readonly isSequence?: boolean;
  /** Flags of its modules that are on. */
  readonly flags?: Readonly<Record<'mean', boolean>>;
  /** What is worked out before every step but the initial one. */
  readonly prepare?: PrepareShader;
}

export interface PrepareShader {
  /** Entry module, linked with `modules` and those of the frame. For repeats that have stopped its kernels do nothing. */
  readonly source: string;
  /** In the order in which they run, a dispatch each. */
  readonly passes: readonly {
    readonly entryPoint: string;
    /** One invocation a member, or one workgroup a repeat. */
    readonly over: 'members' | 'repeats';
    /** All that it reads and writes, and nothing else; the problem counts where its box is read there. */
    readonly arrays: readonly StateArray[];
    readonly usesKnobs: boolean;
  }[];
}

const toSwarmBest: MoveShader = {
  modules: { 'swarm::move': velocity, 'swarm::topology': swarmBest },
  reads: ['bestPositions', 'bests'],
};

/** @param rules what sets one of them apart */
const shadeMoves = (rules: string): MoveShader => ({
  modules: { 'swarm::move': shadeMove, 'swarm::shade': shade, 'swarm::shade_rules': rules },
  reads: ['bestPositions'],
  prepare: {
    source: shadePrepare,
    passes: [
      { entryPoint: 'rank_members', over: 'members', arrays: ['values', 'swarms', 'memory'], usesKnobs: false },
      {
        entryPoint: 'adapt',
        over: 'repeats',
        arrays: ['velocities', 'bestPositions', 'values', 'swarms', 'memory'],
        usesKnobs: true,
      },
    ],
  },
});

/** @param model what sets one of them apart */
const cmaMoves = (model: string): MoveShader => ({
  modules: { 'swarm::move': cmaMove, 'swarm::cma_state': cmaState, 'swarm::cma_model': model },
  reads: [],
  prepare: {
    source: cmaPrepare,
    passes: [
      { entryPoint: 'rank_members', over: 'members', arrays: ['values', 'swarms', 'memory'], usesKnobs: false },
      {
        entryPoint: 'adapt',
        over: 'repeats',
        arrays: ['positions', 'velocities', 'values', 'swarms', 'memory', 'problem'],
        usesKnobs: true,
      },
    ],
  },
});

const toMean = [
  { entryPoint: 'sum_blocks', over: 'members', arrays: ['positions', 'swarms', 'memory'], usesKnobs: false },
  { entryPoint: 'find_means', over: 'repeats', arrays: ['swarms', 'memory'], usesKnobs: false },
] as const;

const learning: MoveShader = {
  modules: { 'swarm::move': slPso, 'swarm::order': order, 'swarm::means': means, 'swarm::ranks': ranks },
  reads: ['bestPositions'],
  prepare: {
    source: 'import swarm::ranks;\nimport swarm::means;\n',
    passes: [
      { entryPoint: 'rank_members', over: 'members', arrays: ['values', 'swarms', 'memory'], usesKnobs: false },
      ...toMean,
    ],
  },
};

const competing: MoveShader = { modules: { 'swarm::move': cso }, reads: [] };
const competingWithMean: MoveShader = {
  ...competing,
  flags: { mean: true },
  prepare: { source: means, passes: toMean },
};

const moveShaders: Readonly<Record<AlgorithmName, MoveShader>> = {
  pso: toSwarmBest,
  'pso-constriction': toSwarmBest,
  'pso-ring': { modules: { 'swarm::move': velocity, 'swarm::topology': ring }, reads: ['bestPositions'] },
  'pso-von-neumann': {
    modules: { 'swarm::move': velocity, 'swarm::topology': vonNeumann },
    reads: ['bestPositions'],
  },
  fips: { modules: { 'swarm::move': fips }, reads: ['bestPositions'] },
  'spso-2011': { modules: { 'swarm::move': spso2011 }, reads: ['bestPositions'], start: 'inside' },
  clpso: { modules: { 'swarm::move': clpso }, reads: ['bestPositions'], start: 'limited' },
  'sl-pso': learning,
  'dms-pso': {
    modules: { 'swarm::move': velocity, 'swarm::topology': subSwarms },
    reads: ['bestPositions'],
    start: 'limited',
  },
  de: { modules: { 'swarm::move': de }, reads: ['bestPositions'] },
  'l-shade': shadeMoves(lShade),
  jso: shadeMoves(jso),
  'cma-es': cmaMoves(cmaFull),
  'sep-cma-es': cmaMoves(cmaDiagonal),
  cso: competing,
  random: { modules: { 'swarm::move': random }, reads: [] },
  'quasi-random': { modules: { 'swarm::move': random }, reads: [], isSequence: true },
};

export function moveShaderOf(algorithm: AlgorithmSpec): MoveShader {
  if (algorithm.name === 'cso' && pullToMeanOf(algorithm) > 0) return competingWithMean;
  return moveShaders[algorithm.name];
}
