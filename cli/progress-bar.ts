// One line on a terminal that says how far a run is.
import type { SwarmProgress } from '../src/models/swarm/result.ts';

const width = 24;

export function createProgressBar(stream: NodeJS.WriteStream) {
  return {
    update(progress: SwarmProgress): void {
      stream.write(`\r${describe(progress).slice(0, (stream.columns || 80) - 1)}\u001b[K`);
    },
    clear(): void {
      stream.write('\r\u001b[K');
    },
  };
}

function describe(progress: SwarmProgress): string {
  const { fraction, secondsLeft, fit, bestValue, violation, generation } = progress;
  const bar =
    fraction === null
      ? ''
      : `${'█'.repeat(Math.round(fraction * width)).padEnd(width, '░')} ${Math.round(fraction * 100)} % `;
  const best =
    progress.evaluations === 0
      ? 'no value yet'
      : violation > 0
        ? `violation ${violation.toPrecision(4)}`
        : `best ${(fit?.residualSumOfSquares ?? bestValue).toPrecision(4)}`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${bar}${best}, generation ${generation.toLocaleString('en')}, ${progress.phase}${left}`;
}
