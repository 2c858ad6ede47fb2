// The one place that knows Comlink. It carries requests and answers, nothing else; errors cross as data inside the
// answers. Comlink never rejects calls that are pending when their worker dies: `fail` does, for the page.
// Comlink 4.4 releases an endpoint when its proxy is collected, even in mid-call, so the connection keeps the proxy.
import * as Comlink from 'comlink';
import { AeonError, fromErrorData, toErrorData } from './errors.ts';
import type { Answer } from './protocol.ts';

export interface Connection<Service> {
  /** Asks, and rebuilds the answer's error. Rejects when the connection fails first. */
  ask<T>(send: (service: Comlink.Remote<Service>) => Promise<Answer<T>>): Promise<T>;
  /** Rejects everything pending, and all that is asked later, with `reason`. */
  fail(reason: Error): void;
}

export function connect<Service>(port: MessagePort): Connection<Service> {
  const remote = Comlink.wrap<Service>(port);
  const pending = new Set<(reason: Error) => void>();
  let failure: Error | null = null;
  return {
    ask(send) {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        pending.add(reject);
        send(remote)
          .then(
            (answer) => (answer.ok ? resolve(answer.value) : reject(fromErrorData(answer.error))),
            (error: unknown) => reject(sendingError(error)),
          )
          .finally(() => pending.delete(reject));
      });
    },
    fail(reason) {
      failure ??= reason;
      for (const reject of pending) reject(failure);
      pending.clear();
      port.close();
    },
  };
}

function sendingError(error: unknown): Error {
  if (error instanceof DOMException && error.name === 'DataCloneError') {
    return new AeonError('bad-spec', `What was handed over cannot be sent to the engine: ${error.message}`, {
      hint: 'Hand over plain data (no functions), and arrays that were not handed over before.',
      cause: error,
    });
  }
  return fromErrorData(toErrorData(error));
}

/** Serves `service` on `port`, from a worker. */
export function serve(service: object, port: MessagePort): void {
  Comlink.expose(service, port);
}

/** Runs `work` and answers with what it gave, or with its error as data. */
export async function answer<T>(work: () => Promise<T> | T, moved?: (value: T) => Transferable[]): Promise<Answer<T>> {
  try {
    const value = await work();
    return moving({ ok: true, value }, moved?.(value) ?? []);
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}

/** Marks an argument or an answer: these parts are moved with it, not copied. */
export function moving<T extends object>(value: T, parts: Transferable[]): T {
  return Comlink.transfer(value, parts);
}

/**
 * The same bytes in a buffer of their own, so that moving them moves nothing else: a view of a part of a buffer is
 * copied, one of a whole buffer is given back as it is.
 */
export function wholeBuffer(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
