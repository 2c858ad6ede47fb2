// The search of one repeat of a fit: rounds of a swarm in niches, whose leaders are polished by Levenberg-Marquardt, until
// the best optimum was found again and again. Units of work (a generation, a polish) are whole or not there, so that the
// state between them can be saved at any time. It knows nothing of clocks, storage or devices.
import { AeonError } from '../../../core/errors.ts';
import { deriveKey } from '../../../core/random.ts';
import type { MachineState } from '../swarm-machine.ts';
import { worst } from '../swarm.reference.ts';
import type { FitResult } from '../result.ts';
import { toUnit } from './box-maps.numeric.ts';
import type { CompiledFit } from './compile-fit.ts';
import {
  boxMapsOf,
  createFitSwarmState,
  drawPositions,
  type FitSwarmSettings,
  type FitSwarmState,
  nicheSize,
  readMember,
  seesDecades,
} from './fit-swarm.reference.ts';
import type { FitSwarm, SwarmWork } from './fit-swarm.ts';
import { bestOf, countFound, distinctOptima, isSettled, rankOptima } from './found-optima.ts';
import { type Optimum, polish } from './levenberg-marquardt.numeric.ts';
import { Passes } from './separable-model.numeric.ts';
import { type EndReason, initialSearchState, savedSwarm, type SearchState, searchStateSchema } from './search-state.ts';

/** Niches whose leaders are polished in each round. */
const leadersPerRound = 16;
/** Optima that members of later rounds inherit from. */
const mostParents = 4;
/** Share of the evaluations that a limited search keeps back for the polish. */
const polishShare = 0.25;

export interface SearchLimits {
  readonly generations: number;
  readonly evaluations: number;
  readonly stagnation: number;
  /** Of the residual sum of squares over all rows; -Infinity: none. */
  readonly target: number;
}

export interface FitSearchOptions {
  readonly fit: CompiledFit;
  readonly swarm: FitSwarm;
  readonly seed: number;
  readonly repeat: number;
  readonly limits: SearchLimits;
  /** Points whose polish is tried first, in the order of the parameters. */
  readonly starts: readonly (readonly number[])[];
  /** Knobs as they stand at a generation of this repeat, 0 to 1 through its round. */
  settingsAt(generation: number, shareOfRound: number): FitSwarmSettings;
  readonly saved: MachineState | null;
}

export class FitSearch {
  state: SearchState;
  private swarmState: FitSwarmState;
  private readonly options: FitSearchOptions;
  private readonly passes: Passes;
  private readonly maps;
  private readonly key;
  private handed = -1;

  constructor(options: FitSearchOptions) {
    const { fit, saved } = options;
    this.options = options;
    this.passes = new Passes(fit, fit.sample);
    this.maps = boxMapsOf(fit);
    this.key = deriveKey(options.seed, options.repeat);
    this.state = saved ? searchStateSchema.parse(saved.state) : initialSearchState;
    this.swarmState = saved ? savedSwarm(saved) : createFitSwarmState(0, fit.nonlinear.length);
  }

  save(): MachineState {
    return { state: this.state, arrays: { ...this.swarmState } };
  }

  /** The last generation whose settings were read: what is turned now acts from the next one on. */
  get planned(): number {
    return Math.max(this.handed, this.state.generation);
  }

  /** Generations of a round's swarm. Models with few nonlinear parameters need no more than a few. */
  get generationsPerRound(): number {
    return this.options.fit.nonlinear.length <= 3 ? 20 : 40;
  }

  /** Residual sums of the search, on its rows, as they would be over all rows. */
  get scale(): number {
    return this.options.fit.data.rows / this.options.fit.sample.rows;
  }

  /** Sums of squares on the rows of the search that differ by less than rounding makes them. */
  private get noise(): number {
    return this.options.fit.sample.noise;
  }

  /** The best so far: polished, or else the best member with its linear parameters. */
  best(): { readonly parameters: readonly number[]; readonly isPolished: boolean } | null {
    const best = bestOf(this.state.polishes);
    if (best) return { parameters: best.parameters, isPolished: true };
    return this.state.bestMember && { parameters: this.state.bestMember, isPolished: false };
  }

  /** How often the best optimum was reached. */
  found(): FitResult['found'] {
    return countFound(this.state.polishes, this.noise);
  }

  /** Polished optima, best first. */
  optima(): readonly Optimum[] {
    return rankOptima(this.state.polishes);
  }

