import { describe, expect, it } from 'vitest';
import { cpuAdapter } from '../../core/adapter.ts';
import { overviewOf, type RunRecord, type RunState } from '../../core/run.ts';
import { compareConfigurations, curveOf, firstQuery, problemsIn, select } from './run-list.ts';

function run(id: string, change: Partial<RunRecord> & { readonly problem?: Record<string, unknown> } = {}): RunRecord {
  const { problem = { name: 'sphere', dimensions: 2 }, ...rest } = change;
  const state: RunState = { status: 'done' };
  const spec = { kind: 'swarm', seed: 1, problem };
  return {
    id,
    schemaVersion: 1,
    title: id,
    spec,
    choices: { path: 'cpu', reason: 'asked for', adapter: cpuAdapter, variants: {}, build: 'test' },
    state,
    knobTurns: [],
    createdAt: 0,
    updatedAt: 0,
    activeSeconds: 0,
    fraction: null,
    summary: '',
    result: null,
    ...rest,
  };
}

describe('the list of runs', () => {
  const runs = [
    run('a', { title: 'First fit', problem: { name: 'fit' }, createdAt: 1, activeSeconds: 9 }),
    run('b', { title: 'Second', state: { status: 'interrupted' }, createdAt: 2, activeSeconds: 1 }),
    run('c', { title: 'Third', summary: 'best 1e-9', createdAt: 3, activeSeconds: 5 }),
  ].map(overviewOf);
  const ids = (query: Partial<typeof firstQuery>): string =>
    select(runs, { ...firstQuery, ...query })
      .map(({ id }) => id)
      .join('');

  it('shows the newest first unless another order is asked for', () => {
    expect(ids({})).toBe('cba');
    expect(ids({ sort: 'seconds' })).toBe('acb');
    expect(ids({ sort: 'seconds', descending: false })).toBe('bca');
    expect(ids({ sort: 'title', descending: false })).toBe('abc');
  });

  it('is narrowed by state, problem and every word of the text', () => {
    expect(ids({ state: 'interrupted' })).toBe('b');
    expect(ids({ problem: 'fit' })).toBe('a');
    expect(ids({ text: 'BEST third' })).toBe('c');
    expect(ids({ text: 'best first' })).toBe('');
    expect(problemsIn(runs)).toEqual(['fit', 'sphere']);
  });

  it('leaves the list it was given as it was', () => {
    ids({ sort: 'title' });
    expect(runs.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('a comparison', () => {
  it('names what differs, and fields that only some runs have', () => {
    const compared = compareConfigurations([
      run('a', { problem: { name: 'sphere', dimensions: 2 } }),
      run('b', { problem: { name: 'sphere', dimensions: 5, shiftSeed: 3 } }),
    ]);
    const differing = compared.filter(({ differs }) => differs);
    expect(differing.map(({ path, values }) => [path, ...values])).toEqual([
      ['problem.dimensions', '2', '5'],
      ['problem.shiftSeed', '', '3'],
    ]);
    expect(compared.find(({ path }) => path === 'choices.path')?.values).toEqual(['cpu', 'cpu']);
  });

  it('says how many values a long list has instead of showing them', () => {
    const data = { name: 'fit', columns: { x: Array.from({ length: 100 }, (_, i) => i) } };
    const field = compareConfigurations([run('a', { problem: data })]).find(({ path }) => path.endsWith('x'));
    expect(field?.values).toEqual(['100 values']);
  });
});

describe('the curve of a run', () => {
  it('is there for a finished run and null for results without one', () => {
    expect(curveOf(run('a', { result: { curve: { generations: [0, 1], best: [3, 2] } } }))?.best).toEqual([3, 2]);
    expect(curveOf(run('a'))).toBeNull();
    expect(curveOf(run('a', { result: { curve: { generations: ['x'], best: [1] } } }))).toBeNull();
  });
});
