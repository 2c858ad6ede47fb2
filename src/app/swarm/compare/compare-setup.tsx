// Setup of a comparison: which algorithms, on which problems, how often and how long; and what it will cost.
import { Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { algorithms, algorithmNames } from '../../../models/swarm/algorithms/registry.ts';
import { algorithmLabels } from '../../../models/swarm/comparison/plan.ts';
import { formatCount, formatDuration, formatWithUnit } from '../../../views/format.ts';
import { ActionButton } from '../../shared/action-button.tsx';
import { Button } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { describeFault, HelpLine } from '../setup/field-frame.tsx';
import { ButtonsOfRun } from '../setup/run-buttons.tsx';
import setup from '../setup/setup.module.css';
import { firstChoices } from '../spec/collections.ts';
import { draftStore } from '../spec/draft-store.ts';
import { AlgorithmCard } from './algorithm-card.tsx';
import styles from './compare.module.css';
import { newKey, newSuite, problemOfForm } from './comparison-draft.ts';
import { addAlgorithm, addProblem, comparisonStore } from './comparison-store.ts';
import { comparisonView } from './comparison-view.ts';
import { isGoing } from '../run/run-view.ts';
import { ProblemCard } from './problem-cards.tsx';
import { speedStore } from './speed.ts';
import { TrialsForm } from './trials-form.tsx';
import { useComparisonDraft } from './use-comparison.ts';

export function CompareSetup() {
  const { algorithms: compared, problems } = useComparisonDraft();
  const spec = useStore(comparisonStore, ({ check }) => check.spec);
  const labels = spec ? algorithmLabels(spec.algorithms) : compared.map(({ name }) => name);
  return (
    <div className={setup['setup']}>
      <div className={setup['scroll']}>
        <section aria-labelledby="compare-algorithms" className={setup['section']}>
          <div className={setup['sectionHead']}>
            <h2 id="compare-algorithms">Algorithms</h2>
            <span className={setup['headTools']}>
              <Menu
                label="Add an algorithm"
                trigger={
                  <Button icon={Plus} size="small" variant="quiet" aria-label="Add an algorithm">
                    Add
                  </Button>
                }
                entries={algorithmNames.map((name) => ({
                  ...{ id: name, title: algorithms[name].title },
                  run: () => addAlgorithm(name),
                }))}
              />
              <ActionButton action="compare.spec" variant="quiet" size="small" iconOnly />
            </span>
          </div>
          <ul className={styles['cards']}>
            {compared.map((algorithm, index) => (
              <AlgorithmCard
                key={algorithm.key}
                algorithm={algorithm}
                index={index}
                label={labels[index] ?? algorithm.name}
              />
            ))}
          </ul>
        </section>
        <section aria-labelledby="compare-problems" className={setup['section']}>
          <div className={setup['sectionHead']}>
            <h2 id="compare-problems">Problems</h2>
            <AddProblem />
          </div>
          <ul className={styles['cards']}>
            {problems.map((problem, index) => (
              <ProblemCard key={problem.key} problem={problem} index={index} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="compare-trials" className={setup['section']}>
          <h2 id="compare-trials">Trials</h2>
          <div className={setup['fields']}>
            <TrialsForm />
          </div>
        </section>
      </div>
      <div className={setup['runBar']}>
        <HelpLine />
        <CompareCost />
        <CompareButtons />
      </div>
    </div>
  );
}

function AddProblem() {
  const form = useStore(draftStore);
  const ofForm = form.check.spec ? problemOfForm(form.draft) : [];
  const single = (problem: Readonly<Record<string, unknown>>) => (): void =>
    addProblem({ key: newKey(), kind: 'single', problem });
  return (
    <Menu
      label="Add a problem"
      trigger={
        <Button icon={Plus} size="small" variant="quiet" aria-label="Add a problem">
          Add
        </Button>
      }
      entries={[
        { id: 'suite', title: 'BBOB functions', run: () => addProblem(newSuite('1-24')) },
        { id: 'catalogue', title: 'Test function', run: single({ ...firstChoices.catalogue, dimensions: 10 }) },
        { id: 'design', title: 'Engineering design', run: single(firstChoices.design) },
        { id: 'cluster', title: 'Cluster of atoms', run: single(firstChoices.cluster) },
        ...ofForm.map((problem) => ({
          ...{ id: 'form', title: 'The problem of the lab’s form' },
          run: () => addProblem({ ...problem, key: newKey() }),
        })),
      ]}
    />
  );
}

/** What it will cost, or what still needs a look. */
function CompareCost() {
  const { faults, cost } = useStore(comparisonStore, ({ check }) => check);
  const { coordinatesPerSecond, isMeasured } = useStore(speedStore);
  const going = useStore(comparisonView, ({ phase }) => isGoing(phase));
  if (going) return null;
  const [first] = faults.values();
  if (first)
    return (
      <p className={setup['cost']} data-fault>
        {faults.size === 1 ? describeFault(first) : `${faults.size} fields need a look. ${describeFault(first)}`}
      </p>
    );
  if (!cost) return null;
  return (
    <p className={setup['cost']}>
      {formatCount(cost.trials)} trials · up to {formatWithUnit(cost.evaluations, '')} evaluations ·{' '}
      {durationOf(cost.coordinates / coordinatesPerSecond)}
      {isMeasured ? ', as measured here' : ''}
    </p>
  );
}

/** One digit: it is a guess. */
function durationOf(seconds: number): string {
  if (seconds < 10) return `about ${Math.max(1, Math.ceil(seconds))} s`;
  return `about ${formatDuration(Number(seconds.toPrecision(1)))}`;
}

export function CompareButtons() {
  const phase = useStore(comparisonView, (view) => view.phase);
  const isReady = useStore(comparisonStore, ({ check }) => check.spec !== null);
  return <ButtonsOfRun of="compare" phase={phase} isReady={isReady} />;
}
