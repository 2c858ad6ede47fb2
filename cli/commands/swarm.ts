// `swarm list | run | evaluate`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describeAdapter } from '../../src/core/adapter.ts';
import { AeonError } from '../../src/core/errors.ts';
import type { SwarmHandle } from '../../src/engine/api.ts';
import { catalogue, catalogueNames } from '../../src/models/swarm/catalogue.ts';
import type { SwarmResult } from '../../src/models/swarm/result.ts';
import { algorithmNames } from '../../src/models/swarm/schema.ts';
import { openNodeEngine } from '../open-engine.ts';
import { createProgressBar } from '../progress-bar.ts';

const interrupted = 130;

export function listSwarm(options: { json?: boolean }): void {
  if (options.json) {
    const problems = catalogueNames.map((name) => ({ name, ...catalogue[name], minimum: catalogue[name].minimum(10) }));
    process.stdout.write(
      `${JSON.stringify({ problems: [...problems, { name: 'fit' }, { name: 'formula' }], algorithms: algorithmNames })}\n`,
    );
    return;
  }
  const width = Math.max(...catalogueNames.map((name) => name.length));
  process.stdout.write('Problems\n');
  for (const name of catalogueNames) process.stdout.write(`  ${name.padEnd(width)}  ${catalogue[name].note}\n`);
  process.stdout.write(
    `  ${'fit'.padEnd(width)}  A curve through your data: a formula and a box for each parameter.\n  ${'formula'.padEnd(width)}  An objective and constraints that you type in.\n`,
  );
  process.stdout.write(`Algorithms\n  ${algorithmNames.join('\n  ')}\n`);
}

export async function evaluateSwarm(specPath: string, options: { at: string }): Promise<void> {
  const { spec, files } = await readSpec(specPath);
  const points = parseJson(await readInput(options.at), options.at);
  if (
    !Array.isArray(points) ||
    !points.every((point): point is number[] => Array.isArray(point) && point.every((x) => typeof x === 'number'))
  ) {
    throw new AeonError('bad-data', `${options.at} is not a list of points [[x1, …], …].`, {
      hint: 'Give one list of numbers for each point.',
    });
  }
  const engine = await openNodeEngine({ wantsGpu: false });
  process.stdout.write(`${JSON.stringify({ values: await engine.evaluate(spec, points, { files }) })}\n`);
  await engine.close();
}

export async function runSwarm(
  specPath: string | undefined,
  options: { adapter: 'gpu' | 'cpu' | 'auto'; json?: boolean; resume?: string; store?: string },
): Promise<number> {
  if ((specPath === undefined) === (options.resume === undefined)) {
    throw new AeonError('bad-spec', 'Give either the path of a spec or --resume with the id of a run.', {
      hint: 'aeonnova swarm run SPEC.json, or aeonnova swarm run --resume ID',
    });
  }
  const input = specPath === undefined ? null : await readSpec(specPath);
  const engine = await openNodeEngine({
    store: options.store,
    wantsGpu: options.adapter !== 'cpu' && !isFit(input?.spec),
  });
  const run = input
    ? await engine.start(input.spec, { files: input.files, path: options.adapter })
    : await engine.resume(options.resume ?? '');

  let wasInterrupted = false;
  const interrupt = (): void => {
    // A second interrupt ends at once.
    if (wasInterrupted) process.exit(interrupted);
    wasInterrupted = true;
    void run.cancel();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    if (process.stderr.isTTY && !options.json) await showProgress(run);
    const result = await run.result;
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describe(result));
    if (wasInterrupted) process.stderr.write(`Interrupted; go on with: aeonnova swarm run --resume ${run.id}\n`);
    return wasInterrupted ? interrupted : 0;
  } catch (error) {
    if (!wasInterrupted || !(error instanceof Error && error.name === 'AbortError')) throw error;
    process.stderr.write('Interrupted before there was a result.\n');
    return interrupted;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await engine.close();
  }
}

async function showProgress(run: SwarmHandle): Promise<void> {
  const bar = createProgressBar(process.stderr);
  for await (const progress of run.progress) bar.update(progress);
  bar.clear();
}

function isFit(spec: unknown): boolean {
  return (
    typeof spec === 'object' &&
    spec !== null &&
    'problem' in spec &&
    typeof spec.problem === 'object' &&
    spec.problem !== null &&
    'name' in spec.problem &&
    spec.problem.name === 'fit'
  );
}

/** The spec, and the data file that it names (relative to the spec). */
async function readSpec(specPath: string): Promise<{ spec: unknown; files: Record<string, Uint8Array<ArrayBuffer>> }> {
  const spec = parseJson(await readInput(specPath), specPath);
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  if (isFit(spec) && typeof spec === 'object' && spec !== null && 'problem' in spec) {
    const { problem } = spec;
    if (typeof problem === 'object' && problem !== null && 'data' in problem && typeof problem.data === 'string') {
      const file = path.resolve(specPath === '-' ? '.' : path.dirname(specPath), problem.data);
      files[problem.data] = new Uint8Array(
        await readFile(file).catch((cause: unknown) => {
          throw new AeonError('not-found', `The data file ${file} cannot be read.`, {
            hint: 'Paths in a spec are relative to the spec.',
            place: { field: 'problem.data' },
            cause,
          });
        }),
      );
    }
  }
  return { spec, files };
}

async function readInput(file: string): Promise<string> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  }
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AeonError('not-found', `${file} cannot be read.`, { hint: 'Check the path.', cause });
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AeonError(
      'bad-spec',
      `${file} is not JSON: ${cause instanceof Error ? cause.message : 'it cannot be read'}`,
      { hint: 'Correct it and start again.', cause },
    );
  }
}

function describe(result: SwarmResult): string {
  const lines = [
    `best value   ${result.best.value}${result.best.feasible ? '' : `   infeasible, violation ${result.best.violation}`}`,
    `             ${result.best.valueF32} as the search saw it in f32`,
    ...Object.entries(result.best.variables)
      .slice(0, 20)
      .map(
        ([name, value]) =>
          `  ${name.padEnd(10)} ${value}${result.fit ? ` ± ${result.fit.standardErrors[name] ?? 'unknown'}` : ''}`,
      ),
    ...(result.best.position.length > 20
      ? [`  … ${result.best.position.length - 20} more (--json prints them all)`]
      : []),
    `${result.evaluations.toLocaleString('en')} evaluations, ${result.generations.toLocaleString('en')} generations, ${result.seconds.toFixed(2)} s on ${describeAdapter(result.adapter)}; stopped because: ${result.stoppedBecause}`,
    `run ${result.id}`,
  ];
  return `${lines.join('\n')}\n`;
}
