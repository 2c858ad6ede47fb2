// An objective in WGSL: the editor with what is wrong, the space, the data.
import { useId } from 'react';
import { Button } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { Select } from '../../shared/select.tsx';
import { editDraft, loadSpec } from '../spec/draft-store.ts';
import type { WgslDraft } from '../spec/wgsl-draft.ts';
import { wgslExamples } from '../wgsl/wgsl-examples.ts';
import { FieldFrame } from './field-frame.tsx';
import { NumberInput } from './number-input.tsx';
import { Pair } from './pair.tsx';
import styles from './setup.module.css';
import { useDraft, useFaults } from './use-draft.ts';
import { VariableList } from './variable-list.tsx';
import { WgslData } from './wgsl-data.tsx';
import { WgslSource } from './wgsl-source.tsx';

const spaces = [
  { id: 'box', title: 'Many alike: dimensions and bounds' },
  { id: 'variables', title: 'Variables with names' },
] as const;

export function WgslForm() {
  const { wgsl } = useDraft();
  const faults = useFaults();
  const put = (change: Partial<WgslDraft>): void => editDraft({ wgsl: { ...wgsl, ...change } });
  const id = useId();
  return (
    <>
      <div className={styles['row']}>
        <Menu
          label="Examples"
          trigger={<Button size="small">Examples</Button>}
          entries={wgslExamples.map(({ title, spec }) => ({ id: title, title, run: () => loadSpec(spec) }))}
        />
      </div>
      <WgslSource draft={wgsl} onChange={(source) => put({ source })} />
      <Select label="Space" value={wgsl.space} options={spaces} onChange={(space) => put({ space })} />
      {wgsl.space === 'box' ? (
        <>
          <FieldFrame
            id={`${id}-dimensions`}
            label="Dimensions"
            help="How many coordinates there are: d, and at(x, 0u) to at(x, d - 1u)."
            fault={faults.get('problem.dimensions')}
          >
            <NumberInput
              id={`${id}-dimensions`}
              value={wgsl.dimensions}
              isInvalid={faults.has('problem.dimensions')}
              describedBy={`${id}-dimensions-text`}
              onChange={(value) => put({ dimensions: value ?? Number.NaN })}
            />
          </FieldFrame>
          <FieldFrame
            id={`${id}-bounds`}
            label="Bounds"
            help="The box, the same in every dimension."
            fault={faults.get('problem.bounds')}
            isGroup
          >
            <Pair
              label="Bounds"
              value={[wgsl.low, wgsl.high]}
              isInvalid={faults.has('problem.bounds')}
              onChange={(value) => {
                const [low = Number.NaN, high = Number.NaN] = Array.isArray(value) ? value.map(Number) : [];
                put({ low, high });
              }}
            />
          </FieldFrame>
        </>
      ) : (
        <VariableList variables={wgsl.variables} onChange={(variables) => put({ variables })} />
      )}
      <WgslData data={wgsl.data} onChange={(data) => put({ data })} />
      <FieldFrame
        id={`${id}-iterations`}
        label="Iterations"
        help="What the loops of one evaluation may spend together. A loop that uses it up ends the run, and is named."
        note="default 1,000,000"
        fault={faults.get('problem.iterations')}
        onReset={wgsl.iterations === undefined ? undefined : () => put({ iterations: undefined })}
      >
        <NumberInput
          id={`${id}-iterations`}
          value={wgsl.iterations}
          placeholder="1000000"
          isInvalid={faults.has('problem.iterations')}
          describedBy={`${id}-iterations-text`}
          onChange={(iterations) => put({ iterations })}
        />
      </FieldFrame>
    </>
  );
}
