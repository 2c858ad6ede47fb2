"""The peer of `npm run bench -- swarm`: pyswarms' global-best PSO on Rastrigin in lean numpy, steady state.
Reads lines of JSON from standard input, {"particles", "dimensions", "generations", "bounded"}, answers each with its seconds."""
import json, logging, sys, time

import numpy as np
import pyswarms as ps

logging.disable(50)


def rastrigin(x):
    return 10.0 * x.shape[1] + np.sum(x * x - 10.0 * np.cos(2 * np.pi * x), axis=1)


print(json.dumps({"python": sys.version.split()[0], "pyswarms": ps.__version__, "numpy": np.__version__}), flush=True)
for line in sys.stdin:
    task = json.loads(line)
    n, d = task["particles"], task["dimensions"]
    bounds = (-5.12 * np.ones(d), 5.12 * np.ones(d)) if task["bounded"] else None
    optimizer = ps.single.GlobalBestPSO(n_particles=n, dimensions=d, options={"c1": 1.49618, "c2": 1.49618, "w": 0.7298}, bounds=bounds)
    # Its first generation would build an N x N array of neighbours, which global best does not need.
    optimizer.top.neighbor_idx = np.zeros(1, int)
    begun = time.perf_counter()
    optimizer.optimize(rastrigin, iters=task["generations"], verbose=False)
    print(json.dumps({"seconds": time.perf_counter() - begun}), flush=True)
