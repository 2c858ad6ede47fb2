// Worker threads for the CPU path.
import { Worker } from 'node:worker_threads';
import type { WorkerPool } from '../src/core/ports.ts';

/** @param entry the bundled cpu-worker.ts */
export function createWorkerPool(entry: URL, size: number): WorkerPool {
  return {
    size,
    start() {
      const worker = new Worker(entry);
      let isClosed = false;
      return {
        post: (message) => worker.postMessage(message),
        listen(onMessage, onFailure) {
          worker.on('message', onMessage);
          worker.once('error', onFailure);
          worker.once('exit', (code) => {
            if (!isClosed) onFailure(new Error(`it ended with code ${code}`));
          });
        },
        close() {
          isClosed = true;
          void worker.terminate();
        },
      };
    },
  };
}
