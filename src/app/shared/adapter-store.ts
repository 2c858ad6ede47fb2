// What the engine says of the adapter, read when it opens and when somebody asks again.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { toErrorData, type ErrorData } from '../../core/errors.ts';
import type { AdapterReport } from '../../engine/api.ts';
import { client } from './client.ts';

export interface AdapterView {
  /** Null until it is known. */
  readonly report: AdapterReport | null;
  readonly error: ErrorData | null;
}

const store = createStore<AdapterView>(() => ({ report: null, error: null }));

export async function refreshAdapter(): Promise<void> {
  try {
    store.setState({ report: await client.adapter(), error: null });
  } catch (error) {
    store.setState({ error: toErrorData(error) });
  }
}

export function keepAdapterCurrent(): void {
  client.state.subscribe(({ status }, previous) => {
    if (status === 'ready' && previous.status !== 'ready') void refreshAdapter();
  });
}

export function useAdapter(): AdapterView {
  return useStore(store);
}
