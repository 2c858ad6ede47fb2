// What the stage shows of the swarm: part or landscape, plane, colours, trails, contours.
import { useStore } from 'zustand';
import { isCluster } from '../../../models/swarm/clusters/clusters.ts';
import { isDesign } from '../../../models/swarm/designs/design-names.ts';
import type { ProblemSpec } from '../../../models/swarm/schema.ts';
import { stageOptions } from '../run/stage-options.ts';
import { PlanePicker } from './plane-picker.tsx';
import styles from './stage.module.css';
import { Toggle } from './toggle.tsx';

export function StageTools({ problem }: { readonly problem: ProblemSpec }) {
  const shows = useStore(stageOptions, (options) => options.shows);
  const isOfAtoms = isCluster(problem);
  const hasPart = isOfAtoms || isDesign(problem);
  return (
    <div className={styles['tools']}>
      {hasPart && (
        <div className={styles['plane']} role="group" aria-label="Picture">
          <Toggle
            label={isOfAtoms ? 'Atoms' : 'Part'}
            isOn={shows === 'part'}
            onChange={() => stageOptions.setState({ shows: 'part' })}
          />
          <Toggle
            label="Landscape"
            isOn={shows === 'landscape'}
            onChange={() => stageOptions.setState({ shows: 'landscape' })}
          />
        </div>
      )}
      {!(hasPart && shows === 'part') && (
        <>
          <PlanePicker problem={problem} />
          <Looks />
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
