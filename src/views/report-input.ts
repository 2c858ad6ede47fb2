// What a report is made of.
import type { RunRecord } from '../core/run.ts';
import type { SwarmResult } from '../models/swarm/result.ts';
import type { FormulaProblem } from '../models/swarm/schema.ts';
import type { Series } from './curves-chart.ts';
import type { PartPicture } from './part-chart.ts';
import type { Grid } from './heat.ts';

export interface ReportInput {
  readonly record: RunRecord;
  readonly result: SwarmResult;
  /** The adapter that carried it, in words: "NVIDIA ampere", "CPU". */
  readonly adapterName: string;
  /** The objective as typed in, or as it would be: of formulas and engineering designs. */
  readonly typed?: FormulaProblem | null;
  /** The part of an engineering design at the best place. */
  readonly part?: PartPicture | null;
  /** The landscape over two of the problem's dimensions, where there is one. */
  readonly landscape?: {
    readonly grid: Grid;
    readonly xTitle: string;
    readonly yTitle: string;
    readonly best: readonly [number, number] | null;
    readonly optimum: readonly [number, number] | null;
  } | null;
  /** Further curves over generations, such as mean and diversity, each in a picture of its own. */
  readonly series?: readonly Series[];
  /** Least value of the problem, where it is published. */
  readonly knownMinimum?: number | null;
}
