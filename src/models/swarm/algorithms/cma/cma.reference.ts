// CMA-ES in TypeScript, full and separable: the oracle of shaders/swarm/cma/. A generation's members are its samples; mean, step
// size, paths and covariance are the swarm's words of memory. A run begins with members drawn in the whole box, whose best is
// its first mean; it ends by the tutorial's stops, and the next one has the population that the restarts say.
import { drawWords, toNormals, toUniform } from '../../../../core/random.ts';
import { memoryHead as at } from '../../plan.ts';
import { createPreference, sortMembers } from '../../ranking.reference.ts';
import { activeOf, memberWord, type SwarmState, worst } from '../../swarm.reference.ts';
import type { CreateMover } from '../mover.ts';
import { foldIntoBox, unfoldFromBox } from './box-fold.numeric.ts';
import { chiOf } from './constants.numeric.ts';
import { createDiagonalModel } from './diagonal-model.reference.ts';
import { createFullModel } from './full-model.reference.ts';
import { arraysOf, endings, head, memberWords, restartModes } from './layout.ts';
import type { CmaModel, CmaView } from './model.ts';

/** Least spread of a whole number or a choice, whose values are 1 apart. */
const leastSpread = 0.2;
const f32Steps = 2 ** -21;

const createCmaMover =
  (createModel: (n: number) => CmaModel): CreateMover =>
  (settings, problem, generator) => {
    const { particles, dimensions: n, memory, knobs } = settings;
    if (!memory) throw new RangeError('CMA-ES needs a memory.');
    const { lower, upper, decodings } = problem;
    const widths = upper.map((high, d) => high - lower[d]);
    const discrete = decodings.flatMap(({ kind }, d) => (kind === 'real' ? [] : [d]));
    const model = createModel(n);
    const arrays = arraysOf(n);
    const chi = chiOf(n);
    const words = new Uint32Array(4);
    const normals = new Float64Array(4);
    const stretched = new Float64Array(n);
    const memberArray = (word: number): number => memberWord(memory, particles, 0, word);

    function viewOf({ memory: stored, memoryFloats: floats, velocities }: SwarmState, active: number): CmaView {
      const order = memberArray(memberWords.order);
      const counted = memberArray(memberWords.counted);
      return {
        floats,
        draws: velocities,
        order: stored.subarray(order, order + active),
        weights: floats.subarray(counted, counted + active),
      };
    }

    const prefers = createPreference(settings);

    /** By preference; ties by index. What is not finite comes last. */
    function rank(state: SwarmState, active: number): void {
      const { values, memory: stored } = state;
      const at = memberArray(memberWords.order);
      sortMembers(stored.subarray(at, at + active), (a, b) =>
        prefers(state, values[4 * a + 2], values[4 * a + 3], values[4 * b + 2], values[4 * b + 3]),
      );
    }

    /** The best of the members that were drawn becomes the mean of a new run. */
    function begin(state: SwarmState, generation: number): void {
      const { memory: stored, memoryFloats: floats, positions } = state;
      const active = activeOf(state, settings);
      const best = stored[memberArray(memberWords.order)];
      for (let d = 0; d < n; d++) {
        setMean(floats, d, unfoldFromBox(positions[best * n + d], lower[d], upper[d]));
        floats[at + arrays.sigmaPath + d] = 0;
        floats[at + arrays.path + d] = 0;
      }
      model.reset(floats);
      const constants = model.constants(n, active);
      floats.set(constants.weights, memberArray(memberWords.weight));
      stored[at + head.parents] = constants.parents;
      stored[at + head.gap] = constants.gap;
      for (const name of ['muEff', 'c1', 'cMu', 'cSigma', 'damping', 'cC', 'weightSum'] as const)
        floats[at + head[name]] = constants[name];
      stored[at + head.learnt] = 0;
      stored[at + head.blockStart] = generation;
      floats[at + head.lowest] = worst;
      floats[at + head.highest] = -worst;
      // The first run's; those after it have theirs from `endRun`.
      if (stored[at + head.regime] === 0) {
        floats[at + head.sigma] = 1;
        stored[at + head.first] = active;
        stored[at + head.large] = active;
      }
    }

    function setMean(floats: Float32Array, d: number, value: number): void {
      const rounded = Math.fround(value);
      floats[at + arrays.mean + d] = rounded;
      floats[at + arrays.meanRest + d] = value - rounded;
    }

    function update(state: SwarmState, generation: number): void {
      const { memory: stored, memoryFloats: floats, velocities } = state;
      const active = activeOf(state, settings);
      const view = viewOf(state, active);
      const number = (word: number): number => floats[at + word];
      const [c1, cMu, cSigma, cC, muEff] = [head.c1, head.cMu, head.cSigma, head.cC, head.muEff].map(number);
      const sigma = number(head.sigma);
      const parents = stored[at + head.parents];
      const weightAt = memberArray(memberWords.weight);

      const step = floats.subarray(at + arrays.step, at + arrays.step + n);
      stretched.fill(0);
      for (let i = 0; i < parents; i++) {
        const from = view.order[i] * n;
        for (let d = 0; d < n; d++) stretched[d] += floats[weightAt + i] * velocities[from + d];
      }
      step.set(stretched);
      model.stretch(floats, step, 0, stretched);
      for (let d = 0; d < n; d++)
        setMean(
          floats,
          d,
          floats[at + arrays.mean + d] +
            floats[at + arrays.meanRest + d] +
            knobs['sigma'] * sigma * widths[d] * stretched[d],
        );

      let squares = 0;
      const pull = Math.sqrt(cSigma * (2 - cSigma) * muEff);
      for (let d = 0; d < n; d++) {
        const p = Math.fround((1 - cSigma) * floats[at + arrays.sigmaPath + d] + pull * step[d]);
        floats[at + arrays.sigmaPath + d] = p;
        squares += p * p;
      }
      const length = Math.sqrt(squares);
      const age = generation - stored[at + head.runStart] - 1;
      const isHeld = length / Math.sqrt(1 - (1 - cSigma) ** (2 * age)) >= (1.4 + 2 / (n + 1)) * chi;
      const along = isHeld ? 0 : Math.sqrt(cC * (2 - cC) * muEff);
      for (let d = 0; d < n; d++)
        floats[at + arrays.nextPath + d] = (1 - cC) * floats[at + arrays.path + d] + along * step[d];

      const lengthAt = memberArray(memberWords.length);
      for (let i = 0; i < active; i++) {
        const weight = floats[weightAt + i];
        view.weights[i] = weight < 0 ? (weight * n) / floats[lengthAt + view.order[i]] : weight;
      }
      const learnt = stored[at + head.learnt];
      const renews = learnt + 1 >= stored[at + head.gap];
      const kept = 1 - c1 - cMu * number(head.weightSum) + (isHeld ? c1 * cC * (2 - cC) : 0);
      model.learn(view, { kept, c1, cMu, isFresh: learnt === 0, renews });
      stored[at + head.learnt] = renews ? 0 : learnt + 1;

      let exponent = Math.min(1, (cSigma / number(head.damping)) * (length / chi - 1));
      // Wider in search of a slope, up to where it began.
      if (sigma < 1 && isFlat(state, view.order)) exponent += 0.2 + cSigma / number(head.damping);
      const next = Math.fround(sigma * Math.exp(exponent));
      floats[at + head.sigma] = next;
      for (const d of discrete) {
        const least = leastSpread / widths[d];
        const spread = knobs['sigma'] * next * floats[at + arrays.spread + d];
        if (spread < least) model.widen(floats, d, least / spread);
      }
    }

    /** The best is no better than most of the others. */
    function isFlat({ values }: SwarmState, order: Uint32Array): boolean {
      const [first, other] = [4 * order[0] + 2, 4 * order[Math.ceil((7 * order.length) / 10) - 1] + 2];
      return values[first] === values[other] && values[first + 1] === values[other + 1];
    }

    /** What generations are compared by: the violation, as long as there is one. */
    function figureOf({ values }: SwarmState, member: number): number {
      return values[4 * member + 3] > 0 ? values[4 * member + 3] : values[4 * member + 2];
    }

    /** Why the run ends here: the index among `endings`; 0 where it goes on. */
    function findEnding(state: SwarmState, generation: number): number {
      const { memory: stored, memoryFloats: floats, counters } = state;
      const active = activeOf(state, settings);
      const view = viewOf(state, active);
      const best = figureOf(state, view.order[0]);
      const lowest = Math.min(best, floats[at + head.lowest]);
      const highest = Math.max(best, floats[at + head.highest]);
      floats[at + head.lowest] = lowest;
      floats[at + head.highest] = highest;
      const sigma = floats[at + head.sigma];
      let most = 0;
      for (let d = 0; d < n; d++) most = Math.max(most, floats[at + arrays.spread + d]);

      if (generation - stored[at + head.blockStart] >= 10 + Math.ceil((30 * n) / active)) {
        const last = figureOf(state, view.order[active - 1]);
        const range = Math.max(highest, last) - lowest;
        if (range <= Math.max(1e-12, f32Steps * Math.abs(lowest))) return endings.indexOf('values');
        stored[at + head.blockStart] = generation;
        floats[at + head.lowest] = worst;
        floats[at + head.highest] = -worst;
      }
      if (sigma * most < 1e-12) return endings.indexOf('steps');
      // Negated, so that what is not a number falls in.
      if (!(sigma * most <= 1e4)) return endings.indexOf('growth');
      if (!(model.axisRatio(floats) <= 1e7)) return endings.indexOf('axes');
      const patience = Math.max(120 + (30 * n) / active, 0.2 * (generation - stored[at + head.runStart]));
      if (counters.idle >= patience) return endings.indexOf('stagnation');
      const limit = stored[at + head.runLimit];
      if (limit > 0 && stored[1] - stored[at + head.evaluationsAt] >= limit) return endings.indexOf('budget');
      return 0;
    }

    /** The population, step size and limit of the next run. */
    function endRun(state: SwarmState, generation: number, ending: number): void {
      const { memory: stored, memoryFloats: floats } = state;
      const first = stored[at + head.first];
      const spent = stored[1] - stored[at + head.evaluationsAt];
      const regime = stored[at + head.regime];
      if (regime === 1) {
        stored[at + head.spentLarge] += spent;
        stored[at + head.newestLarge] = spent;
      } else if (regime === 2) stored[at + head.spentSmall] += spent;
      const isSmall =
        restartModes[knobs['restarts']] === 'bipop' && stored[at + head.spentSmall] < stored[at + head.spentLarge];
      let population: number;
      let sigma = 1;
      if (isSmall) {
        drawWords(generator, state.key, 0, generation, 0, 'restart', words);
        const [forPopulation, forSigma] = [toUniform(words[0]), toUniform(words[1])];
        const share = stored[at + head.large] / (2 * first);
        population = Math.max(first, Math.floor(first * share ** (forPopulation * forPopulation)));
        sigma = 10 ** (-2 * forSigma);
      } else {
        population = Math.min(particles, 2 * stored[at + head.large]);
        stored[at + head.large] = population;
      }
      // No member is left out of its first generation.
      stored[0] = Math.min(population, settings.evaluationLimit - stored[1]);
      floats[at + head.sigma] = sigma;
      stored[at + head.regime] = isSmall ? 2 : 1;
      stored[at + head.runLimit] = isSmall ? stored[at + head.newestLarge] >>> 1 : 0;
      stored[at + head.evaluationsAt] = stored[1];
      stored[at + head.runStart] = generation;
      stored[at + head.ending] = ending;
    }

    return {
      prepare(state, generation) {
        const { memory: stored, counters } = state;
        rank(state, activeOf(state, settings));
        if (counters.restartAt === generation) {
          endRun(state, generation, endings.indexOf('asked'));
          return;
        }
        if (stored[at + head.runStart] === generation - 1) {
          begin(state, generation);
          return;
        }
        update(state, generation);
        const ending = findEnding(state, generation);
        if (ending === 0) return;
        if (restartModes[knobs['restarts']] === 'none') {
          stored[at + head.ending] = ending;
          counters.stopped = 3;
          return;
        }
        endRun(state, generation, ending);
        counters.restartAt = generation;
        counters.restarts++;
        counters.idle = 0;
        counters.attractorValue = worst;
        counters.attractorViolation = worst;
      },
      move(state, member, generation) {
        const { memoryFloats: floats, positions, velocities } = state;
        const base = member * n;
        let squares = 0;
        for (let d = 0; d < n; d++) {
          if ((d & 3) === 0) {
            drawWords(generator, state.key, member, generation, d >> 2, 'normal', words);
            toNormals(words, normals);
          }
          const z = Math.fround(normals[d & 3]);
          velocities[base + d] = z;
          squares += z * z;
        }
        floats[memberArray(memberWords.length) + member] = squares;
        model.stretch(floats, velocities, base, stretched);
        const sigma = knobs['sigma'] * floats[at + head.sigma];
        for (let d = 0; d < n; d++) {
          const mean = floats[at + arrays.mean + d] + floats[at + arrays.meanRest + d];
          positions[base + d] = foldIntoBox(mean + sigma * widths[d] * stretched[d], lower[d], upper[d]);
        }
      },
    };
  };

export const createCmaEsMover = createCmaMover(createFullModel);
export const createSepCmaEsMover = createCmaMover(createDiagonalModel);
