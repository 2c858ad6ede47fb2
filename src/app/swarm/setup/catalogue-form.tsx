// A function of the catalogue: twelve pictures to choose from, what is known of the chosen one, its dimensions and seeds.
import { catalogue, catalogueNames, type CatalogueName } from '../../../models/swarm/catalogue.ts';
import { formatNumber } from '../../../views/format.ts';
import { catalogueFields, type Overrides } from '../spec/draft.ts';
import { editDraft } from '../spec/draft-store.ts';
import { Choices } from './choices.tsx';
import { FieldGroup } from './field-group.tsx';
import styles from './setup.module.css';
import { Thumbnail } from './thumbnail.tsx';
import { useDraft } from './use-draft.ts';

const numberFields = catalogueFields.filter(({ key }) => key !== 'name');

export function CatalogueForm() {
  const { catalogue: problem } = useDraft();
  const name = catalogueNames.find((candidate) => candidate === problem['name']) ?? 'sphere';
  const put = (change: Overrides): void => editDraft({ catalogue: change });
  return (
    <>
      {/* Bounds belong to the function they were set for. */}
      <Choices
        label="Function"
        ids={catalogueNames}
        value={name}
        onChange={(chosen) => put({ ...problem, name: chosen, bounds: undefined })}
        columns={4}
        className={styles['functions']}
        choiceClassName={styles['function']}
        nameOf={(id) => catalogue[id].title}
        renderChoice={(id) => (
          <>
            <Thumbnail name={id} />
            <span>{shortTitle(id)}</span>
          </>
        )}
      />
      <Facts name={name} dimensions={Number(problem['dimensions'] ?? 10)} />
      <FieldGroup
        fields={numberFields}
        prefix="problem"
        values={problem}
        onChange={put}
        defaultOf={(field) => (field.key === 'bounds' ? catalogue[name].bounds : field.defaultValue)}
      />
    </>
  );
}

/** The first word, which tells them apart. */
function shortTitle(name: CatalogueName): string {
  return catalogue[name].title.split(/[ –]/)[0] ?? name;
}

function Facts({ name, dimensions }: { readonly name: CatalogueName; readonly dimensions: number }) {
  const { formula, bounds, source, note, minimum } = catalogue[name];
  const least = minimum(dimensions);
  const { minimiser } = catalogue[name];
  const at = minimiser(0, dimensions);
  return (
    <div className={styles['facts']}>
      <h3>{catalogue[name].title}</h3>
      <p className={styles['formula']}>{formula}</p>
      <p>{note}</p>
      <dl>
        <dt>Box</dt>
        <dd>
          {formatNumber(bounds[0])} to {formatNumber(bounds[1])} in every dimension
        </dd>
        <dt>Minimum</dt>
        <dd>
          {least === null
            ? 'not published for this many dimensions'
            : `${formatNumber(least)}${at === null ? '' : `, all x = ${formatNumber(at)}`}`}
        </dd>
        <dt>Source</dt>
        <dd>{source}</dd>
      </dl>
    </div>
  );
}
