// How a run on the command line ends, where no process can be timed to show it: an interrupt in the moment in which it ends.
import { describe, expect, it, vi } from 'vitest';
import { nodeClock } from '../open-engine.ts';
import { createTestStores } from '../../src/core/test-stores.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { exitAfter } from './swarm-run.ts';

describe('the exit code', () => {
  it('is 130, with the way to go on, only for a run that was interrupted before it was done', async () => {
    const stores = createTestStores();
    const engine = createEngine({
      gpu: undefined,
      stores,
      locks: stores.locks,
      clock: nodeClock,
      build: 'test',
      environment: { crossOriginIsolated: false, cores: 1 },
    });
    const spec = { kind: 'swarm', problem: { name: 'sphere', dimensions: 2 }, stop: { generations: 5 } };
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const through = await engine.start(spec);
      const result = await through.result;
      await through.cancel();
      expect(exitAfter(result, {})).toBe(0);
      expect(written).not.toHaveBeenCalled();

      const cut = await engine.start(spec, { paused: true });
      await cut.cancel();
      expect(exitAfter(await cut.result, { store: 'a b' })).toBe(130);
      expect(written.mock.calls.flat().join('')).toContain(`--resume ${cut.id} --store "a b"`);
      // Pasted into a shell, it is the same command again: nothing in it is expanded.
      written.mockClear();
      exitAfter(await cut.result, { command: `sh -c 'echo $HOME {x}'` });
      expect(written.mock.calls.flat().join('')).toContain(String.raw`--command 'sh -c '\''echo $HOME {x}'\'''`);
    } finally {
      written.mockRestore();
      await engine.close();
    }
  });
});
