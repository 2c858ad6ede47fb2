// The cluster that the best place so far makes; before a run, atoms that nobody has moved yet.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { clusterReach } from '../../../models/swarm/clusters/clusters.ts';
import { atomEnergies } from '../../../models/swarm/clusters/lennard-jones.numeric.ts';
import { knownTitle } from '../../../models/swarm/known-functions.ts';
import type { ClusterProblem } from '../../../models/swarm/schema.ts';
import { type ClusterProps, ClusterView } from '../../../views/cluster-view.ts';
import { useReducedMotion } from '../../shared/engine.ts';
import { ViewHost } from '../../shared/view-host.tsx';
import { isGoing, runView } from '../run/run-view.ts';
import { keepPicture } from './shown-picture.ts';
import styles from './stage.module.css';

export function ClusterStage({ problem }: { readonly problem: ClusterProblem }) {
  const picture = useStore(runView, (view) => view.picture);
  const result = useStore(runView, (view) => view.result);
  const turns = useStore(runView, ({ phase }) => isGoing(phase));
  const reducedMotion = useReducedMotion();
  const props = useMemo((): ClusterProps => {
    const best = result ? result.best.position : picture ? Array.from(picture.best) : null;
    const coordinates = best?.length === 3 * problem.atoms ? best : looseBall(problem.atoms);
    return { title: knownTitle(problem), coordinates, energies: atomEnergies(coordinates), turns, reducedMotion };
  }, [problem, result, picture, turns, reducedMotion]);
  const caption = result
    ? 'The cluster with the least energy found'
    : picture
      ? 'The cluster with the least energy so far'
      : 'So many atoms, before the search';
  return (
    <figure className={styles['part']}>
      <ViewHost
        View={ClusterView}
        props={props}
        label="Cluster of atoms"
        className={styles['picture']}
        onView={keepPicture}
      />
      <figcaption>{caption}. Coloured by how well its neighbours hold each atom.</figcaption>
    </figure>
  );
}

/** Atoms evenly through a ball, along a spiral by the golden angle. */
function looseBall(atoms: number): number[] {
  const reach = clusterReach(atoms);
  return Array.from({ length: atoms }, (_, i) => {
    const height = 1 - (2 * (i + 0.5)) / atoms;
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    const radius = reach * Math.cbrt((((i * 7) % atoms) + 0.5) / atoms);
    const ring = radius * Math.sqrt(1 - height ** 2);
    return [ring * Math.cos(angle), radius * height, ring * Math.sin(angle)];
  }).flat();
}
