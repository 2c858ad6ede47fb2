// `compare`: algorithms on problems over seeds as one run, with its tables and exports.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AeonError } from '../../src/core/errors.ts';
import type { ComparisonHandle, Engine } from '../../src/engine/api.ts';
import { refuseWithoutBbob, toCocoFormat } from '../../src/models/swarm/comparison/coco-format.ts';
import { comparedProblems } from '../../src/models/swarm/comparison/plan.ts';
import type { ComparisonResult } from '../../src/models/swarm/comparison/result.ts';
import { parseComparisonSpec } from '../../src/models/swarm/comparison/schema.ts';
import { type ComparisonSummary, summariseComparison } from '../../src/models/swarm/comparison/summary.numeric.ts';
import { type SweptGrid, sweptGrids } from '../../src/models/swarm/comparison/swept-grids.ts';
import { trialsToCsv } from '../../src/models/swarm/comparison/trials-csv.ts';
import { warnOfProblems } from '../configuration.ts';
import { storeOption } from '../describe-wait.ts';
import { interruptedExitCode, type Interrupts, withoutCells } from '../interrupts.mjs';
import { openNodeEngine } from '../open-engine.ts';
import { clearLine, showLine } from '../progress-bar.ts';
import { readSpec } from '../spec-input.ts';

export interface CompareOptions {
  readonly json?: boolean;
  readonly resume?: string;
  readonly csv?: string;
  readonly coco?: string;
  readonly store?: string;
}

/** Exit code: 0 done, 130 interrupted. */
export async function compare(
  specFile: string | undefined,
  options: CompareOptions,
  interrupts: Interrupts,
): Promise<number> {
  if ((specFile === undefined) === (options.resume === undefined))
    throw new AeonError('bad-spec', 'Give either the path of a spec or --resume with the id of a comparison.', {
      hint: 'aeonnova compare SPEC.json, or aeonnova compare --resume ID',
    });
  const input = specFile === undefined ? null : await readSpec(specFile);
  // Before hours of search, not after them.
  if (input && options.coco !== undefined) refuseWithoutBbob(comparedProblems(parseComparisonSpec(input.spec)));
  const { engine, problems } = await openNodeEngine({ store: options.store, wantsGpu: false });
  warnOfProblems(problems);
  try {
    const finished = options.resume === undefined ? null : await finishedResult(engine, options.resume);
    const result = finished ?? (await carryOut(engine, input?.spec, options, interrupts));
    await writeExports(result, options);
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describe(result));
    if (result.stoppedBecause !== 'cancelled') return 0;
    process.stderr.write(wayOn(result.id, options));
    return interruptedExitCode;
  } finally {
    await engine.close();
  }
}

async function carryOut(
  engine: Engine,
  spec: unknown,
  options: CompareOptions,
  interrupts: Interrupts,
): Promise<ComparisonResult> {
  const run = options.resume === undefined ? await engine.compare(spec) : await engine.resumeComparison(options.resume);
  interrupts.onSecond(() => {
    process.stderr.write(wayOn(run.id, options));
    return options.json ? withoutCells(run.id) : '';
  });
  interrupts.onFirst(() => void run.cancel());
  if (process.stderr.isTTY) await showProgress(run);
  const result = await run.result;
  interrupts.onSecond(() => '');
  return result;
}

/** What is there to print and export of a comparison that is through; null: it is not. */
async function finishedResult(engine: Engine, id: string): Promise<ComparisonResult | null> {
  const record = await engine.getRun(id);
  return record?.state.status === 'done' && isComparison(record.result) ? record.result : null;
}

function isComparison(result: unknown): result is ComparisonResult {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'comparison';
}

function wayOn(id: string, { store }: CompareOptions): string {
  return `Interrupted; go on with: aeonnova compare --resume ${id}${storeOption(store)}\n`;
}

async function showProgress(run: ComparisonHandle): Promise<void> {
  for await (const { trialsDone, trials, fraction, secondsLeft, evaluationsPerSecond } of run.progress) {
    const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
    const rate = `${(evaluationsPerSecond / 1e6).toFixed(2)} M evaluations/s`;
    showLine(process.stderr, fraction, `${count(trialsDone)} of ${count(trials)} trials, ${rate}${left}`);
  }
  clearLine(process.stderr);
}

