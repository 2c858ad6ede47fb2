// What a fit found: parameters with their standard errors, how good it is, how sure, and what else fits as well.
import { useStore } from 'zustand';
import type { FitResult } from '../../../models/swarm/result.ts';
import { formatCount, formatNumber, formatUncertain } from '../../../views/format.ts';
import { runView } from '../run/run-view.ts';
import styles from './readout.module.css';
import { VirtualRows } from './virtual-rows.tsx';

export function FitTable() {
  const fit = useStore(runView, (view) => view.result?.fit ?? null);
  const progress = useStore(runView, (view) => view.progress?.fit ?? null);
  if (fit) return <Found fit={fit} />;
  if (!progress) return null;
  const entries = Object.entries(progress.parameters);
  return (
    <section aria-label="Parameters so far">
      <h3>Parameters so far</h3>
      <VirtualRows
        label="Parameters so far"
        headers={['Parameter', 'Value']}
        count={entries.length}
        row={(index) => [entries[index]?.[0], formatNumber(entries[index]?.[1], 6)]}
      />
    </section>
  );
}

function Found({ fit }: { readonly fit: FitResult }) {
  const entries = Object.entries(fit.parameters);
  return (
    <section aria-label="Parameters">
      <h3>Parameters ± standard errors</h3>
      <VirtualRows
        label="Parameters with standard errors"
        headers={['Parameter', 'Value']}
        count={entries.length}
        row={(index) => {
          const [name = '', value = Number.NaN] = entries[index] ?? [];
          return [
            name,
            <span key={name} title={`${value} ± ${fit.standardErrors[name] ?? 'not determined'}`}>
              {formatUncertain(value, fit.standardErrors[name] ?? Number.NaN)}
            </span>,
          ];
        }}
      />
      {fit.notes.map((note) => (
        <p key={note} className={styles['warn']}>
          {note}
        </p>
      ))}
      <dl className={styles['figures']}>
        <div>
          <dt>R²</dt>
          <dd className="number">{formatNumber(fit.rSquared, 6)}</dd>
        </div>
        <div>
          <dt>Residual standard deviation</dt>
          <dd className="number">{formatNumber(fit.residualStandardDeviation)}</dd>
        </div>
        <div>
          <dt>Degrees of freedom</dt>
          <dd className="number">{formatCount(fit.degreesOfFreedom)}</dd>
        </div>
        <div>
          <dt>Found again</dt>
          <dd className="number">
            {formatCount(fit.found.times)} of {formatCount(fit.found.polishes)} polishes
          </dd>
        </div>
      </dl>
      {fit.alternatives.length > 0 && <Alternatives fit={fit} names={entries.map(([name]) => name)} />}
    </section>
  );
}

function Alternatives({ fit, names }: { readonly fit: FitResult; readonly names: readonly string[] }) {
  return (
    <details className={styles['details']}>
      <summary>
        {fit.alternatives.length === 1
          ? 'One other optimum explains the data as well'
          : `${formatCount(fit.alternatives.length)} other optima explain the data as well`}
      </summary>
      <VirtualRows
        label="Other optima"
        headers={[...names, 'RSS']}
        count={fit.alternatives.length}
        row={(index) => {
          const other = fit.alternatives[index];
          return [
            ...names.map((name) => formatNumber(other?.parameters[name])),
            formatNumber(other?.residualSumOfSquares),
          ];
        }}
      />
    </details>
  );
}
