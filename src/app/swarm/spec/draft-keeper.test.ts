import { beforeEach, describe, expect, it } from 'vitest';
import { createTestStores } from '../../../core/test-stores.ts';
import { welcomeDraft } from '../examples.ts';
import { readDataText } from '../fit/data-source.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';
import type { Draft } from './draft.ts';

const rows = Array.from({ length: 2_000 }, (_, i) => `${i},${Math.sqrt(i)},row ${i}`);
const csv = ['x,y,label', ...rows].join('\n');

class Entries {
  readonly map: Map<string, string>;
  constructor(entries: Iterable<readonly [string, string]> = []) {
    this.map = new Map(entries);
  }
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
}

/** A browser with tabs: each page holds its locks until it goes. */
function createBrowser() {
  const { settings } = createTestStores();
  const local = new Entries();
  const held = new Map<string, symbol>();
  const writes: string[] = [];
  /** At such a key the page goes: neither that write nor any after it is carried out. */
  let end: { readonly key: RegExp; readonly reached: () => void } | null = null;
  function load(session: Entries): DraftKeeper & { leave(): void } {
    const page = Symbol('page');
    const locks = {
      request: async (name: string, _: unknown, callback: (lock: unknown) => unknown) => {
        if (held.has(name)) return void callback(null);
        held.set(name, page);
        void callback({ name });
        return new Promise(() => undefined);
      },
      query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }),
    };
    const keeper = createDraftKeeper({
      getSetting: async (key) => structuredClone(await settings.get(key)),
      setSetting: async (key, value) => {
        if (end?.key.test(key)) {
          end.reached();
          return new Promise(() => undefined);
        }
        writes.push(key);
        await (value === undefined ? settings.delete(key) : settings.set(key, structuredClone(value)));
      },
      session: () => session,
      local: () => local,
      locks: locks as unknown as LockManager,
    });
    const leave = (): void => {
      for (const [name, holder] of held) if (holder === page) held.delete(name);
    };
    return { ...keeper, leave };
  }
  /** Carries out what a page does until it goes. */
  async function goAt(key: RegExp, work: () => unknown): Promise<void> {
    await new Promise<void>((reached) => {
      end = { key, reached };
      work();
    });
    end = null;
  }
  return { settings, writes, load, goAt };
}

let fit: Draft;
beforeEach(async () => {
  const data = await readDataText('large.csv', csv);
  fit = { ...welcomeDraft, kind: 'fit', seed: Number.NaN, fit: { ...welcomeDraft.fit, data, model: 'a + b*' } };
});

