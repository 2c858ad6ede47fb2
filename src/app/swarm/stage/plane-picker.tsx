// Which two variables the landscape is over, or the principal plane of the swarm.
import { useStore } from 'zustand';
import { dimensionsOf, type ProblemSpec } from '../../../models/swarm/schema.ts';
import { axesFor, stageOptions } from '../run/stage-options.ts';
import { axisTitle } from './problem-words.ts';
import styles from './stage.module.css';

/** Beyond this a list of dimensions is no help: they are typed. */
const mostListed = 64;

export function PlanePicker({ problem }: { readonly problem: ProblemSpec }) {
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
