// Comparisons in the engine: started, resumed and carried out as runs of their own kind. A module of its own, fetched when
// one is asked for.
import { cpuAdapter } from '../core/adapter.ts';
import { AeonError } from '../core/errors.ts';
import type { Clock, Locks, RunStore, WorkerPool } from '../core/ports.ts';
import { isGoing, resumableStatuses, type RunOverview, overviewOf, type RunRecord } from '../core/run.ts';
import { parseWith, z } from '../core/schema.ts';
import type { WorkQueue } from '../core/work-queue.ts';
import { algorithmLabels, comparedProblems, problemOfTrial } from '../models/swarm/comparison/plan.ts';
import { concludeComparison } from '../models/swarm/comparison/conclude.ts';
import { packTrials, unpackTrials } from '../models/swarm/comparison/raw-trials.ts';
import type { ComparedProblem, ComparisonProgress, ComparisonResult } from '../models/swarm/comparison/result.ts';
import { type ComparisonSpec, parseComparisonSpec } from '../models/swarm/comparison/schema.ts';
import { openLanes } from '../models/swarm/comparison/trial-lanes.ts';
import { givenPlaces } from '../models/swarm/initial-places.ts';
import { loadProblem } from '../models/swarm/load-problem.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { ComparisonHandle } from './api.ts';
import { type ComparisonState, runComparison } from './comparison-run.ts';
import { newRecord } from './new-record.ts';
import { runHandleOf } from './run-handle.ts';
import { openSession, type Session, type SessionPorts } from './run-session.ts';

export type ComparisonRecord = RunRecord<ComparisonSpec, ComparisonResult>;
type ComparisonSession = Session<ComparisonSpec, ComparisonProgress, ComparisonResult>;

export interface GoingComparison {
  readonly kind: 'comparison';
  readonly session: ComparisonSession;
  readonly handle: ComparisonHandle;
}

export interface ComparisonContext {
  readonly runs: RunStore;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly cpuPool: WorkerPool | null;
  readonly queue: WorkQueue;
  readonly checkpointMs: number;
  onRunChange(id: string, run: RunOverview): void;
  onBegin(going: GoingComparison): void;
  onEnd(): void;
}

const stateSchema = z.object({ activeSeconds: z.number() });

/** The record of a comparison that is to start. Throws `bad-spec` and `bad-formula` with their places. */
export async function planComparison(
  input: unknown,
  { title, clock, build }: { readonly title: string | undefined; readonly clock: Clock; readonly build: string },
): Promise<ComparisonRecord> {
  const spec = parseComparisonSpec(input);
  const problems = comparedProblems(spec);
  await checkProblems(spec, problems, clock);
  return newRecord(clock.now(), {
    title: title ?? titleOf(spec, problems),
    spec,
    choices: {
      path: 'cpu',
      reason: 'trials are counted by evaluation, each on a thread of its own',
      adapter: cpuAdapter,
      variants: { trials: 'typescript' },
      build,
    },
  });
}

/** What is stored of a comparison that is to go on. `not-found`, `bad-spec`. */
export async function storedComparison(runs: RunStore, id: string): Promise<ComparisonRecord> {
  const record = await runs.getRun(id);
  if (!record)
    throw new AeonError('not-found', `There is no run ${id}.`, {
      hint: 'It may have been deleted. The runs page lists what there is.',
    });
  if (record.spec.kind !== 'comparison')
    throw badSpec('id', `the run "${record.title}" is no comparison`, 'Resume it as the run that it is.');
  const { status } = record.state;
  if (!isGoing(record) && !resumableStatuses.includes(status))
    throw badSpec(
      'id',
      `the comparison "${record.title}" is ${status}; there is nothing to resume`,
      'Start a new one with its spec instead.',
    );
  return { ...record, spec: parseComparisonSpec(record.spec), result: null };
}

/** What can be wrong with a problem is said before anything runs. */
async function checkProblems(spec: ComparisonSpec, problems: readonly ComparedProblem[], clock: Clock): Promise<void> {
  for (const compared of problems) {
    const problem = await loadProblem(problemOfTrial(compared, 0), clock);
    for (const { initialisation } of spec.algorithms)
      if (typeof initialisation === 'object') givenPlaces(initialisation.points, problem);
  }
}

