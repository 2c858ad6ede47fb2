// Fields of one schema: those that most people change, and the others folded under 'More'.
import type { ReactNode } from 'react';
import type { FormField } from '../spec/form-model.ts';
import type { Overrides } from '../spec/draft.ts';
import { withKey } from '../spec/draft-store.ts';
import styles from './setup.module.css';
import { SpecField } from './spec-field.tsx';
import { useFaults } from './use-draft.ts';

export interface FieldGroupProps {
  readonly fields: readonly FormField[];
  /** Where the schema sits in the spec: 'algorithm'. */
  readonly prefix: string;
  readonly values: Overrides;
  readonly onChange: (values: Overrides) => void;
  readonly defaultOf?: (field: FormField) => unknown;
  readonly hintOf?: (field: FormField) => string | null;
  /** Stands at the end of 'More'. */
  readonly children?: ReactNode;
}

export function FieldGroup({ fields, prefix, values, onChange, children, ...options }: FieldGroupProps) {
  const faults = useFaults();
  const { defaultOf = (field) => field.defaultValue, hintOf } = options;
  const main = fields.filter(({ group }) => group === 'main');
  const more = fields.filter(({ group }) => group === 'more');
  const show = (field: FormField): ReactNode => (
    <SpecField
      key={field.key}
      field={field}
      value={values[field.key]}
      defaultValue={defaultOf(field)}
      fault={faults.get(`${prefix}.${field.key}`)}
      hint={hintOf?.(field)}
      onChange={(value) => onChange(withKey(values, field.key, value))}
    />
  );
  const changed = more.filter(({ key }) => values[key] !== undefined).length;
  const isFaulty = more.some(({ key }) => faults.has(`${prefix}.${key}`));
  return (
    <>
      {main.map(show)}
      {(more.length > 0 || children) && (
        <More title={changed > 0 ? `More (${changed} changed)` : 'More'} isOpen={isFaulty}>
          {more.map(show)}
          {children}
        </More>
      )}
    </>
  );
}

export interface MoreProps {
  readonly title: string;
  /** Opened by itself, because something in it needs to be seen. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

export function More({ title, isOpen = false, children }: MoreProps) {
  return (
    <details className={styles['more']} {...(isOpen && { open: true })}>
      {/* Space opens it; it must not reach the shortcuts. */}
      <summary>{title}</summary>
      <div className={styles['fields']}>{children}</div>
    </details>
  );
}