describe('a form that is kept', () => {
  it('comes back whole after a reload, half-typed as it was', async () => {
    const { load } = createBrowser();
    const session = new Entries();
    const before = load(session);
    expect(before.waits()).toBe(false);
    await before.keep(fit);
    before.leave();
    const after = load(session);
    expect(after.waits()).toBe(true);
    expect(await after.read()).toEqual(fit);
  });

  it('stores data once, and the form with each change', async () => {
    const { load, writes } = createBrowser();
    const session = new Entries();
    const before = load(session);
    await before.keep(fit);
    await before.keep({ ...fit, seed: 2 });
    before.leave();
    const after = load(session);
    const restored = await after.read();
    if (restored) await after.keep({ ...restored, seed: 3 });
    expect(writes.filter((key) => key.endsWith('/data'))).toHaveLength(1);
    expect(writes.filter((key) => !key.endsWith('/data'))).toHaveLength(3);
  });

  it('is gone once it is forgotten', async () => {
    const { load, settings } = createBrowser();
    const session = new Entries();
    const keeper = load(session);
    await keeper.keep(fit);
    await keeper.forget();
    expect(keeper.waits()).toBe(false);
    expect(await settings.keys('')).toEqual([]);
  });

  it('belongs to its tab; a copy of the tab begins with it and then goes its own way', async () => {
    const { load } = createBrowser();
    const session = new Entries();
    const first = load(session);
    await first.keep(fit);
    expect(load(new Entries()).waits()).toBe(false);
    const copied = new Entries(session.map);
    const copy = load(copied);
    expect(await copy.read()).toEqual(fit);
    await copy.keep({ ...fit, seed: 9 });
    first.leave();
    copy.leave();
    expect((await load(session).read())?.seed).toBeNaN();
    expect((await load(copied).read())?.seed).toBe(9);
  });

  it('is not deleted by a copy of the tab that starts afresh', async () => {
    const { load } = createBrowser();
    const session = new Entries();
    const first = load(session);
    await first.keep(fit);
    const copy = load(new Entries(session.map));
    await copy.read();
    await copy.forget();
    expect(copy.waits()).toBe(false);
    first.leave();
    expect(await load(session).read()).toEqual(fit);
  });

  it('of closed tabs goes when newer ones come; of open tabs it stays', async () => {
    const { load, settings } = createBrowser();
    const open = new Entries();
    await load(open).keep(fit);
    const closed = Array.from({ length: 6 }, () => new Entries());
    for (const session of closed) {
      const keeper = load(session);
      await keeper.keep(fit);
      keeper.leave();
    }
    const kept = await Promise.all([open, ...closed].map(async (session) => (await load(session).read()) !== null));
    expect(kept).toEqual([true, false, true, true, true, true, true]);
    expect(await settings.keys('')).toHaveLength(12);
  });

  it('stays while tabs come and go after it was used again, and is said to be gone where it is', async () => {
    const { load } = createBrowser();
    const visit = async (session: Entries): Promise<void> => {
      const keeper = load(session);
      await keeper.read();
      await keeper.keep(fit);
      keeper.leave();
    };
    const [first, second, ...others] = Array.from({ length: 6 }, () => new Entries());
    for (const session of [first, second, ...others.slice(0, 2)]) if (session) await visit(session);
    if (first) await visit(first);
    for (const session of others.slice(2)) await visit(session);
    const kept = [first, second].map((session) => load(session ?? new Entries()));
    expect(await kept[0]?.read()).toEqual(fit);
    expect(await kept[1]?.read()).toBeNull();
    expect(kept[1]?.waits()).toBe(false);
  });

  it('of an open tab stays whole, though nothing was changed in it since its reload', async () => {
    const { load } = createBrowser();
    const session = new Entries();
    const before = load(session);
    await before.keep(fit);
    before.leave();
    const open = load(session);
    await open.read();
    for (const other of Array.from({ length: 6 }, () => new Entries())) {
      const keeper = load(other);
      await keeper.keep(fit);
      keeper.leave();
    }
    open.leave();
    expect(await load(session).read()).toEqual(fit);
  });

  it('is neither replaced nor forgotten before it was read', async () => {
    const { load, settings } = createBrowser();
    const session = new Entries();
    const before = load(session);
    await before.keep(fit);
    before.leave();
    const stored = await settings.keys('');
    const unread = load(session);
    await unread.forget();
    unread.leave();
    expect(await load(new Entries(session.map)).read()).toEqual(fit);
    const other = load(session);
    await other.keep({ ...fit, seed: 2 });
    other.leave();
    expect((await load(session).read())?.seed).toBe(2);
    expect(await settings.keys('')).toEqual(expect.arrayContaining([...stored]));
    expect(await settings.keys('')).toHaveLength(4);
  });

  it('is the old one or the new one, each with its data, wherever the page goes', async () => {
    for (const key of [/^draft\/[^/]+$/, /\/data$/, /\/data-b$/]) {
      const { load, goAt, settings } = createBrowser();
      const session = new Entries();
      const before = load(session);
      await before.keep(fit);
      const next: Draft = { ...fit, seed: 2, fit: { ...fit.fit, data: await readDataText('next.csv', 'x,y\n1,2\n') } };
      await goAt(key, () => before.keep(next));
      before.leave();
      const after = load(session);
      const found = await after.read();
      expect([fit, next]).toContainEqual(found);
      // What the page left behind is in nobody's way.
      await after.keep({ ...next, seed: 3 });
      after.leave();
      expect(await load(session).read()).toEqual({ ...next, seed: 3 });
      expect((await settings.keys('')).length).toBeLessThanOrEqual(3);
    }
  });

  it('without its data, where the page went before both were stored, is still the form', async () => {
    const { load, settings } = createBrowser();
    const session = new Entries();
    await load(session).keep(fit);
    const key = (await settings.keys('')).find((name) => name.endsWith('/data')) ?? '';
    await settings.set(key, { ...((await settings.get(key)) as object), stamp: 'another' });
    expect(await load(session).read()).toEqual({ ...fit, fit: { ...fit.fit, data: null } });
  });

  it('is refused with a reason where another version wrote it', async () => {
    const { load, settings } = createBrowser();
    const session = new Entries();
    await load(session).keep(fit);
    const key = (await settings.keys('')).find((name) => !name.endsWith('/data')) ?? '';
    await settings.set(key, { stamp: 'x', form: { kind: 'quantum' } });
    await expect(load(session).read()).rejects.toMatchObject({ code: 'corrupt' });
  });
});
