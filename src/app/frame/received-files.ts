// Files that the system hands to the app: opened with it (launch queue) or shared to it (kept by the service worker).
import { navigate } from 'wouter/use-browser-location';
import { handOver } from '../shared/handed-files.ts';
import { notify } from '../shared/notices.tsx';
import { sharedCacheName, sharedParameter } from './share-target.ts';

/** https://developer.mozilla.org/docs/Web/API/LaunchQueue; TypeScript's library (6.0) has no type for it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void): void;
}
declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

export function receiveFiles(): void {
  window.launchQueue?.setConsumer((launch) => {
    const handles = launch.files ?? [];
    if (handles.length > 0) void Promise.all(handles.map((handle) => handle.getFile())).then(openInLab, complain);
  });
  const parameters = new URLSearchParams(location.search);
  if (parameters.has(sharedParameter)) void takeShared().then(openInLab, complain);
}

function openInLab(files: readonly File[]): void {
  if (files.length === 0) {
    notify('Nothing readable was shared. CSV, .dat and spec files are.', { tone: 'bad' });
    return;
  }
  handOver(files);
  navigate('/swarm', { replace: location.pathname === '/swarm' });
}

function complain(error: unknown): void {
  notify(`The file could not be opened: ${error instanceof Error ? error.message : String(error)}`, { tone: 'bad' });
}

async function takeShared(): Promise<readonly File[]> {
  const cache = await caches.open(sharedCacheName);
  const requests = await cache.keys();
  const files = await Promise.all(
    requests.map(async (request) => {
      const response = await cache.match(request);
      await cache.delete(request);
      const name = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? 'shared');
      return response && new File([await response.blob()], name, { type: response.headers.get('Content-Type') ?? '' });
    }),
  );
  return files.filter((file) => file !== undefined);
}
