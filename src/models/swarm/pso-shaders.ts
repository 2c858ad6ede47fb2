// The WGSL of a swarm, linked for one spec. What the kernels do is written in shaders/swarm/.
import normalShader from '../../../shaders/lib/normal.wgsl?raw';
import permutationShader from '../../../shaders/lib/permutation.wgsl?raw';
import randomShader from '../../../shaders/lib/random.wgsl?raw';
import schwefelShader from '../../../shaders/lib/schwefel.wgsl?raw';
import trigonometryShader from '../../../shaders/lib/trigonometry.wgsl?raw';
import absorb from '../../../shaders/swarm/boundaries/absorb.wgsl?raw';
import bounce from '../../../shaders/swarm/boundaries/bounce.wgsl?raw';
import clamp from '../../../shaders/swarm/boundaries/clamp.wgsl?raw';
import midpoint from '../../../shaders/swarm/boundaries/midpoint.wgsl?raw';
import periodic from '../../../shaders/swarm/boundaries/periodic.wgsl?raw';
import random from '../../../shaders/swarm/boundaries/random.wgsl?raw';
import invisible from '../../../shaders/swarm/boundaries/invisible.wgsl?raw';
import reflect from '../../../shaders/swarm/boundaries/reflect.wgsl?raw';
import boundsShader from '../../../shaders/swarm/bounds.wgsl?raw';
import evaluateShader from '../../../shaders/swarm/evaluate.wgsl?raw';
import frameShader from '../../../shaders/swarm/frame.wgsl?raw';
import generationShader from '../../../shaders/swarm/generation.wgsl?raw';
import rankShader from '../../../shaders/swarm/rank.wgsl?raw';
import sampleShader from '../../../shaders/swarm/sample.wgsl?raw';
import stateShader from '../../../shaders/swarm/state.wgsl?raw';
import sobol from '../../../shaders/swarm/places/sobol.wgsl?raw';
import uniform from '../../../shaders/swarm/places/uniform.wgsl?raw';
import limited from '../../../shaders/swarm/starts/limited.wgsl?raw';
import inside from '../../../shaders/swarm/starts/inside.wgsl?raw';
import still from '../../../shaders/swarm/starts/still.wgsl?raw';
import { linkShader } from '../../gpu/link-shader.ts';
import { moveShaderOf, type Start } from './algorithms/move-shaders.ts';
import { algorithms, type AlgorithmSpec } from './algorithms/registry.ts';
import { memoryOf } from './evaluations.ts';
import { hasOwnBox } from './gpu-layout.ts';
import type { CompiledProblem } from './problem.ts';
import type { AnyBoundary } from './algorithms/fields.ts';
import { boundaryOf } from './swarm-settings.ts';
import type { SwarmSpec } from './schema.ts';
import { prefixNames } from './wgsl/prefix-names.ts';

export const boundaryShaders: Readonly<Record<AnyBoundary, string>> = {
  absorb,
  bounce,
  clamp,
  invisible,
  midpoint,
  periodic,
  random,
  reflect,
};

const startShaders: Readonly<Record<Start, string>> = { still, inside, limited };

/**
 * The linked WGSL of one spec: `step` holds initialise, step and remember; `prepare` what the algorithm works out before a
 * step, empty where that is nothing; `generation` ends generations; `sample` copies out.
 */
export function linkPsoShaders(
  spec: SwarmSpec,
  problem: CompiledProblem,
): { step: string; prepare: string; generation: string; sample: string } {
  const { isDeferred, keepsEqual, keepsLatest = false, movesHalf, mayStay = false } = algorithms[spec.algorithm.name];
  const moves = moveShaderOf(spec.algorithm);
  const boundary = boundaryOf(spec.algorithm);
  const modules = {
    'lib::normal': normalShader,
    'lib::permutation': permutationShader,
    'lib::random': randomShader,
    'lib::schwefel': schwefelShader,
    'lib::trigonometry': trigonometryShader,
    'swarm::bounds': boundsShader,
    'swarm::rank': rankShader,
    'swarm::state': stateShader,
    'swarm::boundary': boundaryShaders[boundary],
    'swarm::place': moves.isSequence ? sobol : uniform,
    'swarm::start': startShaders[moves.start ?? 'still'],
    ...moves.modules,
    ...problem.shader.modules,
  };
  const flags = {
    deferred: isDeferred,
    keeps_better: !keepsEqual && !keepsLatest,
    keeps_equal: keepsEqual,
    keeps_latest: keepsLatest,
    half: movesHalf,
    chooses: movesHalf || mayStay,
    passes_over: mayStay || boundary === 'invisible',
    memory: memoryOf(spec.algorithm, problem.dimensions) !== null,
    mean: false,
    ...constraintFlags(spec.algorithm),
    ...moves.flags,
    own_box: hasOwnBox(problem),
    philox: spec.algorithm.generator === 'philox4x32-10',
  };
  return {
    step: besideUser(problem, linkShader(frameShader, { modules, flags })),
    prepare: moves.prepare ? linkShader(moves.prepare.source, { modules, flags }) : '',
    generation: linkShader(generationShader, { modules, flags }),
    sample: linkShader(sampleShader, { modules, flags }),
  };
}

function constraintFlags({ constraints }: AlgorithmSpec): Readonly<Record<'rules' | 'leeway' | 'penalty', boolean>> {
  const kind = typeof constraints === 'string' ? constraints : 'epsilon' in constraints ? 'epsilon' : 'penalty';
  return { rules: kind === 'deb', leeway: kind === 'epsilon', penalty: kind === 'penalty' };
}

/** The linked WGSL of an objective at given places; its entry point is `evaluate`. */
export function linkEvaluation(problem: Pick<CompiledProblem, 'shader'>): string {
  const modules = { 'swarm::bounds': boundsShader, 'swarm::state': stateShader, ...problem.shader.modules };
  const linked = linkShader(evaluateShader, {
    modules,
    flags: { own_box: false, memory: false, rules: true, leeway: false, penalty: false },
  });
  return besideUser(problem, linked, 'textOfValues');
}

/** The name in a linked module of what ours calls so: of an entry point, of a constant. */
export function linkedName({ shader: { user } }: CompiledProblem, name: string): string {
  return user ? user.namePrefix + name : name;
}

/** What a user wrote comes first, so that its lines keep their numbers. */
function besideUser(
  { shader: { user } }: Pick<CompiledProblem, 'shader'>,
  ours: string,
  text: 'text' | 'textOfValues' = 'text',
): string {
  return user ? `${user[text]}\n${prefixNames(ours)}` : ours;
}
