// Which swarm, with which knobs.
import { Select } from '../../shared/select.tsx';
import { algorithmNames, algorithms } from '../../../models/swarm/algorithms/registry.ts';
import { fieldsOfAlgorithm, knobsOf } from '../spec/draft.ts';
import { editDraft } from '../spec/draft-store.ts';
import { FieldGroup } from './field-group.tsx';
import styles from './setup.module.css';
import { stabilityHint } from './stability.ts';
import { useDraft } from './use-draft.ts';

const options = algorithmNames.map((id) => ({ id, title: algorithms[id].title }));

export function AlgorithmForm() {
  const draft = useDraft();
  const { algorithm, knobs, kind } = draft;
  const shown = knobsOf(draft);
  const ofOthers = Object.fromEntries(Object.entries(knobs).filter(([key]) => !Object.hasOwn(shown, key)));
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
          options={options}
          onChange={(chosen) => editDraft({ algorithm: chosen })}
          help={`${algorithms[algorithm].help} ${algorithms[algorithm].source}.`}
        />
      )}
      <FieldGroup
        fields={fieldsOfAlgorithm(draft)}
        prefix="algorithm"
        values={shown}
        onChange={(changed) => editDraft({ knobs: { ...ofOthers, ...changed } })}
        hintOf={(field) => (field.key === 'social' ? stabilityHint(knobs) : null)}
      />
    </>
  );
}
