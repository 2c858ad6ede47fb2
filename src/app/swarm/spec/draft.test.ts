import { beforeEach, describe, expect, it } from 'vitest';
import { parseSwarmSpec } from '../../../models/swarm/schema.ts';
import { stageExamples, welcomeDraft } from '../examples.ts';
import { formulaExamples } from '../formula-examples.ts';
import { readDataText } from '../fit/data-source.ts';
import { checkDraft } from './check-draft.ts';
import { fromSpec, toSpec, wholeProblem, type Draft } from './draft.ts';
import {
  chooseCollection,
  chooseKind,
  draftStore,
  editDraft,
  editFit,
  loadProblem,
  loadSpec,
  setDraft,
  takeData,
  withKey,
} from './draft-store.ts';

const draft = (): Draft => draftStore.getState().draft;
const faults = (): string[] => [...draftStore.getState().check.faults.keys()];
const csv = 'x,y\n77.6,10.07\n114.9,14.73\n141.1,17.94\n760,81.78\n';

beforeEach(() => setDraft(welcomeDraft));

describe('a draft and its spec', () => {
  it.each([...stageExamples, ...formulaExamples].map(({ title, spec }) => [title, spec]))(
    'says the same: %s',
    (_, spec) => {
      const there = parseSwarmSpec(spec);
      const back = parseSwarmSpec(toSpec(fromSpec(spec, welcomeDraft)));
      expect(back).toEqual(there);
    },
  );

  it('keeps what a spec says beyond the defaults, and nothing else', () => {
    loadSpec({
      kind: 'swarm',
      problem: { name: 'ackley', dimensions: 30, shiftSeed: 7 },
      algorithm: { name: 'pso-ring', particles: 64, neighbours: 2, social: 1.49618 },
      stop: { target: 1e-3, generations: 900 },
      seed: 5,
      repeats: 3,
    });
    expect(draft().knobs).toEqual({ particles: 64, neighbours: 2 });
    expect(draft().stop).toEqual({ target: 1e-3, generations: 900 });
    expect(toSpec(draft())).toMatchObject({ seed: 5, repeats: 3, problem: { shiftSeed: 7 } });
  });

  it('takes only the knobs that the chosen algorithm has, and has the others back when it is chosen again', () => {
    editDraft({ algorithm: 'pso-ring', knobs: { neighbours: 3, particles: 10 } });
    editDraft({ algorithm: 'pso' });
    expect(toSpec(draft())['algorithm']).toEqual({ name: 'pso', particles: 10 });
    editDraft({ algorithm: 'pso-ring' });
    expect(toSpec(draft())['algorithm']).toEqual({ name: 'pso-ring', neighbours: 3, particles: 10 });
    editDraft({ algorithm: 'de', knobs: { boundary: 'clamp', particles: 10 } });
    expect(toSpec(draft())['algorithm']).toEqual({ name: 'de', boundary: 'clamp', particles: 10 });
    editDraft({ knobs: { boundary: 'absorb' } });
    expect(toSpec(draft())['algorithm']).toEqual({ name: 'de' });
    editDraft({ algorithm: 'pso' });
    expect(toSpec(draft())['algorithm']).toEqual({ name: 'pso', boundary: 'absorb' });
  });

  it('lets a field go back to its default', () => {
    editDraft({ knobs: withKey(draft().knobs, 'particles', undefined) });
    expect(draftStore.getState().check.spec?.algorithm.particles).toBe(1024);
  });
});

describe('a problem alone', () => {
  it('takes a fit with all its columns of numbers, used or not, and comes back the same', async () => {
    takeData(await readDataText('mine.csv', 'x,y,spare,label\n1,2,3,a\n2,4,5,b\n3,7,8,c\n'));
    editFit({ model: 'k*x', parameters: { k: [0, 9] } });
    const kept = wholeProblem(draft());
    setDraft(welcomeDraft);
    loadProblem(kept);
    expect(draft().kind).toBe('fit');
    expect(draft().fit.data?.table?.columns.map(({ name }) => name)).toEqual(['x', 'y', 'spare']);
    expect(wholeProblem(draft())).toEqual(kept);
    expect(faults()).toEqual([]);
  });

  it('leaves algorithm, stop and seed as they are', () => {
    editDraft({ algorithm: 'pso-ring', knobs: { particles: 50 }, stop: { generations: 7 }, seed: 3 });
    loadProblem({ name: 'ackley', dimensions: 4 });
    expect(draft()).toMatchObject({
      algorithm: 'pso-ring',
      knobs: { particles: 50 },
      stop: { generations: 7 },
      seed: 3,
    });
    expect(draft().catalogue).toMatchObject({ name: 'ackley', dimensions: 4 });
  });
});

describe('knobs and stops', () => {
  it('belong to the kind of problem they were set for', async () => {
    expect(draft().stop).toEqual({ generations: 120 });
    takeData(await readDataText('mine.csv', csv));
    expect(draft().stop).toEqual({});
    expect(draftStore.getState().check.spec?.algorithm).toMatchObject({ particles: 256, velocityLimit: 0.25 });
    chooseKind('catalogue');
    expect(draft().stop).toEqual({ generations: 120 });
    expect(draft().knobs).toEqual({ particles: 400 });
  });
});