  /** Ends the search after the polish of what it has; nothing changes when it is ending already. */
  end(reason: EndReason): void {
    if (this.state.ending === null) this.change({ ending: reason });
  }

  /** Does the next unit of work. Returns the generations that it brought the run forward. */
  *advance(mostGenerations: number): SwarmWork<number> {
    switch (this.state.phase) {
      case 'beginning':
        return yield* this.beginRound();
      case 'searching':
        return yield* this.search(mostGenerations);
      case 'polishing':
        return yield* this.polishOne();
      case 'done':
        return 0;
      default:
        return this.state.phase satisfies never;
    }
  }

  private change(change: Partial<SearchState>): void {
    this.state = { ...this.state, ...change };
  }

  private *beginRound(): SwarmWork<number> {
    const { fit, swarm, starts } = this.options;
    const { round, generation, ending, polishes } = this.state;
    if (ending !== null && polishes.length > 0) {
      this.change({ phase: 'done' });
      return 0;
    }
    if (fit.nonlinear.length === 0) {
      // Linear in everything: one least-squares solution, no search.
      this.change({ phase: 'polishing', leaders: [Array.from(fit.lower)], polished: 0, roundGenerations: 0 });
      return 0;
    }
    const settings = this.options.settingsAt(generation + 1, 0);
    const parents = distinctOptima(polishes, this.noise, mostParents).map(({ parameters }) => parameters);
    const positions = drawPositions(fit, this.maps, settings, this.key, generation + 1, parents);
    if (round === 0) this.placeStarts(positions, starts, settings.members);
    const placed = { ...createFitSwarmState(settings.members, fit.nonlinear.length), positions };
    this.handed = generation + 1;
    const { state, notFinite } = yield* swarm.value(placed, settings);
    this.take(state, notFinite, 1, settings.members, 1);
    if (round === 0 && this.state.notFinite === this.state.evaluations) this.requireFinite();
    this.change({ phase: 'searching' });
    return 1;
  }

  /** Given points stand in for the first members of the niches, one a niche. */
  private placeStarts(positions: Float32Array, starts: readonly (readonly number[])[], members: number): void {
    const { nonlinear } = this.options.fit;
    starts.slice(0, Math.ceil(members / nicheSize)).forEach((start, index) => {
      nonlinear.forEach((j, d) => {
        const map = this.maps[d];
        const member = index * nicheSize;
        if (map) positions[member * nonlinear.length + d] = toUnit(map, start[j] ?? 0, seesDecades(member));
      });
    });
  }

  private *search(mostGenerations: number): SwarmWork<number> {
    const { swarm, limits } = this.options;
    const { generation, roundGenerations, evaluations } = this.state;
    const share = (roundGenerations - 1) / Math.max(1, this.generationsPerRound - 1);
    const settings = this.options.settingsAt(generation + 1, share);
    const kept = Math.min(2_000, Math.floor(limits.evaluations * polishShare));
    const byEvaluations = Math.floor((limits.evaluations - kept - evaluations) / settings.members);
    const byGenerations = limits.generations - generation - 1;
    if (byGenerations <= 0) this.end('generations');
    else if (byEvaluations <= 0) this.end('evaluations');
    else if (generation - this.state.bestGeneration >= limits.stagnation) this.end('stagnation');
    else if (this.state.bestSum <= limits.target) this.end('target');
    const untilEnd = this.generationsPerRound + 1 - roundGenerations;
    const count = Math.min(mostGenerations, untilEnd, byEvaluations, byGenerations);
    if (this.state.ending !== null || count <= 0) {
      this.chooseLeaders();
      return 0;
    }
    this.handed = generation + count;
    const report = yield* swarm.advance(this.swarmState, {
      key: this.key,
      generation: generation + 1,
      count,
      settings,
    });
    this.take(report.state, report.notFinite, count, settings.members, roundGenerations + count);
    return count;
  }

  /** Takes in what the swarm reports. */
  private take(
    state: FitSwarmState,
    notFinite: number,
    count: number,
    members: number,
    roundGenerations: number,
  ): void {
    this.swarmState = state;
    const generation = this.state.generation + count;
    let best = 0;
    for (let member = 1; member < members; member++)
      if ((state.bestValues[member] ?? worst) < (state.bestValues[best] ?? worst)) best = member;
    const value = state.bestValues[best] ?? worst;
    const sum = value === worst ? worst : value * this.scale;
    this.change({
      generation,
      roundGenerations,
      evaluations: this.state.evaluations + count * members,
      notFinite: this.state.notFinite + notFinite,
      ...(value < this.state.bestValueF32 && { bestValueF32: value, bestMember: this.parametersOf(best) }),
      ...(sum < this.state.bestSum && { bestSum: sum, bestGeneration: generation }),
    });
  }

