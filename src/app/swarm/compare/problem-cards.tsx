// The problems of a comparison: BBOB functions by lists of numbers, or one problem as the lab knows it.
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { bbob } from '../../../models/swarm/bbob/bbob-texts.ts';
import { bbobTitles } from '../../../models/swarm/bbob/bbob-titles.ts';
import { bbobNames, bbobNumber } from '../../../models/swarm/bbob/bbob.ts';
import { catalogue, catalogueNames } from '../../../models/swarm/catalogue.ts';
import { designNames } from '../../../models/swarm/designs/design-names.ts';
import { designs } from '../../../models/swarm/designs/designs.ts';
import { IconButton } from '../../shared/button.tsx';
import { classes } from '../../shared/classes.ts';
import shared from '../../shared/field.module.css';
import { Select } from '../../shared/select.tsx';
import { FieldFrame } from '../setup/field-frame.tsx';
import { More } from '../setup/field-group.tsx';
import { SpecField } from '../setup/spec-field.tsx';
import { type Collection, collectionOf, collectionSchemas } from '../spec/collections.ts';
import { withKey } from '../spec/draft-store.ts';
import { fieldsOf, type FormField } from '../spec/form-model.ts';
import styles from './compare.module.css';
import type { ProblemDraft, SingleDraft, SuiteDraft } from './comparison-draft.ts';
import { changeProblem, takeOut } from './comparison-store.ts';
import { readRanges, writeRanges } from './number-ranges.ts';
import { useComparisonFaults } from './use-comparison.ts';

export function ProblemCard({ problem, index }: { readonly problem: ProblemDraft; readonly index: number }) {
  const path = `problems.${index}`;
  return problem.kind === 'suite' ? (
    <SuiteCard suite={problem} path={path} />
  ) : (
    <SingleCard single={problem} path={path} />
  );
}

interface CardProps {
  readonly title: string;
  readonly itemKey: number;
  readonly children: ReactNode;
}

function Card({ title, itemKey, children }: CardProps) {
  return (
    <li className={styles['card']} aria-label={title}>
      <div className={styles['cardHead']}>
        <h3>{title}</h3>
        <IconButton icon={X} label={`Take out ${title}`} size="small" onPress={() => takeOut(itemKey, title)} />
      </div>
      {children}
    </li>
  );
}

const groups = [...new Set(bbobNames.map((name) => bbob[name].group))].map((group) => ({
  id: writeRanges(bbobNames.filter((name) => bbob[name].group === group).map(bbobNumber)),
  title: `${group.charAt(0).toUpperCase()}${group.slice(1)}`,
}));
const groupOptions = [{ id: writeRanges(bbobNames.map(bbobNumber)), title: 'All 24 functions' }, ...groups];

function SuiteCard({ suite, path }: { readonly suite: SuiteDraft; readonly path: string }) {
  const titles = (readRanges(suite.functions) ?? []).flatMap((id) => {
    const name = bbobNames[id - 1];
    return name ? [bbobTitles[name]] : [];
  });
  const group = groupOptions.find(({ id }) => id === suite.functions)?.id ?? null;
  return (
    <Card title="BBOB functions" itemKey={suite.key}>
      <Select
        label="Group of functions"
        hideLabel
        value={group}
        placeholder="Choose a group, or type numbers"
        options={groupOptions}
        onChange={(functions) => changeProblem({ ...suite, functions })}
      />
      <RangeField
        suite={suite}
        list="functions"
        label="Functions"
        help="Numbers of COCO’s 24 noiseless functions, such as 1-5, 8."
        path={path}
      />
      {titles.length > 0 && titles.length <= 8 && <p className={styles['names']}>{titles.join(', ')}</p>}
      <div className={styles['pair']}>
        <RangeField suite={suite} list="dimensions" label="Dimensions" help="2 to 40, such as 5, 10." path={path} />
        <RangeField
          suite={suite}
          list="instances"
          label="Instances"
          help="Each is a trial of its function: another optimum, another rotation."
          path={path}
        />
      </div>
    </Card>
  );
}

interface RangeFieldProps {
  readonly suite: SuiteDraft;
  readonly list: 'functions' | 'dimensions' | 'instances';
  readonly label: string;
  readonly help: string;
  readonly path: string;
}

function RangeField({ suite, list, label, help, path }: RangeFieldProps) {
  const id = useId();
  const fault = useComparisonFaults().get(`${path}.${list}`);
  return (
    <FieldFrame id={id} label={label} help={help} fault={fault}>
      <div className={shared['control']}>
        <input
          id={id}
          className={classes(shared['input'], shared['mono'])}
          autoComplete="off"
          value={suite[list]}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={`${id}-text`}
          onChange={({ target }) => changeProblem({ ...suite, [list]: target.value })}
        />
      </div>
    </FieldFrame>
  );
}

const names: Readonly<Record<Collection, readonly { readonly id: string; readonly title: string }[]>> = {
  catalogue: catalogueNames.map((id) => ({ id, title: catalogue[id].title })),
  bbob: bbobNames.map((id) => ({ id, title: `f${bbobNumber(id)} ${bbobTitles[id]}` })),
  design: designNames.map((id) => ({ id, title: designs[id].title })),
  cluster: [{ id: 'lennard-jones', title: 'Lennard-Jones' }],
};
const fields: Readonly<Record<Collection, readonly FormField[]>> = {
  catalogue: fieldsOf(collectionSchemas.catalogue).filter(({ key }) => key !== 'name'),
  bbob: fieldsOf(collectionSchemas.bbob).filter(({ key }) => key !== 'name'),
  design: [],
  cluster: fieldsOf(collectionSchemas.cluster).filter(({ key }) => key !== 'name'),
};
const titles: Readonly<Record<Collection, string>> = {
  catalogue: 'Test function',
  bbob: 'BBOB function',
  design: 'Engineering design',
  cluster: 'Cluster of atoms',
};

function SingleCard({ single, path }: { readonly single: SingleDraft; readonly path: string }) {
  const faults = useComparisonFaults();
  const { key, problem } = single;
  if (problem['name'] === 'formula')
    return (
      <Card title="Formula" itemKey={key}>
        <p className={styles['formula']}>{String(problem['minimize'])}</p>
      </Card>
    );
  const collection = collectionOf(problem);
  const options = names[collection];
  const show = (field: FormField): ReactNode => (
    <SpecField
      key={field.key}
      field={field}
      value={problem[field.key]}
      defaultValue={field.defaultValue}
      fault={faults.get(`${path}.${field.key}`)}
      onChange={(value) => changeProblem({ ...single, problem: withKey(problem, field.key, value) })}
    />
  );
  const main = fields[collection].filter(({ group }) => group === 'main');
  const more = fields[collection].filter(({ group }) => group === 'more');
  return (
    <Card title={titles[collection]} itemKey={key}>
      <Select
        label="Problem"
        hideLabel
        value={options.find(({ id }) => id === problem['name'])?.id ?? null}
        options={options}
        // Bounds belong to the function they were set for.
        onChange={(name) => changeProblem({ ...single, problem: withKey({ ...problem, name }, 'bounds', undefined) })}
      />
      {main.map(show)}
      {more.length > 0 && <More title="More">{more.map(show)}</More>}
    </Card>
  );
}
