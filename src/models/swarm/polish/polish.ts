// The polish of a search: which problems take one, and what a spec gets that says nothing of it. Device-free.
import { z } from '../../../core/schema.ts';
import { isCluster } from '../clusters/clusters.ts';
import { isDesign } from '../designs/design-names.ts';
import type { ProblemSpec } from '../schema.ts';
import { badSpec } from '../spec-parts.ts';

export const polishes = ['none', 'local', 'basin-hopping'] as const;
export const polishSchema = z.enum(polishes);
export type Polish = (typeof polishes)[number];

/** Gradients by differences take twice as many evaluations as there are dimensions. */
const mostPolishedDimensions = 256;

/** Hops of a repeat. */
export function hopsOf(dimensions: number): number {
  return 50 * dimensions;
}

/** Why a problem cannot be polished; null where it can. */
function unpolishable(problem: ProblemSpec, dimensions: number): string | null {
  if (problem.name === 'fit') return 'a fit has a polish of its own';
  if (problem.name === 'external') return 'values from outside cannot be asked for one by one';
  if (problem.name === 'wgsl') return 'an objective in WGSL has no values in f64';
  const isSmooth = !isDesign(problem) && (problem.name !== 'formula' || isPlain(problem));
  if (!isSmooth) return 'a polish goes downhill in a box: it takes no constraints, whole numbers or choices';
  return dimensions > mostPolishedDimensions ? `a polish takes ${mostPolishedDimensions} dimensions at most` : null;
}

function isPlain({ variables, subjectTo }: Extract<ProblemSpec, { name: 'formula' }>): boolean {
  return subjectTo.length === 0 && Object.values(variables).every((variable) => Array.isArray(variable));
}

/**
 * Functions of the collections are there to measure searches by, and get none unless asked for; what somebody typed in is
 * there to be solved; a cluster's shapes are told apart by local minimisation alone.
 */
function defaultPolish(problem: ProblemSpec): Polish | undefined {
  if (isCluster(problem)) return 'basin-hopping';
  return problem.name === 'formula' && isPlain(problem) ? 'local' : undefined;
}

/** As a spec that asks for it, or says nothing, gets it; undefined: none, and not worth saying. Throws `bad-spec`. */
export function polishOf(asked: Polish | undefined, problem: ProblemSpec, dimensions: number): Polish | undefined {
  const cannot = asked === undefined || asked === 'none' ? null : unpolishable(problem, dimensions);
  if (cannot !== null) throw badSpec('polish', cannot, 'Leave polish out.');
  return asked ?? defaultPolish(problem);
}
