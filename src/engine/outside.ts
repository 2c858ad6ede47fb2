// Asking for values from outside and telling them: of a run that goes on here, and of one that is opened for that alone.
import type { AeonError } from '../core/errors.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import type { Engine, SwarmHandle } from './api.ts';
import type { Session, SwarmRecord } from './run-session.ts';
import type { SwarmCarrier } from './swarm-session.ts';

/** Throws `bad-spec` for a run that computes its values itself, `not-found` for one that is over. */
export function outsideOf(session: Session, { outside }: SwarmCarrier): Pick<SwarmHandle, 'ask' | 'tell'> {
  session.needGoing();
  if (!outside) throw asksForNone(session.record());
  return {
    ask: outside.ask,
    async tell(values) {
      const outcome = await outside.tell(values);
      if (outcome.isOver) await session.ended;
      return outcome;
    },
  };
}

export function outsideById(runs: {
  /** The run as it goes on here. */
  sessionOf(id: string): Promise<Session | undefined>;
  resume(id: string): Promise<SwarmHandle>;
  needRecord(id: string): Promise<SwarmRecord>;
}): Pick<Engine, 'ask' | 'tell'> {
  async function withHandle<T>(id: string, work: (handle: SwarmHandle) => Promise<T>): Promise<T> {
    const here = await runs.sessionOf(id);
    if (here && !here.isOver) return work(await runs.resume(id));
    const record = await runs.needRecord(id);
    if (record.spec.problem.name !== 'external') throw asksForNone(record);
    const handle = await runs.resume(id);
    try {
      return await work(handle);
    } finally {
      await (await runs.sessionOf(id))?.leave();
    }
  }
  return {
    ask: (id) => withHandle(id, (handle) => handle.ask()),
    tell: (id, values) => withHandle(id, (handle) => handle.tell(values)),
  };
}

function asksForNone({ title }: SwarmRecord): AeonError {
  return badSpec(
    'problem.name',
    `the run "${title}" computes its values itself`,
    'Only a run of an external problem asks for values.',
  );
}
