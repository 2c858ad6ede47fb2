// A cluster of atoms: how many, and what is known of it.
import { clusterReach, clusterSource, leastEnergy } from '../../../models/swarm/clusters/clusters.ts';
import { clusterProblemSchema } from '../../../models/swarm/schema.ts';
import { formatNumber } from '../../../views/format.ts';
import { editDraft } from '../spec/draft-store.ts';
import { fieldsOf } from '../spec/form-model.ts';
import { FieldGroup } from './field-group.tsx';
import shared from './setup.module.css';
import { useDraft } from './use-draft.ts';

const fields = fieldsOf(clusterProblemSchema).filter(({ key }) => key !== 'name');

export function ClusterForm() {
  const { catalogue: problem } = useDraft();
  const atoms = clusterProblemSchema.safeParse(problem).data?.atoms ?? null;
  const minimum = atoms === null ? null : leastEnergy(atoms);
  return (
    <>
      <div className={shared['facts']}>
        <h3>Lennard-Jones cluster</h3>
        <p>
          Atoms that attract each other from afar and push each other away when they touch: the shape with the least
          energy, of very many that are nearly as good.
        </p>
        <dl>
          <dt>Minimise</dt>
          <dd>Σ 4 (r⁻¹² − r⁻⁶) over all pairs, in units of a pair’s depth ε and size σ</dd>
          {atoms !== null && (
            <>
              <dt>Box</dt>
              <dd>±{formatNumber(clusterReach(atoms))} σ, three coordinates an atom</dd>
            </>
          )}
          <dt>Minimum</dt>
          <dd>{minimum === null ? 'not kept for this size' : `${formatNumber(minimum, 9)} ε`}</dd>
          <dt>Source</dt>
          <dd>{clusterSource}</dd>
        </dl>
      </div>
      <FieldGroup
        fields={fields}
        prefix="problem"
        values={problem}
        onChange={(catalogue) => editDraft({ catalogue })}
      />
    </>
  );
}
