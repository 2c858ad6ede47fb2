// The form of a tab that no address can hold, kept in the browser's storage: a reload or an update brings it back. Each tab
// has its own; of tabs that were closed the last few are kept, for the browser may open them again.
import { AeonError } from '../../../core/errors.ts';
import { z } from '../../../core/schema.ts';
import type { DataSource } from '../fit/data-source.ts';
import { dataSchema, formSchema } from './draft-shape.ts';
import type { Draft } from './draft.ts';

type SmallStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface DraftKeeperPorts {
  getSetting(key: string): Promise<unknown>;
  /** `undefined` deletes it. */
  setSetting(key: string, value: unknown): Promise<void>;
  /** Of this tab, through reloads; a copy of the tab begins with a copy of it. Throws where storage is switched off. */
  session(): SmallStorage;
  /** Of all tabs. */
  local(): SmallStorage;
  readonly locks: Pick<LockManager, 'request' | 'query'>;
}

export interface DraftKeeper {
  /** Whether this tab left a form behind. */
  waits(): boolean;
  /** Throws `corrupt` for what another version of the app wrote and this one cannot read. */
  read(): Promise<Draft | null>;
  keep(draft: Draft): Promise<void>;
  forget(): Promise<void>;
}

const tabKey = 'aeonnova-draft';
const listKey = 'aeonnova-drafts';
const mostClosed = 4;
const keptForm = z.object({ stamp: z.string(), form: formSchema });
const keptData = z.object({ stamp: z.string(), data: dataSchema });
const listSchema = z.array(z.string());

const formKey = (tab: string): string => `draft/${tab}`;
const dataKey = (tab: string): string => `draft/${tab}/data`;
const lockName = (tab: string): string => `aeonnova-draft/${tab}`;

export function createDraftKeeper({ getSetting, setSetting, session, local, locks }: DraftKeeperPorts): DraftKeeper {
  /** Held by this tab, so that no copy of it writes there. */
  let own: string | null = null;
  /** What is stored already: data are large, and seldom change. */
  let stored: { readonly tab: string; readonly stamp: string; readonly data: DataSource | null } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  /** Until this page goes. */
  function hold(tab: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const request = locks.request(lockName(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<never>(() => undefined) : undefined;
      });
      request.catch(reject);
    });
  }

  /** The tab's id from before, unless it is a copy's; else a new one. */
  async function claim(): Promise<string> {
    const before = session().getItem(tabKey);
    if (before !== null && (await hold(before))) return before;
    const fresh = crypto.randomUUID();
    await hold(fresh);
    return fresh;
  }

  function readList(): readonly string[] {
    try {
      return z.parse(listSchema, JSON.parse(local().getItem(listKey) ?? '[]'));
    } catch {
      // Somebody else's text under our key: the list begins anew.
      return [];
    }
  }

  async function remove(tab: string): Promise<void> {
    await Promise.all([setSetting(formKey(tab), undefined), setSetting(dataKey(tab), undefined)]);
    local().setItem(listKey, JSON.stringify(readList().filter((listed) => listed !== tab)));
  }

  async function enlist(tab: string): Promise<void> {
    if (readList().includes(tab)) return;
    local().setItem(listKey, JSON.stringify([...readList(), tab]));
    const { held = [] } = await locks.query();
    const open = new Set(held.map(({ name }) => name));
    const closed = readList().filter((listed) => !open.has(lockName(listed)));
    for (const old of closed.slice(0, Math.max(0, closed.length - mostClosed))) await remove(old);
  }

  return {
    waits() {
      try {
        return session().getItem(tabKey) !== null;
      } catch {
        // Storage is switched off: nothing was kept.
        return false;
      }
    },
    read: () =>
      inTurn(async () => {
        const tab = session().getItem(tabKey);
        if (tab === null) return null;
        const [form, data] = await Promise.all([getSetting(formKey(tab)), getSetting(dataKey(tab))]);
        if (form === undefined) return null;
        const { stamp, form: draft } = parseKept(keptForm, form);
        const kept = data === undefined ? null : parseKept(keptData, data);
        // Data of another stamp are newer or older than the form: the page went between the two.
        const source = kept?.stamp === stamp ? kept.data : null;
        stored = { tab, stamp, data: source };
        return { ...draft, fit: { ...draft.fit, data: source } };
      }),
    keep: (draft) =>
      inTurn(async () => {
        own ??= await claim();
        const tab = own;
        const { data, ...fit } = draft.fit;
        const isStored = stored?.tab === tab && stored.data === data;
        const stamp = isStored && stored ? stored.stamp : crypto.randomUUID();
        await enlist(tab);
        if (!isStored) await setSetting(dataKey(tab), data ? { stamp, data } : undefined);
        await setSetting(formKey(tab), { stamp, form: { ...draft, fit: { ...fit, data: null } } });
        stored = { tab, stamp, data };
        session().setItem(tabKey, tab);
      }),
    forget: () =>
      inTurn(async () => {
        const tab = session().getItem(tabKey);
        if (tab === null) return;
        stored = null;
        session().removeItem(tabKey);
        // A copy of a tab leaves alone what the other one keeps.
        if (tab === own || (await hold(tab))) await remove(tab);
      }),
  };
}

function parseKept<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const outcome = z.safeParse(schema, value);
  if (outcome.success) return outcome.data;
  throw new AeonError('corrupt', 'What was kept of the form cannot be read.', {
    hint: 'Another version of AeonNova wrote it. Fill the form anew.',
    cause: outcome.error,
  });
}
