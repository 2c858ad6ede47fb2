// A small search on the visitor's own adapter, through the same engine as every run, only not kept. One function after
// the other; a still picture with reduced motion, and nothing at all in safe mode.
import { useEffect, useRef, useState } from 'react';
import type { ClientRun } from '../../client/api.ts';
import { describeAdapter } from '../../core/adapter.ts';
import { client, useClientState, useReducedMotion } from '../shared/engine.ts';
import { formatNumber } from '../../views/format.ts';
import styles from './home.module.css';

const shows = [
  { name: 'rastrigin', title: 'Rastrigin', optimum: [0, 0] },
  { name: 'schwefel', title: 'Schwefel', optimum: [420.9687, 420.9687] },
  { name: 'ackley', title: 'Ackley', optimum: [0, 0] },
  { name: 'griewank', title: 'Griewank', optimum: [0, 0] },
] as const;
type Show = (typeof shows)[number];

const particles = 400;
const generations = 110;
const stillGenerations = 14;
const pace = 12;
const betweenMs = 2_000;
/** Heavier than the published ones, so that the swarm wanders before it gathers. */
const knobs = { inertia: 0.86, cognitive: 1.1, social: 0.9, velocityLimit: 0.06 };

export function LiveSwarm() {
  const target = useRef<HTMLDivElement>(null);
  const { status } = useClientState();
  const reducedMotion = useReducedMotion();
  const [hasEnded, setEnded] = useState(false);
  const [shown, setShown] = useState<{ readonly show: Show; readonly best: number | null; readonly on: string } | null>(
    null,
  );
  const isSafe = status === 'safe-mode';
  const isReady = status === 'ready' || isSafe;

  useEffect(() => {
    const element = target.current;
    if (!isReady || !element) return undefined;
    const stop = new AbortController();
    void present(element, isSafe ? 'landscape' : reducedMotion ? 'still' : 'moving', stop.signal, (show, best, on) =>
      setShown({ show, best, on }),
    ).catch((error: unknown) => {
      // The decoration of the page: a failure is seen in the console and where a run is started in earnest.
      if (stop.signal.aborted) return;
      setEnded(true);
      console.warn('The swarm on the home page ended', error);
    });
    return () => stop.abort();
  }, [isReady, isSafe, reducedMotion]);

  const text = isSafe
    ? 'Safe mode: nothing starts by itself.'
    : shown
      ? `${shown.show.title}, two dimensions, ${particles} particles, on ${shown.on}`
      : hasEnded
        ? 'The swarm could not be shown.'
        : 'The engine is starting';
  return (
    <figure className={styles['live']}>
      <div
        ref={target}
        className={styles['liveView']}
        role="img"
        aria-label={`A swarm searches a landscape. ${text}`}
      />
      <figcaption className={styles['liveText']}>
        <span>{text}</span>
        <span className="number">{shown?.best == null ? '' : `best ${formatNumber(shown.best)}`}</span>
      </figcaption>
    </figure>
  );
}

/** The landscape alone, a swarm after a few generations, or one that goes on. */
type Way = 'landscape' | 'still' | 'moving';
type Report = (show: Show, best: number | null, on: string) => void;

async function present(target: HTMLElement, way: Way, signal: AbortSignal, report: Report): Promise<void> {
  const { LandscapeView, suggestScale } = await import('../../views/landscape-view.ts');
  signal.throwIfAborted();
  let view: InstanceType<typeof LandscapeView> | null = null;
  signal.addEventListener('abort', () => view?.destroy());
  for (let turn = 0; !signal.aborted; turn = (turn + 1) % shows.length) {
    const show = shows[turn] ?? shows[0];
    const problem = { name: show.name, dimensions: 2 };
    const grid = await client.landscape({ problem, axes: [0, 1], size: 128 }, signal);
    signal.throwIfAborted();
    const props = {
      grid,
      xTitle: 'x1',
      yTitle: 'x2',
      scale: suggestScale(grid.values),
      points: null,
      best: null,
      optimum: show.optimum,
      trails: way === 'moving',
      contours: true,
      reducedMotion: way !== 'moving',
    };
    if (view) view.update(props);
    else view = new LandscapeView(target, props);
    if (way === 'landscape') return;
    const drawn = view;
    const run = await client.start(
      {
        kind: 'swarm',
        problem,
        algorithm: { name: 'pso', particles, ...knobs },
        stop: { generations: way === 'still' ? stillGenerations : generations },
        seed: 1 + Math.floor(Math.random() * 1e6),
      },
      { keep: false, paused: true },
    );
    const on = describeAdapter((await run.record()).choices.adapter);
    report(show, null, on);
    await watch(run, way, signal, (points, best, value) => {
      drawn.update({ points, best });
      report(show, value, on);
    });
    if (way === 'still') return;
    await wait(betweenMs, signal);
  }
}

async function watch(
  run: ClientRun,
  way: Way,
  signal: AbortSignal,
  draw: (points: Float32Array, best: readonly [number, number], value: number) => void,
): Promise<void> {
  const cancel = (): void => void run.cancel().catch(() => undefined);
  // A hidden page shows nothing to anybody, and its swarm stands still.
  const follow = (): void =>
    void (document.visibilityState === 'visible' ? run.resume() : run.pause()).catch(() => undefined);
  signal.addEventListener('abort', cancel);
  document.addEventListener('visibilitychange', follow);
  try {
    if (signal.aborted) return cancel();
    await run.look([0, 1]);
    if (way === 'moving') await run.setPace(pace);
    run.subscribe(({ picture, bestValue }) => {
      if (picture && !signal.aborted) draw(picture.points, picture.bestPoint, bestValue);
    });
    if (document.visibilityState === 'visible') await run.resume();
    await run.result;
  } finally {
    signal.removeEventListener('abort', cancel);
    document.removeEventListener('visibilitychange', follow);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('The page was left.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave);
  });
}
