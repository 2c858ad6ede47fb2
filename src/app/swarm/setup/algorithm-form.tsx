// Which swarm, with which knobs.
import { Select } from '../../shared/select.tsx';
import { fieldsOfAlgorithm, type AlgorithmName } from '../spec/draft.ts';
import { editDraft } from '../spec/draft-store.ts';
import { FieldGroup } from './field-group.tsx';
import styles from './setup.module.css';
import { stabilityHint } from './stability.ts';
import { useDraft } from './use-draft.ts';

const algorithms: readonly { readonly id: AlgorithmName; readonly title: string; readonly help: string }[] = [
  { id: 'pso', title: 'PSO, global best', help: 'All follow the best of the swarm. Shi & Eberhart 1998.' },
  {
    id: 'pso-constriction',
    title: 'PSO, constriction',
    help: 'Pulls with a factor that keeps it stable. Clerc & Kennedy 2002.',
  },
  { id: 'pso-ring', title: 'PSO, ring', help: 'Each follows the best of its neighbours: slower, harder to trap.' },
];

export function AlgorithmForm() {
  const draft = useDraft();
  const { algorithm, knobs, kind } = draft;
  return (
    <>
      {kind === 'fit' ? (
        <p className={styles['hint']}>
          A fit searches with PSO in niches of eight, round after round, and polishes the best by Levenberg–Marquardt in
          f64, until the optimum is found again and again.
        </p>
      ) : (
        <Select
          label="Algorithm"
          value={algorithm}
          options={algorithms}
          onChange={(chosen) => editDraft({ algorithm: chosen })}
          help={algorithms.find(({ id }) => id === algorithm)?.help}
        />
      )}
      <FieldGroup
        fields={fieldsOfAlgorithm(draft)}
        prefix="algorithm"
        values={knobs}
        onChange={(changed) => editDraft({ knobs: changed })}
        hintOf={(field) => (field.key === 'social' ? stabilityHint(knobs) : null)}
      />
    </>
  );
}
