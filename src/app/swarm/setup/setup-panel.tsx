// Setup: what to solve, with what, until when. The button that starts it is always in sight.
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../shared/action-button.tsx';
import { Tabs } from '../../shared/tabs.tsx';
import type { ProblemKind } from '../spec/draft.ts';
import { chooseKind } from '../spec/draft-store.ts';
import { isGoing, runView } from '../run/run-view.ts';
import { AlgorithmForm } from './algorithm-form.tsx';
import { CostLine } from './cost-line.tsx';
import { HelpLine } from './field-frame.tsx';
import { FunctionForm } from './function-form.tsx';
import { RunButtons } from './run-buttons.tsx';
import styles from './setup.module.css';
import { StopForm } from './stop-form.tsx';
import { useDraft } from './use-draft.ts';

const FitForm = lazy(() => import('./fit-form.tsx').then(({ FitForm }) => ({ default: FitForm })));
const ExternalForm = lazy(() => import('./external-form.tsx').then(({ ExternalForm }) => ({ default: ExternalForm })));
const FormulaForm = lazy(() => import('./formula-form.tsx').then(({ FormulaForm }) => ({ default: FormulaForm })));

const WgslForm = lazy(() => import('./wgsl-form.tsx').then(({ WgslForm }) => ({ default: WgslForm })));

const kinds: readonly { readonly id: ProblemKind; readonly title: string }[] = [
  { id: 'catalogue', title: 'Function' },
  { id: 'fit', title: 'Curve fit' },
  { id: 'formula', title: 'Formula' },
  { id: 'wgsl', title: 'WGSL' },
  { id: 'external', title: 'Outside' },
];
const forms = {
  catalogue: <FunctionForm />,
  fit: <FitForm />,
  formula: <FormulaForm />,
  wgsl: <WgslForm />,
  external: <ExternalForm />,
};

export function SetupPanel() {
  const { kind } = useDraft();
  return (
    <div className={styles['setup']}>
      <div className={styles['scroll']}>
        <section aria-labelledby="setup-problem" className={styles['section']}>
          <div className={styles['sectionHead']}>
            <h2 id="setup-problem">Problem</h2>
            <span className={styles['headTools']}>
              <ActionButton action="swarm.saved" variant="quiet" size="small" />
              <ActionButton action="swarm.spec" variant="quiet" size="small" iconOnly />
            </span>
          </div>
          <Tabs
            label="Kind of problem"
            selected={kind}
            onSelect={(id) => id !== kind && chooseKind(id)}
            tabs={kinds.map(({ id, title }) => ({
              id,
              title,
              content: (
                <div className={styles['fields']}>
                  <Suspense>{forms[id]}</Suspense>
                </div>
              ),
            }))}
          />
        </section>
        <section aria-labelledby="setup-algorithm" className={styles['section']}>
          <div className={styles['sectionHead']}>
            <h2 id="setup-algorithm">Algorithm</h2>
            {kind !== 'fit' && <ActionButton action="swarm.compare-algorithms" variant="quiet" size="small" />}
          </div>
          <div className={styles['fields']}>
            <AlgorithmForm />
          </div>
        </section>
        <section aria-labelledby="setup-stop" className={styles['section']}>
          <h2 id="setup-stop">Stop</h2>
          <div className={styles['fields']}>
            <StopForm />
          </div>
        </section>
      </div>
      <RunBar />
    </div>
  );
}

function RunBar() {
  const going = useStore(runView, ({ phase }) => isGoing(phase));
  return (
    <div className={styles['runBar']}>
      <HelpLine />
      {!going && <CostLine />}
      <RunButtons />
    </div>
  );
}