  /** All parameters of a member's own best; the linear ones are solved for when it is read. */
  private parametersOf(member: number): number[] {
    const { fit } = this.options;
    const parameters = new Float64Array(fit.parameters);
    readMember(fit, this.maps, this.swarmState.bestPositions, member, parameters);
    return Array.from(parameters);
  }

  /** The best members of the best niches. */
  private chooseLeaders(): void {
    const { bestValues } = this.swarmState;
    const leaders: number[] = [];
    for (let first = 0; first < bestValues.length; first += nicheSize) {
      let best = first;
      for (let member = first; member < Math.min(bestValues.length, first + nicheSize); member++)
        if ((bestValues[member] ?? worst) < (bestValues[best] ?? worst)) best = member;
      if ((bestValues[best] ?? worst) < worst) leaders.push(best);
    }
    leaders.sort((a, b) => (bestValues[a] ?? worst) - (bestValues[b] ?? worst) || a - b);
    if (leaders.length === 0 && this.state.polishes.length === 0) this.requireFinite();
    const { starts } = this.options;
    this.change({
      phase: 'polishing',
      polished: 0,
      leaders: [
        ...(this.state.round === 0 ? starts.map((start) => [...start]) : []),
        ...leaders.slice(0, leadersPerRound).map((member) => this.parametersOf(member)),
      ],
    });
  }

  private requireFinite(): void {
    if (this.state.bestValueF32 < worst) return;
    throw new AeonError('bad-formula', 'The model has no finite value at any place of the box that was tried.', {
      hint: 'Look for divisions by zero, logarithms and roots of negative numbers, and exponents that grow too large; narrow the box.',
      place: { field: 'problem.model' },
    });
  }

  private *polishOne(): SwarmWork<number> {
    const { leaders, polished, polishes, round, evaluations, generation } = this.state;
    const leader = leaders[polished];
    if (leader === undefined || this.isSpent()) {
      this.endRound();
      return 1;
    }
    const left = Math.max(4, this.options.limits.evaluations - evaluations);
    const before = this.passes.count;
    const optimum = yield* polish(this.passes, Float64Array.from(leader), left);
    const isFinite = Number.isFinite(optimum.residualSumOfSquares);
    const sum = isFinite ? optimum.residualSumOfSquares * this.scale : worst;
    this.change({
      polished: polished + 1,
      evaluations: evaluations + this.passes.count - before,
      polishes: isFinite
        ? [
            ...polishes,
            {
              round,
              residualSumOfSquares: optimum.residualSumOfSquares,
              relativeOffset: Math.min(1e300, optimum.relativeOffset),
              parameters: Array.from(optimum.parameters),
            },
          ]
        : polishes,
      ...(sum < this.state.bestSum && { bestSum: sum, bestGeneration: generation + 1 }),
    });
    if (this.state.bestSum <= this.options.limits.target) this.end('target');
    return 0;
  }

  /** Whether a search that is ending has polished enough, or may not go on. */
  private isSpent(): boolean {
    const { ending, polished, polishes, evaluations } = this.state;
    if (evaluations >= this.options.limits.evaluations && polishes.length > 0) return true;
    if (ending === 'time') return polishes.length > 0;
    return ending !== null && polished >= 4 && polishes.length > 0;
  }

  private endRound(): void {
    const { round, generation, ending, evaluations } = this.state;
    const { limits, fit } = this.options;
    if (fit.nonlinear.length === 0 && this.state.polishes.length === 0) this.requireFinite();
    this.change({ generation: generation + 1 });
    if (ending === null && (fit.nonlinear.length === 0 || isSettled(this.state.polishes, round, this.noise)))
      this.end('stagnation');
    else if (ending === null && generation + 1 >= limits.generations) this.end('generations');
    else if (ending === null && evaluations >= limits.evaluations) this.end('evaluations');
    this.change(this.state.ending === null ? { phase: 'beginning', round: round + 1 } : { phase: 'done' });
  }
}
