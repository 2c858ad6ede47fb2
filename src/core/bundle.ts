// Everything, or some runs, as one file: a zip with a manifest that names and signs each entry. Import checks the whole file
// before it writes a byte.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { AeonError, errorCodes } from './errors.ts';
import { parseExact, stringifyExact } from './exact-json.ts';
import type { StoredRun, Stores } from './ports.ts';
import { type Checkpoint, type CheckpointArray, type RunRecord, runSchemaVersion } from './run.ts';
import { z } from './schema.ts';

const formatVersion = 1;
/**
 * What an import may unpack to: a bomb is refused before it goes off. Numbers are not packed, and text does not pack
 * further than this.
 */
const mostBytes = 4 * 2 ** 30;
const mostBytesPerByte = 100;
const freeBytes = 64 * 2 ** 20;
/** Settings that belong to one machine, or to one tab of it, or that follow from others. */
const localPrefixes = ['tuner/', 'draft/', 'problem-overview/'];
const isLocal = (key: string): boolean => localPrefixes.some((prefix) => key.startsWith(prefix));

const manifestSchema = z.object({
  format: z.literal('aeonnova-bundle'),
  version: z.int(),
  build: z.string(),
  entries: z.record(z.string(), z.object({ sizeBytes: z.int(), sha256: z.string() })),
});
const recordSchema = z.looseObject({
  id: z.string().check(z.regex(/^[0-9A-Z]{26}$/)),
  schemaVersion: z.literal(runSchemaVersion),
  title: z.string(),
  spec: z.looseObject({ kind: z.string(), seed: z.number() }),
  choices: z.looseObject({
    path: z.enum(['gpu', 'cpu']),
    reason: z.string(),
    adapter: z.looseObject({
      kind: z.enum(['gpu', 'cpu']),
      vendor: z.string(),
      architecture: z.string(),
      description: z.string(),
      software: z.boolean(),
    }),
    variants: z.record(z.string(), z.string()),
    build: z.string(),
  }),
  state: z.union([
    z.looseObject({ status: z.enum(['queued', 'running', 'paused', 'interrupted', 'done', 'cancelled']) }),
    z.looseObject({ status: z.literal('waiting'), values: z.int() }),
    z.looseObject({
      status: z.literal('failed'),
      error: z.looseObject({
        name: z.enum(['AeonError', 'AbortError']),
        code: z.enum([...errorCodes, 'aborted']),
        message: z.string(),
        hint: z.string(),
      }),
    }),
  ]),
  knobTurns: z.array(z.looseObject({ generation: z.number(), knobs: z.record(z.string(), z.number()) })),
  createdAt: z.number(),
  updatedAt: z.number(),
  activeSeconds: z.number(),
  fraction: z.nullable(z.number()),
  summary: z.string(),
  result: z.unknown(),
});
const checkpointSchema = z.object({
  runId: z.string(),
  sequence: z.int(),
  savedAt: z.number(),
  state: z.unknown(),
  arrays: z.record(z.string(), z.enum(['f32', 'f64', 'u32'])),
});
const arrayKinds = { f32: Float32Array, f64: Float64Array, u32: Uint32Array } as const;

export interface ImportReport {
  readonly runs: number;
  /** Here already, and kept as they are. */
  readonly skipped: number;
  /** Titles of runs that go on, here or in another tab, and that were therefore not replaced. */
  readonly inUse: readonly string[];
  readonly settings: number;
  readonly blobs: number;
}

