// An engineering design: the seven as cards, and of the chosen one what it is made of, what it must hold, what is known.
import { designNames, type DesignName } from '../../../models/swarm/designs/design-names.ts';
import { designFormulas } from '../../../models/swarm/designs/design-formulas.ts';
import { designs } from '../../../models/swarm/designs/designs.ts';
import type { Variable } from '../../../models/swarm/spec-parts.ts';
import { formatNumber } from '../../../views/format.ts';
import { editDraft } from '../spec/draft-store.ts';
import { Choices } from './choices.tsx';
import styles from './collections.module.css';
import { More } from './field-group.tsx';
import { PartIcon } from './part-icon.tsx';
import shared from './setup.module.css';
import { useDraft } from './use-draft.ts';

export function DesignForm() {
  const { catalogue: problem } = useDraft();
  const name = designNames.find((candidate) => candidate === problem['name']) ?? 'welded-beam';
  return (
    <>
      <Choices
        label="Design"
        ids={designNames}
        value={name}
        onChange={(chosen) => editDraft({ catalogue: { name: chosen } })}
        className={styles['rows']}
        choiceClassName={styles['row']}
        renderChoice={(id) => (
          <>
            <PartIcon name={id} />
            <span className={styles['words']}>
              <strong>{designs[id].title}</strong>
              <span>Least {designFormulas[id].objective}</span>
            </span>
          </>
        )}
      />
      <Facts name={name} />
    </>
  );
}

function Facts({ name }: { readonly name: DesignName }) {
  const { title, variables, minimum } = designs[name];
  const { objective, meanings, minimize, subjectTo, source } = designFormulas[name];
  const count = subjectTo.length;
  return (
    <div className={shared['facts']}>
      <h3>{title}</h3>
      <dl>
        <dt>Minimise</dt>
        <dd>{objective}</dd>
        {Object.entries(variables).map(([variable, range], d) => [
          <dt key={variable} className="number">
            {variable}
          </dt>,
          <dd key={`${variable}-meaning`}>
            {meanings[d]}; {rangeText(range)}
          </dd>,
        ])}
        <dt>Must hold</dt>
        <dd>{count === 0 ? 'no constraints' : `${count} ${count === 1 ? 'constraint' : 'constraints'}`}</dd>
        <dt>Minimum</dt>
        <dd>{formatNumber(minimum, 8)}</dd>
        <dt>Source</dt>
        <dd>{source}</dd>
      </dl>
      <More title="Formulas">
        <p className={styles['formulas']}>minimise {minimize}</p>
        {subjectTo.map((constraint) => (
          <p key={constraint} className={styles['formulas']}>
            {constraint}
          </p>
        ))}
      </More>
    </div>
  );
}

function rangeText(variable: Variable): string {
  if (Array.isArray(variable)) return `${formatNumber(variable[0])} to ${formatNumber(variable[1])}`;
  if ('integer' in variable) return `whole, ${variable.integer[0]} to ${variable.integer[1]}`;
  if (!('oneOf' in variable)) return '';
  const [first, second] = variable.oneOf;
  return `${formatNumber(first, 6)}, ${formatNumber(second, 6)} … ${formatNumber(variable.oneOf.at(-1), 6)}`;
}
