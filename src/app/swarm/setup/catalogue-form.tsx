// A function of the catalogue: twelve pictures to choose from, what is known of the chosen one, its dimensions and seeds.
import { useId, useRef, type KeyboardEvent } from 'react';
import { catalogue, catalogueNames, type CatalogueName } from '../../../models/swarm/catalogue.ts';
import { formatNumber } from '../../../views/format.ts';
import { catalogueFields, type Overrides } from '../spec/draft.ts';
import { editDraft } from '../spec/draft-store.ts';
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
      <FunctionPicker value={name} onChange={(chosen) => put({ ...problem, name: chosen, bounds: undefined })} />
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

interface FunctionPickerProps {
  readonly value: CatalogueName;
  readonly onChange: (name: CatalogueName) => void;
}

const columns = 4;

function FunctionPicker({ value, onChange }: FunctionPickerProps) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = catalogueNames.length;
    const next = catalogueNames[(catalogueNames.indexOf(value) + step + count) % count];
    if (!next) return;
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-name="${next}"]`)?.focus();
  }
  return (
    <div ref={group} className={styles['functions']} role="radiogroup" aria-labelledby={id} onKeyDown={onKeyDown}>
      <span id={id} className="visually-hidden">
        Function
      </span>
      {catalogueNames.map((name) => (
        <button
          key={name}
          type="button"
          role="radio"
          data-name={name}
          aria-label={catalogue[name].title}
          aria-checked={name === value}
          tabIndex={name === value ? 0 : -1}
          className={styles['function']}
          onClick={() => onChange(name)}
        >
          <Thumbnail name={name} />
          <span>{shortTitle(name)}</span>
        </button>
      ))}
    </div>
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
