// What whoever started a run holds of it, whatever its kind: to watch it, and to let it stand still, go on and end.
import type { RunHandle, RunRecord, RunSpec } from '../core/run.ts';
import type { Session } from './run-session.ts';

export function runHandleOf<Spec extends RunSpec, Progress, Result>(
  session: Session<Spec, Progress, Result>,
): RunHandle<Progress, Result> & { record(): Promise<RunRecord<Spec, Result>> } {
  const { control } = session;
  return {
    id: session.id,
    progress: { [Symbol.asyncIterator]: () => session.readProgress()[Symbol.asyncIterator]() },
    result: session.result,
    record: async () => session.record(),
    pause: () => session.pause(),
    async resume() {
      session.needGoing();
      control.resume();
    },
    async cancel() {
      control.cancel();
      await session.ended;
    },
  };
}
