// All runs of all tabs: find, compare, go on, take away.
import { Activity, ArrowLeftRight, Download, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { RunOverview, RunStatus } from '../../core/run.ts';
import { exportEverything } from '../frame/bundles.ts';
import { ActionButton } from '../shared/action-button.tsx';
import { useRegisterActions } from '../shared/actions.ts';
import { Button, ButtonLink } from '../shared/button.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { refreshRuns, useRuns } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { usePageTitle } from '../shared/page-title.ts';
import { stateTitles } from '../shared/run-state-mark.tsx';
import { Select } from '../shared/select.tsx';
import { TextField } from '../shared/text-field.tsx';
import { CompareRuns } from './compare-runs.tsx';
import { remove } from './run-commands.ts';
import { firstQuery, problemsIn, select, type ListQuery } from './run-list.ts';
import { RunTable } from './run-table.tsx';
import styles from './runs.module.css';

const none: readonly RunOverview[] = [];

export function RunsPage() {
  usePageTitle('Runs');
  const { runs, here, error } = useRuns();
  const [parameters] = useSearchParams();
  const [query, setQuery] = useState<ListQuery>(() => ({ ...firstQuery, state: stateFrom(parameters.get('state')) }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(parameters.getAll('compare')));
  const [isComparing, setComparing] = useState(false);
  const all = runs ?? none;
  const shown = useMemo(() => select(all, query), [all, query]);
  const selection = useMemo(() => all.filter(({ id }) => chosen.has(id)), [all, chosen]);

  useRegisterActions([
    {
      id: 'runs.compare',
      title: 'Compare',
      group: 'Runs',
      shortcut: 'c',
      icon: ArrowLeftRight,
      when: () => selection.length > 1,
      run: () => setComparing(true),
    },
    {
      id: 'runs.export',
      title: 'Export selection',
      group: 'Runs',
      shortcut: 'e',
      icon: Download,
      when: () => selection.length > 0,
      run: () => void exportEverything(selection.map(({ id }) => id)),
    },
    {
      id: 'runs.delete',
      title: 'Delete selection',
      group: 'Runs',
      shortcut: 'delete',
      icon: Trash2,
      when: () => selection.length > 0,
      run: () => {
        setChosen(new Set());
        void remove(selection);
      },
    },
  ]);

  if (error && !runs)
    return (
      <div className={styles['page']}>
        <ErrorPanel
          title="The runs could not be read"
          error={error}
          actions={
            <Button size="small" onPress={() => void refreshRuns()}>
              Try again
            </Button>
          }
        />
      </div>
    );
  if (runs && runs.length === 0)
    return (
      <EmptyState
        icon={Activity}
        title="No runs yet"
        actions={
          <>
            <ButtonLink href="/swarm" variant="primary">
              Start a search
            </ButtonLink>
            <ActionButton action="data.import" />
          </>
        }
      >
        Whatever you run is kept here, in this browser: to look at again, compare, go on with or take elsewhere.
      </EmptyState>
    );
  if (isComparing && selection.length > 1)
    return <CompareRuns ids={selection.map(({ id }) => id)} onClose={() => setComparing(false)} />;
  return (
    <div className={styles['page']}>
      <div className={styles['filters']}>
        <TextField
          label="Find"
          hideLabel
          placeholder="Find by title, problem or result"
          value={query.text}
          onChange={(text) => setQuery({ ...query, text })}
        />
        <Select
          label="State"
          hideLabel
          value={query.state}
          options={[{ id: 'all', title: 'Any state' }, ...statuses.map((id) => ({ id, title: stateTitles[id] }))]}
          onChange={(state) => setQuery({ ...query, state })}
        />
        <Select
          label="Problem"
          hideLabel
          value={query.problem}
          options={[{ id: 'all', title: 'Any problem' }, ...problemsIn(all).map((id) => ({ id, title: id }))]}
          onChange={(problem) => setQuery({ ...query, problem })}
        />
        <ActionButton action="data.import" />
      </div>
      <div className={styles['tools']} aria-live="polite">
        <span className={styles['count']}>
          {!runs
            ? 'Reading'
            : selection.length > 0
              ? `${selection.length.toLocaleString('en')} selected${selection.length === 1 ? '; choose another to compare it with' : ''}`
              : shown.length === all.length
                ? `${all.length.toLocaleString('en')} ${all.length === 1 ? 'run' : 'runs'}`
                : `${shown.length.toLocaleString('en')} of ${all.length.toLocaleString('en')} runs`}
        </span>
        {selection.length > 0 && (
          <>
            <ActionButton action="runs.compare" size="small" isDisabled={selection.length < 2} />
            <ActionButton action="runs.export" size="small" isDisabled={false} />
            <ActionButton action="runs.delete" size="small" isDisabled={false} />
            <Button size="small" variant="quiet" onPress={() => setChosen(new Set())}>
              Select none
            </Button>
          </>
        )}
      </div>
      {runs && shown.length === 0 ? (
        <EmptyState
          title="No run is like that"
          actions={<Button onPress={() => setQuery(firstQuery)}>Show all runs</Button>}
        />
      ) : (
        <RunTable runs={shown} here={here} query={query} onQuery={setQuery} chosen={chosen} onChoose={setChosen} />
      )}
    </div>
  );
}

const statuses: readonly RunStatus[] = [
  'running',
  'queued',
  'paused',
  'waiting',
  'interrupted',
  'done',
  'cancelled',
  'failed',
];

function stateFrom(text: string | null): ListQuery['state'] {
  return statuses.find((status) => status === text) ?? 'all';
}
