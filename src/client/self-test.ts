// The page's end of a self-test: its items as they come, its report, and the way to abort it.
import { fromErrorData } from '../core/errors.ts';
import type { StreamCommand, StreamEvent } from '../core/protocol.ts';
import type { SelfTestItem, SelfTestReport } from '../engine/api.ts';
import type { EngineSession } from './engine-session.ts';

export function readSelfTest(
  port: MessagePort,
  session: EngineSession,
  onItem?: (item: SelfTestItem) => void,
  signal?: AbortSignal,
): Promise<SelfTestReport> {
  return new Promise((resolve, reject) => {
    const abort = (): void => port.postMessage({ type: 'abort' } satisfies StreamCommand);
    const forget = session.onEnd((reason) => {
      finish();
      reject(reason);
    });
    function finish(): void {
      forget();
      signal?.removeEventListener('abort', abort);
      port.close();
    }
    port.addEventListener('message', ({ data }: MessageEvent<StreamEvent<SelfTestItem, SelfTestReport>>) => {
      switch (data.type) {
        case 'item':
          onItem?.(data.item);
          return;
        case 'done':
          resolve(data.result);
          break;
        case 'failed':
          reject(fromErrorData(data.error));
          break;
        default:
          data satisfies never;
      }
      finish();
    });
    port.start();
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
