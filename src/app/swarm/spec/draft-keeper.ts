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
  /**
   * null: it is kept no more; this is said once. Throws `corrupt` for what another version of the app wrote and this one
   * cannot read.
   */
  read(): Promise<Draft | null>;
  /** What this tab left behind and nobody has read yet stays as it is, beside the new one. */
  keep(draft: Draft): Promise<void>;
  /** What was not read yet stays. */
  forget(): Promise<void>;
}

interface Stored {
  readonly tab: string;
  readonly stamp: string;
  readonly data: DataSource | null;
  readonly place: 0 | 1;
}

const tabKey = 'aeonnova-draft';
const listKey = 'aeonnova-drafts';
const mostClosed = 4;
const keptForm = z.object({ stamp: z.string(), form: formSchema });
const keptData = z.object({ stamp: z.string(), data: dataSchema });
const listSchema = z.array(z.string());

const formKey = (tab: string): string => `draft/${tab}`;
/** Two places in turn: the data of the form that is stored stay until the form that names the new ones is there. */
const dataKeys = (tab: string) => [`draft/${tab}/data`, `draft/${tab}/data-b`] as const;
const lockName = (tab: string): string => `aeonnova-draft/${tab}`;

export function createDraftKeeper({ getSetting, setSetting, session, local, locks }: DraftKeeperPorts): DraftKeeper {
  /** Held by this page: no copy of the tab writes there, and no other tab takes it for closed. */
  let own: string | null = null;
  let isEnlisted = false;
  /** What is stored already, and in which place: data are large, and seldom change. */
  let stored: Stored | null = null;
  const locked = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  /** Until this page goes. */
  async function hold(tab: string): Promise<boolean> {
    if (locked.has(tab)) return true;
    return new Promise((resolve, reject) => {
      const request = locks.request(lockName(tab), { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (!lock) return undefined;
        locked.add(tab);
        return new Promise<never>(() => undefined);
      });
      request.catch(reject);
    });
  }

  /** An id for a tab that has none, or whose form from before is another's or was not read. */
  async function claim(): Promise<string> {
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
    await Promise.all([formKey(tab), ...dataKeys(tab)].map((key) => setSetting(key, undefined)));
    local().setItem(listKey, JSON.stringify(readList().filter((listed) => listed !== tab)));
  }

  /** Last in the list: of closed tabs, among which are those that the browser put away, the one used longest ago goes. */
  async function enlist(tab: string): Promise<void> {
    if (isEnlisted && readList().includes(tab)) return;
    isEnlisted = true;
    local().setItem(listKey, JSON.stringify([...readList().filter((listed) => listed !== tab), tab]));
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
        const isHeld = await hold(tab);
        const [form, ...data] = await Promise.all([formKey(tab), ...dataKeys(tab)].map((key) => getSetting(key)));
        if (form === undefined) {
          session().removeItem(tabKey);
          return null;
        }
        const { stamp, form: draft } = parseKept(keptForm, form);
        // Data of another stamp belong to a form that never came, for the page went before it.
        const kept = data.map((one) => (one === undefined ? null : parseKept(keptData, one)));
        const place = kept[1]?.stamp === stamp ? 1 : 0;
        const source = kept[place]?.stamp === stamp ? kept[place].data : null;
        stored = { tab, stamp, data: source, place };
        if (isHeld) own = tab;
        return { ...draft, fit: { ...draft.fit, data: source } };
      }),
    keep: (draft) =>
      inTurn(async () => {
        own ??= await claim();
        const tab = own;
        const { data, ...fit } = draft.fit;
        const before = stored?.tab === tab ? stored : null;
        const isStored = before !== null && before.data === data;
        const stamp = isStored ? before.stamp : crypto.randomUUID();
        const place = isStored ? before.place : before?.data && before.place === 0 ? 1 : 0;
        await enlist(tab);
        if (data && !isStored) await setSetting(dataKeys(tab)[place], { stamp, data });
        await setSetting(formKey(tab), { stamp, form: { ...draft, fit: { ...fit, data: null } } });
        stored = { tab, stamp, data, place };
        session().setItem(tabKey, tab);
        if (!isStored && before?.data) await setSetting(dataKeys(tab)[before.place], undefined);
      }),
    forget: () =>
      inTurn(async () => {
        const tab = session().getItem(tabKey);
        if (tab === null || stored?.tab !== tab) return;
        stored = null;
        session().removeItem(tabKey);
        // A copy of a tab leaves alone what the other one keeps.
        if (tab === own) await remove(tab);
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
