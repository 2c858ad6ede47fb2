// The report that bug-report-dialog.tsx shows: build, browser, adapter, what happened to the engine. No data of runs.
import { describeAdapter } from '../../core/adapter.ts';
import { client } from '../shared/engine.ts';
import { describeError } from '../shared/error-panel.tsx';
import { explain } from '../shared/explain.ts';
import { within } from '../shared/within.ts';
import { listDefects } from './defects.tsx';

declare const __BUILD__: string;
export const build = __BUILD__;

/** A report is most wanted when the engine hangs: then it says so. */
const patienceMs = 10_000;

export async function composeBugReport(): Promise<string> {
  const { state, crashesInARow, events } = client.report();
  const [adapter, storage] = await Promise.allSettled([
    within(patienceMs, client.adapter()),
    within(patienceMs, client.storage()),
  ]);
  const lines = [
    `AeonNova ${build}`,
    `Browser: ${navigator.userAgent}`,
    `Screen: ${innerWidth} x ${innerHeight} at ${devicePixelRatio}, ${navigator.hardwareConcurrency} cores, cross-origin isolated: ${crossOriginIsolated}`,
    `Page: ${location.pathname}, ${matchMedia('(display-mode: standalone)').matches ? 'installed' : 'in a tab'}, ${navigator.onLine ? 'online' : 'offline'}`,
    `Engine: ${state.status}${'reason' in state ? ` (${state.reason})` : ''}, crashes in a row: ${crashesInARow}`,
  ];
  if (adapter.status === 'fulfilled') {
    const { value } = adapter;
    lines.push(
      `Adapter: ${value.available ? describeAdapter(value.adapter) : `none (${value.reason})`}`,
      `Path: ${value.choice.path} (${value.choice.reason})`,
      `Features: ${value.features.join(', ') || 'none'}`,
    );
  } else lines.push(`Adapter: not known (${explain(adapter.reason)})`);
  if (storage.status === 'fulfilled') {
    const { usageBytes, quotaBytes, persisted, runs } = storage.value;
    lines.push(`Storage: ${runs} runs, ${usageBytes ?? '?'} of ${quotaBytes ?? '?'} bytes, persistent: ${persisted}`);
  } else lines.push(`Storage: not readable (${explain(storage.reason)})`);
  lines.push('', 'What happened to the engine, newest last:');
  for (const { at, what, error } of events)
    lines.push(
      `${new Date(at).toISOString()} ${what}${error ? `\n  ${describeError(error).replaceAll('\n', '\n  ')}` : ''}`,
    );
  const defects = listDefects();
  if (defects.length > 0) lines.push('', 'Errors of the page:', ...defects.map(describeError));
  return lines.join('\n');
}
