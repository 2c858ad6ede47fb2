// When it ends, how often it is repeated, on what it runs.
import { useId } from 'react';
import { useStore } from 'zustand';
import type { PathChoice } from '../../../engine/api.ts';
import { fieldTexts } from '../../../core/schema.ts';
import { swarmSpecSchema } from '../../../models/swarm/schema.ts';
import { Select } from '../../shared/select.tsx';
import { type Draft, stopFields } from '../spec/draft.ts';
import { draftStore, editDraft } from '../spec/draft-store.ts';
import { FieldFrame } from './field-frame.tsx';
import { FieldGroup } from './field-group.tsx';
import { NumberInput } from './number-input.tsx';
import { useDraft, useFaults } from './use-draft.ts';

const paths: readonly { readonly id: PathChoice; readonly title: string; readonly help: string }[] = [
  { id: 'auto', title: 'Automatic', help: 'The GPU, unless it measures slower than the CPU.' },
  { id: 'gpu', title: 'GPU', help: 'Also where it is a software adapter.' },
  { id: 'cpu', title: 'CPU', help: 'Several workers, f64 arithmetic.' },
];

const polishOptions = [
  { id: 'auto', title: 'Automatic' },
  { id: 'none', title: 'None' },
  { id: 'local', title: 'Local minimum' },
  { id: 'basin-hopping', title: 'Basin hopping' },
] as const satisfies readonly { readonly id: Draft['polish']; readonly title: string }[];

export function StopForm() {
  const { stop, path, polish } = useDraft();
  const polishFault = useFaults().get('polish');
  // A search without an end gets one: what it gets is shown as the default.
  const whole: Readonly<Record<string, unknown>> = useStore(draftStore, ({ check }) => check.spec?.stop) ?? {};
  return (
    <>
      <FieldGroup
        fields={stopFields}
        prefix="stop"
        values={stop}
        onChange={(changed) => editDraft({ stop: changed })}
        defaultOf={({ key }) => (stop[key] === undefined ? whole[key] : undefined)}
      >
        <CountField name="repeats" fallback={1} />
        <Select
          label="Polish"
          value={polish}
          options={polishOptions}
          onChange={(chosen) => editDraft({ polish: chosen })}
          help={polishFault?.message ?? fieldTexts.get(swarmSpecSchema.shape.polish)?.help}
        />
        <Select
          label="Runs on"
          value={path}
          options={paths}
          onChange={(chosen) => editDraft({ path: chosen })}
          help={paths.find(({ id }) => id === path)?.help}
        />
      </FieldGroup>
      <CountField name="seed" fallback={1} />
    </>
  );
}

function CountField({ name, fallback }: { readonly name: 'seed' | 'repeats'; readonly fallback: number }) {
  const draft = useDraft();
  const fault = useFaults().get(name);
  const id = useId();
  const text = fieldTexts.get(swarmSpecSchema.shape[name]);
  return (
    <FieldFrame
      id={id}
      label={text?.label ?? name}
      help={text?.help ?? ''}
      note={`default ${fallback}`}
      fault={fault}
      onReset={draft[name] === fallback ? undefined : () => editDraft({ [name]: fallback })}
    >
      <NumberInput
        id={id}
        describedBy={`${id}-text`}
        value={draft[name]}
        isInvalid={fault !== undefined}
        onChange={(value) => editDraft({ [name]: value ?? Number.NaN })}
      />
    </FieldFrame>
  );
}
