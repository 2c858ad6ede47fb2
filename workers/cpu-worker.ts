// A worker of the CPU path, started by the engine's worker.
import { serveCpuWorker } from '../src/models/swarm/cpu-worker.ts';

const take = serveCpuWorker((answer) => self.postMessage(answer));
self.onmessage = ({ data }) => take(data);
