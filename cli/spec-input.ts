// What a command reads: specs with the data files that they name, lists of points, from files or standard input.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AeonError } from '../src/core/errors.ts';
import { lineAt } from '../src/models/swarm/wgsl/places.ts';

export interface SpecInput {
  readonly spec: unknown;
  /** The data files that the spec names, by those names. */
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

/** @param file path of the spec, - for standard input; the data files that it names are relative to it */
export async function readSpec(file: string): Promise<SpecInput> {
  const spec = parseJson(await readInput(file), file);
  const folder = file === '-' ? '.' : path.dirname(file);
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const [field, name] of dataFilesOf(problemOf(spec)))
    files[name] = await readData(path.resolve(folder, name), field);
  return { spec, files };
}

/** Fields of a spec that name data files, with the names. Of what is no spec: none; its schema says so later. */
function dataFilesOf(problem: Record<string, unknown> | null): [field: string, file: string][] {
  const data = problem?.['data'];
  if (problem?.['name'] === 'fit') return typeof data === 'string' ? [['problem.data', data]] : [];
  if (problem?.['name'] !== 'wgsl' || typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, entry]: [string, unknown]): [string, string][] => {
    const file = typeof entry === 'string' ? entry : childOf(entry, 'file');
    return typeof file === 'string' ? [[`problem.data.${name}`, file]] : [];
  });
}

async function readData(file: string, field: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AeonError('not-found', `The data file ${file} cannot be read: ${reasonOf(cause)}.`, {
      hint: 'Paths in a spec are relative to the spec.',
      place: { field },
      cause,
    });
  });
  return new Uint8Array(bytes);
}

export async function readPoints(file: string): Promise<number[][]> {
  const points = parseJson(await readInput(file), file);
  if (!Array.isArray(points)) throw notPoints(file, `it holds ${describe(points)}`);
  return points.map((point: unknown, row): number[] => {
    if (!Array.isArray(point)) throw notPoints(file, `entry ${row + 1} is ${describe(point)}`);
    return point.map((coordinate: unknown, at) => {
      if (typeof coordinate === 'number') return coordinate;
      throw notPoints(file, `coordinate ${at + 1} of point ${row + 1} is ${describe(coordinate)}`);
    });
  });
}

/** A fit to a file so small that the CPU is through before a GPU is open, let alone has compiled the formula. */
export function isSmallFit({ spec, files }: SpecInput): boolean {
  const sizes = Object.values(files).map(({ byteLength }) => byteLength);
  return problemOf(spec)?.['name'] === 'fit' && sizes.length > 0 && Math.max(...sizes) < 32_768;
}

/** The values come from outside: nothing is left for a GPU. */
export function isExternal({ spec }: SpecInput): boolean {
  return problemOf(spec)?.['name'] === 'external';
}

/** An objective that only a GPU can evaluate. */
export function needsGpu({ spec }: SpecInput): boolean {
  return problemOf(spec)?.['name'] === 'wgsl';
}

/** The error, with the line of the formula or of the objective at fault and a mark under the place, where it names one. */
export function pointAtFormula(error: unknown, spec: unknown): unknown {
  if (!(error instanceof AeonError) || error.place?.offset === undefined) return error;
  const formula = (error.place.field ?? '').split('.').reduce(childOf, spec);
  if (typeof formula !== 'string') return error;
  const { offset, length = 1 } = error.place;
  const { text, at } = lineAt(formula, offset);
  const mark = `${text.slice(0, at).replaceAll(/[^\t]/g, ' ')}${'^'.repeat(Math.max(1, Math.min(length, text.length - at)))}`;
  return new AeonError(error.code, `${error.message}\n  ${text}\n  ${mark}`, {
    hint: error.hint,
    place: error.place,
    cause: error,
  });
}

function childOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const child: unknown = Reflect.get(value, key);
  return child;
}

function problemOf(spec: unknown): Record<string, unknown> | null {
  const problem = childOf(spec, 'problem');
  return typeof problem === 'object' && problem !== null ? { ...problem } : null;
}

/** @param file a path, - for standard input. Throws `not-found`. */
export async function readInput(file: string): Promise<Uint8Array<ArrayBuffer>> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return new Uint8Array(Buffer.concat(chunks));
  }
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AeonError('not-found', `${file} cannot be read: ${reasonOf(cause)}.`, {
      hint: 'Check the path.',
      cause,
    });
  });
  return new Uint8Array(bytes);
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    // Windows editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const name = file === '-' ? 'Standard input' : file;
    throw new AeonError(
      'bad-spec',
      text.trim() === '' ? `${name} is empty.` : `${name} is not JSON: ${cause instanceof Error ? cause.message : ''}`,
      { hint: 'JSON knows numbers, "strings", lists, objects, true, false and null; no NaN and no comments.', cause },
    );
  }
}

function notPoints(file: string, what: string): AeonError {
  return new AeonError('bad-data', `${file} is no list of points [[x1, …], …]: ${what}.`, {
    hint: 'Give one list of numbers for each point.',
  });
}

function describe(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 40) ?? 'nothing';
}

function reasonOf(cause: unknown): string {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'this user may not read it';
  return cause instanceof Error ? cause.message : 'no reason given';
}