describe('collections of functions', () => {
  it('each keep what was chosen in them, with its knobs and stop', () => {
    loadSpec({ kind: 'swarm', problem: { name: 'bbob-f7', instance: 3 }, stop: { generations: 77 } });
    chooseCollection('design');
    editDraft({ catalogue: { name: 'gear-train' }, knobs: { particles: 50 } });
    expect(parseSwarmSpec(toSpec(draft()))).toMatchObject({ problem: { name: 'gear-train' }, stop: { seconds: 10 } });
    chooseCollection('bbob');
    expect(toSpec(draft())).toMatchObject({
      problem: { name: 'bbob-f7', dimensions: 10, instance: 3 },
      stop: { generations: 77 },
    });
    chooseCollection('design');
    expect(toSpec(draft())).toMatchObject({ problem: { name: 'gear-train' }, algorithm: { particles: 50 } });
  });

  it('are checked by their own schemas', () => {
    editDraft({ catalogue: { name: 'bbob-f7', dimensions: 41, instance: 0 } });
    expect(faults()).toEqual(['problem.dimensions', 'problem.instance']);
    editDraft({ catalogue: { name: 'cantilever', dimensions: 5 } });
    expect(faults()).toEqual(['problem.dimensions']);
    editDraft({ catalogue: { name: 'cantilever' } });
    expect(faults()).toEqual([]);
  });
});

describe('a draft that is not ready', () => {
  it('names every field at fault at once', () => {
    editDraft({
      catalogue: { name: 'sphere', dimensions: 0, bounds: [2, 1] },
      knobs: { particles: 0, inertia: 3, cognitive: Number.NaN },
      stop: { generations: 1.5 },
      repeats: 0,
    });
    expect(faults().sort()).toEqual(
      [
        'algorithm.cognitive',
        'algorithm.inertia',
        'algorithm.particles',
        'problem.bounds',
        'problem.dimensions',
        'repeats',
        'stop.generations',
      ].sort(),
    );
    expect(draftStore.getState().check.cost).toBeNull();
  });

  it('says what only shows in the whole, at its field', () => {
    editDraft({ algorithm: 'pso-constriction', knobs: { phi1: 1, phi2: 1 } });
    expect(faults()).toEqual(['algorithm.phi1']);
    editDraft({ algorithm: 'pso', knobs: { particles: 100 }, stop: { evaluations: 50 } });
    expect(faults()).toEqual(['stop.evaluations']);
  });

  it('refuses a box that the search cannot hold in 32-bit numbers, at its variable', () => {
    loadSpec(formulaExamples[1]?.spec);
    const blank = { low: 0, high: 1, choices: '' };
    const variables = [
      { ...blank, name: 'a', kind: 'range' as const, low: 1.00000001, high: 1.00000002 },
      { ...blank, name: 'b', kind: 'oneOf' as const, choices: '1, 1e39' },
      { ...blank, name: 'c', kind: 'range' as const },
    ];
    editDraft({ formula: { variables, minimize: 'a + b + c', subjectTo: [] } });
    expect(faults()).toEqual(['problem.variables.0', 'problem.variables.1']);
  });

  it('underlines the place in a formula', () => {
    loadSpec(formulaExamples[1]?.spec);
    editDraft({ formula: { ...draft().formula, minimize: '2x + n', subjectTo: ['x <= ', 'q = 1'] } });
    const { faults: found } = draftStore.getState().check;
    expect(found.get('problem.minimize')).toMatchObject({ offset: 0, length: 2 });
    expect(found.get('problem.subjectTo.0')?.message).toContain('ends where a value is expected');
    expect(found.get('problem.subjectTo.1')).toMatchObject({ offset: 0, length: 1 });
  });
});

describe('data for a fit', () => {
  it('brings a response, a model and a box per parameter, ready to run', async () => {
    takeData(await readDataText('mine.csv', csv));
    expect(draft().kind).toBe('fit');
    expect(draft().fit).toMatchObject({ response: 'y', model: 'b1 + b2*x' });
    expect(Object.keys(draft().fit.parameters)).toEqual(['b1', 'b2']);
    expect(draftStore.getState().check.cost?.memoryBytes).toBeGreaterThan(0);
    expect(toSpec(draft())).toMatchObject({
      problem: { data: { name: 'mine.csv', columns: { x: [77.6, 114.9, 141.1, 760] } } },
    });
  });

  it('finds parameters as the model is typed, and keeps boxes that were set', async () => {
    takeData(await readDataText('mine.csv', csv));
    editFit({ parameters: { b1: [0, 5], b2: [1, 2] } });
    editFit({ model: 'b1*(1 - exp(-k*x))' });
    expect(Object.keys(draft().fit.parameters)).toEqual(['b1', 'k']);
    expect(draft().fit.parameters['b1']).toEqual([0, 5]);
    editFit({ model: 'b1*(1 - exp(-k*x' });
    expect(faults()).toEqual(['problem.model']);
    expect(Object.keys(draft().fit.parameters)).toEqual(['b1', 'k']);
  });

  it('waits for a file that the spec only names, and keeps the spec when it comes', async () => {
    loadSpec(stageExamples[1]?.spec);
    expect(faults()).toEqual(['problem.data']);
    takeData(await readDataText('misra1a.csv', csv));
    expect(faults()).toEqual([]);
    expect(draft().fit.parameters).toEqual({ b1: [-5000, 5000], b2: [-0.005, 0.005] });
  });

  it('names row and column of a cell that is no number', async () => {
    takeData(await readDataText('mine.csv', 'x,y\n1,2\nabc,3\n4,5\n'));
    editFit({ response: 'y', model: 'a + b*x' });
    expect(checkDraft(draft()).faults.get('problem.data')?.message).toContain('row 3');
  });
});
