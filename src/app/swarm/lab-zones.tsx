// Where a lab's zones are not side by side, the one to look at.
import styles from './swarm-lab.module.css';

const zones = [
  { id: 'setup', title: 'Setup' },
  { id: 'stage', title: 'Stage' },
  { id: 'readout', title: 'Readout' },
] as const;
export type Zone = (typeof zones)[number]['id'];

export interface LabZonesProps {
  readonly zone: Zone;
  readonly onChange: (zone: Zone) => void;
}

export function LabZones({ zone, onChange }: LabZonesProps) {
  return (
    <div className={styles['zones']} role="group" aria-label="Parts of the lab">
      {zones.map(({ id, title }) => (
        <button key={id} type="button" aria-pressed={zone === id} onClick={() => onChange(id)}>
          {title}
        </button>
      ))}
    </div>
  );
}
