// Independent searches side by side: how far their results agree.
import { useStore } from 'zustand';
import { formatCount, formatNumber } from '../../../views/format.ts';
import { runView } from '../run/run-view.ts';
import { VirtualRows } from './virtual-rows.tsx';

export function RepeatsTable() {
  const result = useStore(runView, (view) => view.result);
  if (!result || result.repeats.length < 2) return null;
  const sorted = [...result.repeats].sort((a, b) => a.best.violation - b.best.violation || a.best.value - b.best.value);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return (
    <section aria-label="Repeats">
      <h3>
        {formatCount(sorted.length)} repeats: best {formatNumber(sorted[0]?.best.value)}, median{' '}
        {formatNumber(middle?.best.value)}, worst {formatNumber(sorted.at(-1)?.best.value)}
      </h3>
      <VirtualRows
        label="Repeats, best first"
        headers={['Repeat', 'Best', 'Generations']}
        count={sorted.length}
        row={(index) => {
          const repeat = sorted[index];
          return [
            (repeat?.repeat ?? 0) + 1,
            formatNumber(repeat?.best.value, 6),
            `${formatCount(repeat?.generations ?? 0)}${(repeat?.restarts ?? 0) > 0 ? `, ${repeat?.restarts} restarts` : ''}`,
          ];
        }}
      />
    </section>
  );
}