/** Runs with their checkpoints, settings and files; or only the runs named. */
export async function exportBundle(
  stores: Stores,
  options: { readonly build: string; readonly runIds?: readonly string[] },
): Promise<Uint8Array<ArrayBuffer>> {
  const entries: Record<string, Uint8Array> = {};
  /** Numbers hardly pack, and take long to. */
  const stored: Record<string, [Uint8Array, { level: 0 }]> = {};
  for (const id of options.runIds ?? (await stores.runs.listRuns()).map((run) => run.id)) {
    const record = await stores.runs.getRun(id);
    if (!record && !options.runIds) continue;
    if (!record)
      throw new AeonError('not-found', `There is no run ${id} to export.`, { hint: 'It may have been deleted.' });
    entries[`runs/${record.id}/record.json`] = toJson(record);
    const checkpoint = await stores.runs.getCheckpoint(record.id);
    if (!checkpoint) continue;
    const { arrays, ...rest } = checkpoint;
    entries[`runs/${record.id}/checkpoint.json`] = toJson({
      ...rest,
      arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, kindOf(array)])),
    });
    for (const [name, array] of Object.entries(arrays)) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      stored[`runs/${record.id}/arrays/${encodeURIComponent(name)}`] = [bytes, { level: 0 }];
    }
  }
  if (!options.runIds) {
    const keys = (await stores.settings.keys('')).filter((key) => !isLocal(key));
    entries['settings.json'] = toJson(
      Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await stores.settings.get(key)]))),
    );
    for (const { key } of await stores.blobs.list('')) {
      const bytes = await stores.blobs.get(key);
      if (bytes) entries[`blobs/${encodeURIComponent(key)}`] = bytes;
    }
  }
  const all = [...Object.entries(entries), ...Object.entries(stored).map(([name, [bytes]]) => [name, bytes] as const)];
  const signed = await Promise.all(
    all.map(async ([name, bytes]) => [name, { sizeBytes: bytes.length, sha256: await digest(bytes) }] as const),
  );
  const manifest = {
    format: 'aeonnova-bundle',
    version: formatVersion,
    build: options.build,
    entries: Object.fromEntries(signed),
  };
  // A fixed date: equal contents give equal files.
  return new Uint8Array(
    zipSync(
      { 'manifest.json': toJson(manifest), ...entries, ...stored },
      { level: 6, mtime: new Date('2000-01-01T00:00:00Z') },
    ),
  );
}

export interface ImportOptions {
  readonly onConflict: 'keep' | 'replace';
  /** Runs `work` with those of the runs that nobody carries out, and keeps them free until it is done. Default: all. */
  claim?(ids: readonly string[], work: (isFree: (id: string) => boolean) => Promise<void>): Promise<void>;
}

/** Throws `corrupt` or `newer-version`, and has then written nothing. Runs that are there already are kept or replaced. */
export async function importBundle(
  stores: Stores,
  bytes: Uint8Array<ArrayBuffer>,
  options: ImportOptions,
): Promise<ImportReport & { readonly imported: readonly RunRecord[] }> {
  const entries = await openEntries(bytes);
  const runs: StoredRun[] = [];
  for (const name of Object.keys(entries)) {
    const id = /^runs\/([^/]+)\/record\.json$/.exec(name)?.[1];
    if (id === undefined) continue;
    const record = readRecord(entries, name, id);
    runs.push({ record, checkpoint: readCheckpoint(entries, id) });
  }
  const settings = entries['settings.json']
    ? readAs(z.record(z.string(), z.unknown()), entries['settings.json'], 'settings.json')
    : {};
  const blobs = Object.entries(entries)
    .filter(([name]) => name.startsWith('blobs/'))
    .map(([name, content]) => [keyOf(name), new Uint8Array(content)] as const);

  const there = new Set(options.onConflict === 'keep' ? await idsAndKeys(stores) : []);
  const newRuns = runs.filter(({ record }) => !there.has(`run ${record.id}`));
  const newSettings = Object.entries(settings).filter(([key]) => !isLocal(key) && !there.has(`setting ${key}`));
  const newBlobs = blobs.filter(([key]) => !there.has(`blob ${key}`));
  const { claim = (_, work) => work(() => true) } = options;
  const inUse: string[] = [];
  const imported: RunRecord[] = [];
  await claim(
    newRuns.map(({ record }) => record.id),
    async (isFree) => {
      const free = newRuns.filter(({ record }) => isFree(record.id));
      await stores.putAll({
        runs: free,
        settings: Object.fromEntries(newSettings),
        blobs: Object.fromEntries(newBlobs),
      });
      imported.push(...free.map(({ record }) => record));
      inUse.push(...newRuns.filter(({ record }) => !isFree(record.id)).map(({ record }) => record.title));
    },
  );
  return {
    imported,
    inUse,
    runs: imported.length,
    skipped: runs.length - newRuns.length,
    settings: newSettings.length,
    blobs: newBlobs.length,
  };
}

async function idsAndKeys({ runs, settings, blobs }: Stores): Promise<string[]> {
  return [
    ...(await runs.listRuns()).map(({ id }) => `run ${id}`),
    ...(await settings.keys('')).map((key) => `setting ${key}`),
    ...(await blobs.list('')).map(({ key }) => `blob ${key}`),
  ];
}

