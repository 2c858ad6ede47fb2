// Knobs that are turned while the swarm moves. A turn acts from the next generation on, and is kept in the run's record.
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { KnobTurn } from '../../../core/run.ts';
import { psoSettings } from '../../../models/swarm/pso-settings.ts';
import type { SwarmSpec } from '../../../models/swarm/schema.ts';
import { formatNumber } from '../../../views/format.ts';
import { runView, turnShown } from '../run/run-view.ts';
import styles from './stage.module.css';

const knobs = [
  { key: 'inertia', label: 'Inertia', most: 1.2 },
  { key: 'cognitive', label: 'Own best', most: 4 },
  { key: 'social', label: 'Swarm best', most: 4 },
  { key: 'velocityLimit', label: 'Velocity limit', most: 1 },
] as const;

export function Knobs() {
  const record = useStore(runView, (view) => view.record);
  const isGoing = useStore(runView, ({ phase }) => phase === 'running' || phase === 'paused');
  if (!record || record.spec.problem.name === 'fit') return null;
  const values = knobValues(record.spec, record.knobTurns);
  return (
    <div className={styles['knobs']} role="group" aria-label="Knobs of the running swarm">
      {knobs.map(({ key, label, most }) => (
        <Knob key={key} name={key} label={label} most={most} value={values[key]} isDisabled={!isGoing} />
      ))}
    </div>
  );
}

type KnobName = (typeof knobs)[number]['key'];

/** What the swarm has now: its spec's values, then the turns in their order. */
function knobValues(spec: SwarmSpec, turns: readonly KnobTurn[]): Record<KnobName, number> {
  const { inertiaFirst, cognitive, social, velocityLimit } = psoSettings(spec.algorithm, spec.stop, 1);
  return Object.assign({ inertia: inertiaFirst, cognitive, social, velocityLimit }, ...turns.map((turn) => turn.knobs));
}

interface KnobProps {
  readonly name: KnobName;
  readonly label: string;
  readonly most: number;
  readonly value: number;
  /** The run is over: the knobs show where they stood. */
  readonly isDisabled: boolean;
}

/** A drag asks for many values; the run is told a few times a second. */
const turnEveryMs = 120;

function Knob({ name, label, most, value, isDisabled }: KnobProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newest = useRef(value);
  useEffect(() => () => clearTimeout(waiting.current ?? undefined), []);
  function turn(next: number): void {
    setDragged(next);
    newest.current = next;
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      // A run that ended meanwhile has no knobs any more.
      turnShown({ [name]: newest.current }).then(
        () => setDragged(null),
        () => setDragged(null),
      );
    }, turnEveryMs);
  }
  const shown = dragged ?? value;
  return (
    <label className={styles['knob']}>
      <span>{label}</span>
      <input
        type="range"
        min={name === 'velocityLimit' ? 0.01 : 0}
        max={most}
        step={0.01}
        disabled={isDisabled}
        value={shown}
        onChange={(event) => turn(event.target.valueAsNumber)}
      />
      <output className="number">{formatNumber(shown, 3)}</output>
    </label>
  );
}
