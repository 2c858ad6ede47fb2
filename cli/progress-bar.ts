// One line on a terminal that says how far a run is.
import type { SwarmProgress } from '../src/models/swarm/result.ts';

const width = 24;

export function createProgressBar(stream: NodeJS.WriteStream) {
  return {
    update(progress: SwarmProgress): void {
      const share = progress.fraction ?? 0;
      const bar =
        progress.fraction === null
          ? ''
          : `${'█'.repeat(Math.round(share * width)).padEnd(width, '░')} ${Math.round(share * 100)} % `;
      const left = progress.secondsLeft === null ? '' : `, ${Math.ceil(progress.secondsLeft)} s left`;
      const line = `${bar}best ${progress.bestValue.toPrecision(4)}, generation ${progress.generation.toLocaleString('en')}${left}`;
      stream.write(`\r${line.slice(0, (stream.columns ?? 80) - 1)}\u001b[K`);
    },
    clear(): void {
      stream.write('\r\u001b[K');
    },
  };
}