async function writeExports(result: ComparisonResult, { csv, coco }: CompareOptions): Promise<void> {
  if (csv !== undefined) await writeAt(csv, trialsToCsv(result));
  if (coco === undefined) return;
  for (const [file, text] of Object.entries(toCocoFormat(result))) await writeAt(path.join(coco, file), text);
}

async function writeAt(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (cause) {
    throw new AeonError('not-found', `${file} cannot be written: ${cause instanceof Error ? cause.message : ''}.`, {
      hint: 'The comparison is stored; export it with aeonnova compare --resume and its id.',
      cause,
    });
  }
}

function describe(result: ComparisonResult): string {
  const { algorithms, problems, cells, targets, seconds, evaluations } = result;
  const summary = summariseComparison(result);
  const order = algorithms.map((_, a) => a).sort((a, b) => (summary.meanRanks[a] ?? 0) - (summary.meanRanks[b] ?? 0));
  const nameOf = (a: number): string => algorithms[a]?.label ?? '';
  const width = Math.max(9, ...algorithms.map(({ label }) => label.length));
  const last = targets.at(-1) ?? 0;
  const trials = cells.flat().flatMap((cell) => cell.trials.filter((trial) => trial !== null)).length;
  const rows = order.map((a) => {
    const solved = summary.cells.reduce((total, of) => total + (of[a]?.solved ?? 0), 0);
    const tried = summary.cells.reduce((total, of) => total + (of[a]?.trials ?? 0), 0);
    const share = (100 * (summary.targetsHit[a] ?? 0)).toFixed(1);
    return `${nameOf(a).padEnd(width)}  ${fixed(summary.meanRanks[a], 2, 9)}  ${share.padStart(9)} %  ${solved}/${tried}`;
  });
  const pairs = summary.pairs.map(({ first, second, adjusted, better, equal, worse, effect }) => {
    const p = adjusted === null ? '' : `, p ${adjusted.toPrecision(2)} by signed ranks`;
    return `${nameOf(first)} against ${nameOf(second)}: better on ${better}, equal on ${equal}, worse on ${worse}${p}, A12 ${effect.toFixed(2)}`;
  });
  const lines = [
    `${'algorithm'.padEnd(width)}  mean rank  targets hit  trials to ${last}`,
    ...rows,
    ...(summary.friedman
      ? [
          `Friedman: chi-square ${summary.friedman.chiSquare.toFixed(2)}, p ${summary.friedman.p.toPrecision(2)}; Iman and Davenport: F ${summary.friedman.f.toFixed(2)}, p ${summary.friedman.fP.toPrecision(2)}`,
        ]
      : []),
    ...(pairs.length > 0 && pairs.length <= mostPairs
      ? ['Pairs (differences on a problem by rank sums at 5 %, all p after Holm):', ...pairs]
      : []),
    ...sweptGrids(algorithms.map(({ algorithm }) => algorithm)).flatMap((grid) => describeStudy(grid, summary)),
    `${count(problems.length)} problems, ${count(trials)} trials, ${count(evaluations)} evaluations, ${seconds.toFixed(1)} s of search; ${result.stoppedBecause === 'cancelled' ? 'interrupted' : 'done'}`,
    `run ${result.id}`,
  ];
  return `${lines.join('\n')}\n`;
}

const mostPairs = 30;

/** Targets hit by the values of one field, or of two. */
function describeStudy({ name, rows, columns, algorithms }: SweptGrid, { targetsHit }: ComparisonSummary): string[] {
  const text = (value: unknown): string => (value === undefined ? 'left out' : JSON.stringify(value));
  const heads = columns === null ? [] : columns.values.map(text);
  const width = Math.max(8, ...heads.map(({ length }) => length)) + 2;
  const first = Math.max(...rows.values.map((value) => text(value).length)) + 2;
  const across = columns === null ? '' : `, ${columns.name} across`;
  return [
    `Targets hit by ${name}, in %: ${rows.name} down${across}`,
    ...(columns === null ? [] : [`${' '.repeat(first)}${heads.map((head) => head.padStart(width)).join('')}`]),
    ...algorithms.map((of, row) => {
      const cells = of.map((a) => (a === null ? '' : (100 * (targetsHit[a] ?? 0)).toFixed(1)).padStart(width));
      return `${text(rows.values[row]).padEnd(first)}${cells.join('')}`;
    }),
  ];
}

function fixed(value: number | undefined, digits: number, width: number): string {
  return (value ?? Number.NaN).toFixed(digits).padStart(width);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
