"""The peers of `npm run bench -- swarm-lab`: SciPy's differential evolution, DEAP's CMA-ES and DEAP's PSO on Rastrigin, set to
spend a given number of evaluations and nothing else (no tolerance, no polish).
Reads lines of JSON from standard input, {"peer", "members", "dimensions", "generations"}, answers each with its seconds and
evaluations. Peers: "scipy-vectorised", "scipy-workers", "deap-cma", "deap-pso"."""
import json, sys, time
from functools import partial

import numpy as np

versions = {"python": sys.version.split()[0], "numpy": np.__version__}
try:
    import scipy
    from scipy.optimize import differential_evolution

    versions["scipy"] = scipy.__version__
except ImportError:
    pass
try:
    import deap
    from deap import base, cma, creator

    creator.create("Least", base.Fitness, weights=(-1.0,))
    creator.create("Member", np.ndarray, fitness=creator.Least)
    creator.create("Particle", np.ndarray, fitness=creator.Least, speed=None, best=None)
    versions["deap"] = deap.__version__
except ImportError:
    pass

LOW, HIGH = -5.12, 5.12


def rastrigin(x):
    return 10.0 * x.shape[0] + np.sum(x * x - 10.0 * np.cos(2 * np.pi * x), axis=0)


def by_scipy(members, dimensions, generations, workers):
    start = np.random.default_rng(1).uniform(LOW, HIGH, (members, dimensions))
    with_workers = {"workers": workers} if workers > 1 else {"vectorized": True}
    begun = time.perf_counter()
    result = differential_evolution(
        rastrigin, [(LOW, HIGH)] * dimensions, strategy="rand1bin", mutation=0.5, recombination=0.9, init=start,
        maxiter=generations, tol=0, atol=-1, polish=False, updating="deferred", **with_workers,
    )
    return time.perf_counter() - begun, members * (result.nit + 1)


def by_deap_cma(members, dimensions, generations):
    np.random.seed(1)
    strategy = cma.Strategy(centroid=np.random.uniform(LOW, HIGH, dimensions), sigma=3.0, lambda_=members)
    begun = time.perf_counter()
    for _ in range(generations):
        population = strategy.generate(creator.Member)
        for member in population:
            member.fitness.values = (rastrigin(member),)
        strategy.update(population)
    return time.perf_counter() - begun, members * generations


def by_deap_pso(members, dimensions, generations):
    """The global-best PSO of DEAP's own example for numpy."""
    random = np.random.default_rng(1)
    swarm = []
    for _ in range(members):
        particle = creator.Particle(random.uniform(LOW, HIGH, dimensions))
        particle.speed = np.zeros(dimensions)
        swarm.append(particle)
    best = None
    begun = time.perf_counter()
    for _ in range(generations):
        for particle in swarm:
            particle.fitness.values = (rastrigin(particle),)
            if particle.best is None or particle.best.fitness < particle.fitness:
                particle.best = creator.Particle(particle)
                particle.best.fitness.values = particle.fitness.values
            if best is None or best.fitness < particle.fitness:
                best = creator.Particle(particle)
                best.fitness.values = particle.fitness.values
        for particle in swarm:
            own = random.uniform(0, 1.49618, dimensions) * (particle.best - particle)
            of_swarm = random.uniform(0, 1.49618, dimensions) * (best - particle)
            particle.speed = 0.7298 * particle.speed + own + of_swarm
            particle[:] = np.clip(particle + particle.speed, LOW, HIGH)
    return time.perf_counter() - begun, members * generations


peers = {}
if "scipy" in versions:
    peers["scipy-vectorised"] = partial(by_scipy, workers=1)
    peers["scipy-workers"] = partial(by_scipy, workers=2)
if "deap" in versions:
    peers["deap-cma"] = by_deap_cma
    peers["deap-pso"] = by_deap_pso

if __name__ == "__main__":
    print(json.dumps({"versions": versions, "peers": list(peers)}), flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        seconds, evaluations = peers[task["peer"]](task["members"], task["dimensions"], task["generations"])
        print(json.dumps({"seconds": seconds, "evaluations": evaluations}), flush=True)