function keyOf(name: string): string {
  try {
    return decodeURIComponent(name.slice('blobs/'.length));
  } catch (cause) {
    throw corrupt(`Its entry ${name} has no name that can be read.`, cause);
  }
}

/** The entries, each as the manifest signed it. */
async function openEntries(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  let total = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > Math.min(mostBytes, freeBytes + mostBytesPerByte * bytes.length))
          throw corrupt('It unpacks to far more than an export holds.');
        return true;
      },
    });
  } catch (cause) {
    throw cause instanceof AeonError ? cause : corrupt('It is not a zip file, or was cut short.', cause);
  }
  const manifestBytes = entries['manifest.json'];
  if (!manifestBytes) throw corrupt('It has no manifest.');
  const manifest = readAs(manifestSchema, manifestBytes, 'manifest.json');
  if (manifest.version > formatVersion) throw newer(manifest.build);
  for (const [name, { sizeBytes, sha256 }] of Object.entries(manifest.entries)) {
    const content = entries[name];
    if (!content || content.length !== sizeBytes || (await digest(content)) !== sha256)
      throw corrupt(`Its entry ${name} is missing or damaged.`);
  }
  const unsigned = Object.keys(entries).find(
    (name) => name !== 'manifest.json' && !Object.hasOwn(manifest.entries, name),
  );
  if (unsigned !== undefined) throw corrupt(`Its entry ${unsigned} is not in the manifest.`);
  return entries;
}

function readRecord(entries: Record<string, Uint8Array>, name: string, id: string): RunRecord {
  const { schemaVersion } = readAs(z.looseObject({ schemaVersion: z.int() }), entries[name], name);
  if (schemaVersion > runSchemaVersion) throw newer(`its run ${id} has format ${schemaVersion}`);
  const record = readAs(recordSchema, entries[name], name);
  if (record.id !== id) throw corrupt(`The record ${name} is of another run.`);
  return { ...record, result: record.result ?? null };
}

function readCheckpoint(entries: Record<string, Uint8Array>, id: string): Checkpoint | null {
  const name = `runs/${id}/checkpoint.json`;
  if (!entries[name]) return null;
  const { arrays, ...rest } = readAs(checkpointSchema, entries[name], name);
  if (rest.runId !== id) throw corrupt(`The checkpoint ${name} is of another run.`);
  const read: Record<string, CheckpointArray> = {};
  for (const [arrayName, kind] of Object.entries(arrays)) {
    const content = entries[`runs/${id}/arrays/${encodeURIComponent(arrayName)}`];
    if (!content || content.length % arrayKinds[kind].BYTES_PER_ELEMENT !== 0)
      throw corrupt(`The numbers "${arrayName}" of run ${id} are missing or cut short.`);
    read[arrayName] = new arrayKinds[kind](new Uint8Array(content).buffer);
  }
  return { ...rest, state: rest.state, arrays: read };
}

function readAs<Schema extends z.ZodMiniType>(
  schema: Schema,
  bytes: Uint8Array | undefined,
  name: string,
): z.output<Schema> {
  let json: unknown;
  try {
    json = parseExact(strFromU8(bytes ?? new Uint8Array(0)));
  } catch (cause) {
    throw corrupt(`Its entry ${name} is not JSON.`, cause);
  }
  const outcome = z.safeParse(schema, json);
  if (!outcome.success)
    throw corrupt(
      `Its entry ${name} is not what it should be: ${outcome.error.issues[0]?.path.join('.')}.`,
      outcome.error,
    );
  return outcome.data;
}

function newer(which: string): AeonError {
  return new AeonError('newer-version', `This export was written by a newer version (${which}).`, {
    hint: 'Update AeonNova here, then import again. Nothing was changed.',
  });
}

function corrupt(why: string, cause?: unknown): AeonError {
  return new AeonError('corrupt', `The file cannot be imported. ${why}`, {
    hint: 'Export it again and take that file. Nothing was changed here.',
    cause,
  });
}

function kindOf(array: CheckpointArray): keyof typeof arrayKinds {
  return array instanceof Float32Array ? 'f32' : array instanceof Float64Array ? 'f64' : 'u32';
}

function toJson(value: unknown): Uint8Array {
  return strToU8(stringifyExact(value));
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
