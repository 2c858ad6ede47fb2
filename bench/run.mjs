// `npm run bench -- NAME`: ours against peers on this machine, in turns, so that whatever else it does meets all alike.
import { benchOverhead } from './overhead.mjs';
import { benchPage } from './page.mjs';
import { benchSwarm } from './swarm.mjs';

const benches = { swarm: benchSwarm, overhead: benchOverhead, page: benchPage };
const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(`There is no bench "${name}". There is: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}
const at = args.indexOf('--repetitions');
await bench({ repetitions: at < 0 ? 20 : Number(args[at + 1]) });
