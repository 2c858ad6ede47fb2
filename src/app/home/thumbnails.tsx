// Real thumbnails: a landscape as the engine computes it, and a fit as it comes out of the sample data.
import { useEffect, useRef } from 'react';
import type { CatalogueName } from '../../models/swarm/catalogue.ts';
import { client, useClientState } from '../shared/engine.ts';
import styles from './home.module.css';

export function LandscapeThumbnail({ name }: { readonly name: CatalogueName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { status } = useClientState();
  const isReady = status === 'ready' || status === 'safe-mode';
  useEffect(() => {
    if (!isReady) return undefined;
    const left = new AbortController();
    void (async () => {
      const [{ paintThumbnail }, grid] = await Promise.all([
        import('../../views/thumbnail.ts'),
        client.landscape({ problem: { name, dimensions: 2 }, axes: [0, 1], size: 96 }, left.signal),
      ]);
      if (!left.signal.aborted && canvas.current) paintThumbnail(canvas.current, grid);
    })().catch(() => undefined);
    return () => left.abort();
  }, [isReady, name]);
  return <canvas ref={canvas} width={320} height={160} className={styles['landscape']} aria-hidden />;
}

// Misra1a (NIST StRD, in the public domain) and its certified parameters.
const misra1a = [
  [77.6, 10.07],
  [114.9, 14.73],
  [141.1, 17.94],
  [190.8, 23.93],
  [239.9, 29.61],
  [289, 35.18],
  [332.8, 40.02],
  [378.4, 44.82],
  [434.8, 50.76],
  [477.3, 55.05],
  [536.8, 61.01],
  [593.1, 66.4],
  [689.1, 75.47],
  [760, 81.78],
] as const;
const [b1, b2] = [238.94212918, 5.5015643181e-4];
const toX = (x: number): number => 16 + (x / 800) * 288;
const toY = (y: number): number => 144 - (y / 90) * 128;
const curve = Array.from({ length: 41 }, (_, i) => i * 20)
  .map((x, i) => `${i === 0 ? 'M' : 'L'}${toX(x).toFixed(1)} ${toY(b1 * (1 - Math.exp(-b2 * x))).toFixed(1)}`)
  .join('');

export function FitThumbnail() {
  return (
    <svg viewBox="0 0 320 160" className={styles['fit']} aria-hidden>
      <path d="M16 16V144H304" fill="none" stroke="var(--ink-8)" />
      <path d={curve} fill="none" stroke="var(--nova-mark)" strokeWidth="2" />
      {misra1a.map(([x, y]) => (
        <circle key={x} cx={toX(x)} cy={toY(y)} r="3.2" fill="var(--paper)" stroke="var(--data-1)" strokeWidth="1.8" />
      ))}
    </svg>
  );
}
