// One line on a terminal that says how far a run is.
import type { SwarmProgress } from '../src/models/swarm/result.ts';

const width = 24;

export function createProgressBar(stream: NodeJS.WriteStream) {
  return {
    update(progress: SwarmProgress): void {
      showLine(stream, progress.fraction, describe(progress));
    },
    clear: (): void => clearLine(stream),
  };
}

/** @param fraction 0 to 1, or null: no bar */
export function showLine(stream: NodeJS.WriteStream, fraction: number | null, text: string): void {
  const bar =
    fraction === null
      ? ''
      : `${'█'.repeat(Math.round(fraction * width)).padEnd(width, '░')} ${Math.round(fraction * 100)} % `;
  stream.write(`\r${`${bar}${text}`.slice(0, (stream.columns || 80) - 1)}\u001b[K`);
}

export function clearLine(stream: NodeJS.WriteStream): void {
  stream.write('\r\u001b[K');
}

function describe(progress: SwarmProgress): string {
  const { secondsLeft, fit, bestValue, violation, generation } = progress;
  const best =
    progress.evaluations === 0
      ? 'no value yet'
      : violation > 0
        ? `violation ${violation.toPrecision(4)}`
        : `best ${(fit?.residualSumOfSquares ?? bestValue).toPrecision(4)}`;
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `${best}, generation ${generation.toLocaleString('en')}, ${progress.phase}${left}`;
}
