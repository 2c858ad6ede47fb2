// Ten seconds that show whether the kernels compute what their references compute, and how fast.
import { CircleCheck, CircleX, Copy, Play, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { describeAdapter } from '../../core/adapter.ts';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import type { AdapterReport, SelfTestItem, SelfTestReport } from '../../engine/api.ts';
import { Button } from '../shared/button.tsx';
import { copyText } from '../shared/copy-text.ts';
import { client, useClientState } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { formatMoment } from '../../views/format.ts';
import page from '../shared/page.module.css';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { reportText } from './report-text.ts';
import styles from './gpu.module.css';

const expectedSeconds = 10;

export function SelfTest({ report }: { readonly report: AdapterReport | null }) {
  const isReady = useClientState().status === 'ready';
  const [items, setItems] = useState<readonly SelfTestItem[]>([]);
  const [done, setDone] = useState<SelfTestReport | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const abort = useRef<AbortController | null>(null);
  const elapsed = useElapsed(startedAt);

  useEffect(() => () => abort.current?.abort(), []);

  async function test(): Promise<void> {
    const control = new AbortController();
    abort.current = control;
    setItems([]);
    setDone(null);
    setError(null);
    setStartedAt(performance.now());
    try {
      setDone(await client.selfTest((item) => setItems((before) => [...before, item]), control.signal));
    } catch (reason) {
      if (!control.signal.aborted) setError(toErrorData(reason));
    } finally {
      setStartedAt(null);
    }
  }

  const isRunning = startedAt !== null;
  const failures = items.filter(({ passed }) => !passed).length;
  return (
    <section aria-labelledby="gpu-test" className={page['section']}>
      <div className={page['headRow']}>
        <h2 id="gpu-test">Self-test</h2>
        <div className={page['buttons']}>
          {done && report && (
            <Button size="small" icon={Copy} onPress={() => void copyText(reportText(report, done), 'The report')}>
              Copy report
            </Button>
          )}
          {isRunning ? (
            <Button size="small" icon={Square} onPress={() => abort.current?.abort()}>
              Cancel
            </Button>
          ) : (
            <Button size="small" variant="primary" icon={Play} isDisabled={!isReady} onPress={() => void test()}>
              {done ? 'Test again' : 'Run the self-test'}
            </Button>
          )}
        </div>
      </div>
      <p className={page['muted']}>
        Steps each kernel and its reference from the same state and compares them, then measures both paths. About{' '}
        {expectedSeconds} s.
      </p>
      {isRunning && (
        <ProgressBar
          label="Testing"
          fraction={Math.min(0.98, elapsed / expectedSeconds)}
          note={`${elapsed.toFixed(0)} of about ${expectedSeconds} s`}
        />
      )}
      {error && <ErrorPanel title="The self-test ended early" error={error} />}
      {items.length > 0 && (
        <ul className={styles['items']}>
          {items.map(({ name, passed, detail }) => (
            <li key={name} className={passed ? styles['passed'] : styles['failed']}>
              {passed ? <CircleCheck aria-label="Passed" /> : <CircleX aria-label="Failed" />}
              <span>{name}</span>
              <span className={styles['detail']}>{detail}</span>
            </li>
          ))}
        </ul>
      )}
      {done && (
        <p role="status" className={page['muted']}>
          {failures === 0 ? 'Everything agrees' : `${failures} of ${items.length} disagree`}, on{' '}
          {describeAdapter(done.adapter)}, {formatMoment(done.takenAt)}, in {done.seconds.toFixed(1)} s.
        </p>
      )}
    </section>
  );
}

/** Seconds since `from`, twice a second. */
function useElapsed(from: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (from === null) return undefined;
    const timer = setInterval(() => setSeconds((performance.now() - from) / 1000), 500);
    return () => clearInterval(timer);
  }, [from]);
  return seconds;
}