function titleOf({ algorithms }: ComparisonSpec, problems: readonly ComparedProblem[]): string {
  const few = (labels: readonly string[], many: string): string =>
    labels.length <= 3 ? labels.join(', ') : `${labels.length} ${many}`;
  return `Compare ${few(algorithmLabels(algorithms), 'algorithms')} on ${few(
    problems.map(({ label }) => label),
    'problems',
  )}`;
}

/** @param load called once the run's lock is held. Throws `owned-elsewhere`. */
export async function openComparison(
  context: ComparisonContext,
  id: string,
  load: () => Promise<ComparisonRecord>,
  startPaused: boolean,
): Promise<ComparisonHandle> {
  const { runs, locks, clock } = context;
  const from = clock.tick();
  const session = await openSession<ComparisonSpec, ComparisonProgress, ComparisonResult>({
    id,
    runs,
    locks,
    clock,
    startPaused,
    async load() {
      const record = await load();
      const checkpoint = await runs.getCheckpoint(id);
      const saved = checkpoint && fromCheckpoint(checkpoint.state, checkpoint.arrays['trials'] ?? []);
      const setupSeconds = (clock.tick() - from) / 1000;
      return { record, checkpoint, carryOut: (ports) => carryOut(context, ports, saved, setupSeconds) };
    },
    summarise: ({ trialsDone, trials }) =>
      `${trialsDone.toLocaleString('en')} of ${trials.toLocaleString('en')} trials`,
    summariseResult: (result) => summarise(result),
    onChange: (record) => context.onRunChange(id, overviewOf(record)),
    onBegin: (begun) => context.onBegin({ kind: 'comparison', session: begun, handle: handleOf(begun) }),
    onEnd: () => context.onEnd(),
  });
  return handleOf(session);
}

function handleOf(session: ComparisonSession): ComparisonHandle {
  return { kind: 'comparison', ...runHandleOf(session) };
}

function fromCheckpoint(state: unknown, packed: ArrayLike<number>): ComparisonState {
  const { activeSeconds } = parseWith(stateSchema, state, 'The checkpoint of this comparison');
  return { trials: unpackTrials(packed), activeSeconds };
}

async function carryOut(
  context: ComparisonContext,
  ports: SessionPorts<ComparisonSpec, ComparisonProgress, ComparisonResult>,
  saved: ComparisonState | null,
  setupSeconds: number,
): Promise<ComparisonResult> {
  const { clock, queue, cpuPool } = context;
  const { id, spec, choices } = ports.record();
  const problems = comparedProblems(spec);
  const { trials, seconds, stoppedBecause } = await runComparison({
    spec,
    problems,
    clock,
    control: ports.control,
    saved,
    checkpointMs: context.checkpointMs,
    openLanes: (most) => openLanes(most, { pool: cpuPool, clock, queue }),
    saveCheckpoint: ({ trials: done, activeSeconds }) =>
      ports.saveCheckpoint({ activeSeconds }, { trials: packTrials(done) }, activeSeconds),
    onProgress: ports.onProgress,
  });
  return {
    id,
    schemaVersion: 1,
    kind: 'comparison',
    ...concludeComparison(spec, problems, trials),
    seconds,
    setupSeconds,
    stoppedBecause,
    adapter: choices.adapter,
    resolution: 'evaluation',
  };
}

function summarise({ cells, stoppedBecause }: ComparisonResult): string {
  const trials = cells.flat().flatMap((cell) => cell.trials);
  const done = trials.filter((trial) => trial !== null).length;
  const solved = trials.filter((trial) => trial !== null && (trial.hits.at(-1) ?? null) !== null).length;
  const whole = stoppedBecause === 'budget' ? '' : ` of ${trials.length.toLocaleString('en')}`;
  return `${done.toLocaleString('en')}${whole} trials, ${solved.toLocaleString('en')} to the last target`;
}
