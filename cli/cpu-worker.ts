// Entry of a worker thread of the CPU path.
import { parentPort } from 'node:worker_threads';
import { serveCpuWorker } from '../src/models/swarm/cpu-worker.ts';

const take = serveCpuWorker((answer) => parentPort?.postMessage(answer));
parentPort?.on('message', take);
