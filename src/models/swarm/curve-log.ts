// The convergence curve of a run: every generation at first, thinned by halves as it grows, so that it stays small however
// long the run is. The first, the last and the shape survive.

const most = 2_000;

export interface CurvePoints {
  readonly generations: readonly number[];
  readonly best: readonly number[];
}

export interface CurveLog {
  add(points: CurvePoints): void;
  /** Everything kept. */
  all(): CurvePoints;
  /** What came since the last call. */
  takeNew(): CurvePoints;
}

export function createCurveLog(saved: CurvePoints | null): CurveLog {
  let generations = [...(saved?.generations ?? [])];
  let best = [...(saved?.best ?? [])];
  // Whoever reads a resumed run has read nothing of it yet.
  let fresh: { generations: number[]; best: number[] } = { generations: [...generations], best: [...best] };

  return {
    add(points) {
      const last = generations.at(-1) ?? -1;
      points.generations.forEach((generation, i) => {
        const value = points.best[i];
        // A replay after a lost device reports generations again.
        if (value === undefined || generation <= last) return;
        generations.push(generation);
        best.push(value);
        fresh.generations.push(generation);
        fresh.best.push(value);
      });
      while (generations.length > most) {
        const keep = (_: number, i: number): boolean => i % 2 === 0 || i === generations.length - 1;
        best = best.filter(keep);
        generations = generations.filter(keep);
      }
    },
    all: () => ({ generations: [...generations], best: [...best] }),
    takeNew() {
      const taken = fresh.generations.length > most ? thin(fresh) : fresh;
      fresh = { generations: [], best: [] };
      return taken;
    },
  };
}

function thin(points: CurvePoints): CurvePoints {
  const stride = Math.ceil(points.generations.length / most);
  const keep = (_: number, i: number): boolean => i % stride === 0 || i === points.generations.length - 1;
  return { generations: points.generations.filter(keep), best: points.best.filter(keep) };
}
