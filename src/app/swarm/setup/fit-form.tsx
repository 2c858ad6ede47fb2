// A curve to fit: data, what to explain, the model, a box for each parameter that the model names.
import { Wand } from 'lucide-react';
import { formatName } from '../../../data/formula/format.ts';
import { Button } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { modelExamples } from '../fit/models.ts';
import { editFit, proposeAllBoxes } from '../spec/draft-store.ts';
import { ColumnPicker } from './column-picker.tsx';
import { DataPicker } from './data-picker.tsx';
import { FormulaInput } from './formula-input.tsx';
import { ParameterBoxes } from './parameter-boxes.tsx';
import styles from './setup.module.css';
import { useDraft, useFaults } from './use-draft.ts';

export function FitForm() {
  const { fit } = useDraft();
  const faults = useFaults();
  const { data, response, model } = fit;
  const table = data?.table;
  return (
    <>
      <DataPicker data={data} fault={faults.get('problem.data')} />
      {table && (
        <>
          <ColumnPicker
            table={table}
            response={response}
            onChoose={(name) => editFit({ response: formatName(name) })}
          />
          <FormulaInput
            label="Response"
            help="What to explain: a column, or an expression of one such as log(y)."
            value={response}
            fault={faults.get('problem.response')}
            onChange={(text) => editFit({ response: text })}
          />
          <FormulaInput
            label="Model"
            help="A formula of the columns; every other name is a parameter to find: b1*(1 - exp(-b2*x))."
            value={model}
            fault={faults.get('problem.model')}
            onChange={(text) => editFit({ model: text })}
          />
          <div className={styles['row']}>
            <Menu
              label="Models"
              trigger={
                <Button size="small" variant="secondary">
                  Common models
                </Button>
              }
              entries={modelExamples(
                explanatory(
                  table.columns.map(({ name }) => name),
                  response,
                ),
              ).map(({ title, formula }) => ({
                id: title,
                title: `${title}: ${formula}`,
                run: () => editFit({ model: formula, parameters: {} }),
              }))}
            />
            <Button size="small" variant="quiet" icon={Wand} onPress={proposeAllBoxes}>
              Propose boxes
            </Button>
          </div>
          <ParameterBoxes parameters={fit.parameters} nist={data.nist} />
        </>
      )}
    </>
  );
}

/** The first column that is not the response. */
function explanatory(columns: readonly string[], response: string): string {
  return columns.find((name) => formatName(name) !== response.trim()) ?? columns[0] ?? 'x';
}
