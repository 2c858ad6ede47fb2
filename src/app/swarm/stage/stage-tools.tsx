// What the stage shows of the swarm: plane, colours, trails, contours; and the ways to take the picture away.
import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import { dimensionsOf, type ProblemSpec } from '../../../models/swarm/schema.ts';
import { canRun, runAction, useActions } from '../../shared/actions.ts';
import { IconButton } from '../../shared/button.tsx';
import { Menu } from '../../shared/menu.tsx';
import { axesFor, stageOptions } from '../run/stage-options.ts';
import { axisTitle } from './problem-words.ts';
import styles from './stage.module.css';

export function StageTools({ problem }: { readonly problem: ProblemSpec }) {
  return (
    <div className={styles['tools']}>
      <PlanePicker problem={problem} />
      <Looks />
    </div>
  );
}

/** Beyond this a list of dimensions is no help: they are typed. */
const mostListed = 64;

function PlanePicker({ problem }: { readonly problem: ProblemSpec }) {
  const { axes: wanted } = useStore(stageOptions);
  const dimensions = dimensionsOf(problem);
  const axes = axesFor(wanted, dimensions);
  if (dimensions < 3 || axes === null) return null;
  const pair = axes === 'principal' ? ([0, 1] as const) : axes;
  const choose = (index: 0 | 1, dimension: number): void => {
    const other = pair[1 - index] ?? 0;
    const free = dimension === other ? (other === 0 ? 1 : 0) : other;
    stageOptions.setState({ axes: index === 0 ? [dimension, free] : [free, dimension] });
  };
  const picker = (index: 0 | 1, label: string) =>
    dimensions <= mostListed ? (
      <select
        aria-label={label}
        className={styles['select']}
        value={pair[index]}
        onChange={(event) => choose(index, Number(event.target.value))}
      >
        {Array.from({ length: dimensions }, (_, d) => (
          <option key={d} value={d}>
            {axisTitle(problem, d)}
          </option>
        ))}
      </select>
    ) : (
      <input
        type="number"
        aria-label={label}
        className={styles['select']}
        min={1}
        max={dimensions}
        value={pair[index] + 1}
        onChange={(event) => {
          const dimension = event.target.valueAsNumber - 1;
          if (dimension >= 0 && dimension < dimensions) choose(index, dimension);
        }}
      />
    );
  return (
    <div className={styles['plane']} role="group" aria-label="Plane">
      <select
        aria-label="Plane"
        className={styles['select']}
        value={axes === 'principal' ? 'principal' : 'axes'}
        onChange={(event) => stageOptions.setState({ axes: event.target.value === 'principal' ? 'principal' : [0, 1] })}
      >
        <option value="axes">Two variables</option>
        <option value="principal">Principal plane</option>
      </select>
      {axes !== 'principal' && (
        <>
          {picker(0, 'Across')}
          {picker(1, 'Up')}
        </>
      )}
    </div>
  );
}

const scales = [
  { id: 'auto', title: 'Auto colours' },
  { id: 'linear', title: 'Linear colours' },
  { id: 'log', title: 'Log colours' },
] as const;

function Looks() {
  const { trails, contours, scale } = useStore(stageOptions);
  return (
    <div className={styles['looks']}>
      <Toggle label="Trails" isOn={trails} onChange={(isOn) => stageOptions.setState({ trails: isOn })} />
      <Toggle label="Contours" isOn={contours} onChange={(isOn) => stageOptions.setState({ contours: isOn })} />
      <select
        aria-label="Scale of the colours"
        className={styles['select']}
        value={scale}
        onChange={({ target }) => {
          const chosen = scales.find(({ id }) => id === target.value);
          if (chosen) stageOptions.setState({ scale: chosen.id });
        }}
      >
        {scales.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Toggle({ label, isOn, onChange }: ToggleProps) {
  return (
    <button type="button" className={styles['toggle']} aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {label}
    </button>
  );
}

const saves = ['swarm.png', 'swarm.svg', 'swarm.csv'];

export function SaveMenu() {
  const actions = useActions();
  const entries = saves.flatMap((id) => {
    const action = actions.find((candidate) => candidate.id === id);
    return action
      ? [{ id, title: action.title, icon: action.icon, isDisabled: !canRun(action), run: () => void runAction(id) }]
      : [];
  });
  return (
    <Menu
      label="Save"
      trigger={<IconButton icon={Download} label="Save picture or numbers" size="small" />}
      entries={entries}
    />
  );
}
