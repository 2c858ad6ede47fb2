// What whoever started a search holds of it.
import { turnKnobs } from '../models/swarm/algorithms/turnables.ts';
import { badSpec } from '../models/swarm/spec-parts.ts';
import { swarmSettings } from '../models/swarm/swarm-settings.ts';
import type { Axes, SwarmHandle } from './api.ts';
import { outsideOf } from './outside.ts';
import { runHandleOf } from './run-handle.ts';
import type { Session } from './run-session.ts';
import type { SwarmCarrier } from './swarm-session.ts';

export interface GoingSearch {
  readonly kind: 'swarm';
  readonly session: Session;
  readonly carrier: SwarmCarrier;
}

/** @param pictureMembers in a picture, at most */
export function createSwarmHandle(
  session: Session,
  carrier: SwarmCarrier,
  pictureMembers: () => Promise<number>,
): SwarmHandle {
  const { control } = session;
  return {
    kind: 'swarm',
    ...runHandleOf(session),
    async turn(knobs) {
      session.needGoing();
      const { spec } = session.record();
      turnKnobs(swarmSettings(spec.algorithm, spec.stop, 1), knobs);
      await session.keepTurn(carrier.turn(knobs));
    },
    async look(axes: Axes | null) {
      carrier.look(axes, await pictureMembers());
    },
    async setPace(generationsPerSecond) {
      if (generationsPerSecond !== null && !(generationsPerSecond > 0))
        throw badSpec('pace', `must be above 0, got ${generationsPerSecond}`);
      control.setPace(generationsPerSecond);
    },
    async step(generations) {
      if (!Number.isInteger(generations) || generations < 1)
        throw badSpec('step', `must be a whole number above 0, got ${generations}`);
      session.needGoing();
      control.step(generations);
    },
    ask: async () => outsideOf(session, carrier).ask(),
    tell: async (values) => outsideOf(session, carrier).tell(values),
  };
}
