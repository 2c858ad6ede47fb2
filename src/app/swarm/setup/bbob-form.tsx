// A function of the BBOB suite: the list in its five groups, what is known of the chosen one, its dimensions and instance.
import { useEffect, useRef } from 'react';
import { bbob, bbobSource } from '../../../models/swarm/bbob/bbob-texts.ts';
import { bbobTitles } from '../../../models/swarm/bbob/bbob-titles.ts';
import { bbobBounds, bbobNames, bbobNumber, bbobOffset } from '../../../models/swarm/bbob/bbob.ts';
import { bbobProblemSchema } from '../../../models/swarm/schema.ts';
import { formatNumber } from '../../../views/format.ts';
import { editDraft } from '../spec/draft-store.ts';
import { fieldsOf } from '../spec/form-model.ts';
import { Choices } from './choices.tsx';
import styles from './collections.module.css';
import { FieldGroup } from './field-group.tsx';
import shared from './setup.module.css';
import { Thumbnail } from './thumbnail.tsx';
import { useDraft } from './use-draft.ts';

const numberFields = fieldsOf(bbobProblemSchema).filter(({ key }) => key !== 'name');
/** The first of each group has the group's heading before it. */
const opens = new Set(
  bbobNames.filter((name, i) => bbob[name].group !== bbob[bbobNames[i - 1] ?? name].group || i === 0),
);

export function BbobForm() {
  const { catalogue: problem } = useDraft();
  const name = bbobNames.find((candidate) => candidate === problem['name']) ?? 'bbob-f1';
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    // Only the list is scrolled, not the page.
    if (chosen && list.current) list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 3;
  }, []);
  const instance = Number(problem['instance'] ?? 1);
  const { group, note } = bbob[name];
  return (
    <>
      <div ref={list} className={styles['list']}>
        <Choices
          label="Function"
          ids={bbobNames}
          value={name}
          onChange={(chosen) => editDraft({ catalogue: { ...problem, name: chosen } })}
          className={styles['rows']}
          choiceClassName={styles['row']}
          renderHeading={(id) =>
            opens.has(id) && (
              <span key={`${id}-group`} className={styles['heading']}>
                {capitalised(bbob[id].group)}
              </span>
            )
          }
          renderChoice={(id) => (
            <>
              <Thumbnail name={id} />
              <span className={styles['words']}>
                <strong>
                  f{bbobNumber(id)} {bbobTitles[id]}
                </strong>
                <span>{bbob[id].note}</span>
              </span>
            </>
          )}
        />
      </div>
      <div className={shared['facts']}>
        <h3>
          f{bbobNumber(name)} {bbobTitles[name]}
        </h3>
        <p>{note}</p>
        <dl>
          <dt>Group</dt>
          <dd>{group}</dd>
          <dt>Box</dt>
          <dd>
            {bbobBounds[0]} to {bbobBounds[1]} in every dimension
          </dd>
          <dt>Minimum</dt>
          <dd>{Number.isInteger(instance) && instance > 0 ? formatNumber(bbobOffset(name, instance), 6) : '–'}</dd>
          <dt>Source</dt>
          <dd>{bbobSource}</dd>
        </dl>
      </div>
      <FieldGroup
        fields={numberFields}
        prefix="problem"
        values={problem}
        onChange={(catalogue) => editDraft({ catalogue })}
      />
    </>
  );
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
