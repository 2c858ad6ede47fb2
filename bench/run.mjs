// `npm run bench -- NAME`: ours against peers on this machine, in turns, so that whatever else it does meets all alike.
import { benchOverhead } from './overhead.mjs';
import { benchPage } from './page.mjs';
import { benchSwarm } from './swarm.mjs';
import { benchSwarmLab } from './swarm-lab.mjs';

const benches = { swarm: benchSwarm, 'swarm-lab': benchSwarmLab, overhead: benchOverhead, page: benchPage };
const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  process.stderr.write(`There is no bench "${name}". There is: ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}
const valueOf = (option) => args[args.indexOf(option) + 1];
await bench({
  repetitions: args.includes('--repetitions') ? Number(valueOf('--repetitions')) : 20,
  // Of the swarm lab's bench: some of its parts.
  only: args.includes('--only') ? valueOf('--only').split(',') : null,
});
