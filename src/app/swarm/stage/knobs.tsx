// Knobs that are turned while the swarm moves. A turn acts from the next generation on, and is kept in the run's record.
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { KnobTurn } from '../../../core/run.ts';
import { turnables } from '../../../models/swarm/algorithms/turnables.ts';
import { swarmSettings } from '../../../models/swarm/swarm-settings.ts';
import type { SwarmSpec } from '../../../models/swarm/schema.ts';
import { formatNumber } from '../../../views/format.ts';
import { runView, turnShown } from '../run/run-view.ts';
import styles from './stage.module.css';

export function Knobs() {
  const record = useStore(runView, (view) => view.record);
  const isGoing = useStore(runView, ({ phase }) => phase === 'running' || phase === 'paused');
  if (!record || record.spec.problem.name === 'fit') return null;
  const knobs = Object.entries(turnables[record.spec.algorithm.name]);
  if (knobs.length === 0) return null;
  const values = knobValues(record.spec, record.knobTurns);
  return (
    <div className={styles['knobs']} role="group" aria-label="Knobs of the running swarm">
      {knobs.map(([name, { label, slider }]) => (
        <Knob key={name} name={name} label={label} slider={slider} value={values[name] ?? 0} isDisabled={!isGoing} />
      ))}
    </div>
  );
}

/** What the swarm has now: its spec's values, then the turns in their order. */
function knobValues(spec: SwarmSpec, turns: readonly KnobTurn[]): Record<string, number> {
  const { knobs } = swarmSettings(spec.algorithm, spec.stop, 1);
  const ofSpec = Object.entries(turnables[spec.algorithm.name]).map(
    ([name, knob]) => [name, knob.read(knobs)] as const,
  );
  return Object.assign(Object.fromEntries(ofSpec), ...turns.map((turn) => turn.knobs));
}

interface KnobProps {
  readonly name: string;
  readonly label: string;
  readonly slider: readonly [number, number];
  readonly value: number;
  /** The run is over: the knobs show where they stood. */
  readonly isDisabled: boolean;
}

/** A drag asks for many values; the run is told a few times a second. */
const turnEveryMs = 120;

function Knob({ name, label, slider, value, isDisabled }: KnobProps) {
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
        min={slider[0]}
        max={slider[1]}
        step={0.01}
        disabled={isDisabled}
        value={shown}
        onChange={(event) => turn(event.target.valueAsNumber)}
      />
      <output className="number">{formatNumber(shown, 3)}</output>
    </label>
  );
}
