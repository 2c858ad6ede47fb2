// What an action does: what fails is said; what is a defect is thrown on.
import { AeonError } from '../../core/errors.ts';
import { explain } from '../shared/explain.ts';
import { notify } from '../shared/notices.tsx';

export function attempt(work: () => unknown): void {
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => {
      notify(explain(error), { tone: 'bad' });
      if (!(error instanceof AeonError)) throw error;
    });
}
