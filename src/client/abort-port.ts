// An AbortSignal for a request that crosses to the worker. Signals do not cross; a port does, and its one message is the abort.
import { moving } from '../core/comlink-adapter.ts';
import type { StreamCommand } from '../core/protocol.ts';

/** @param ask is given the port to send along, or null where nothing can abort */
export async function askAbortably<T>(
  signal: AbortSignal | undefined,
  ask: (abort: MessagePort | null) => Promise<T>,
): Promise<T> {
  if (!signal) return ask(null);
  signal.throwIfAborted();
  const { port1, port2 } = new MessageChannel();
  const abort = (): void => port1.postMessage({ type: 'abort' } satisfies StreamCommand);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await ask(moving(port2, [port2]));
  } finally {
    signal.removeEventListener('abort', abort);
    port1.close();
  }
}
