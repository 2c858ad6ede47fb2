// Files that the system hands to the app: opened with it (launch queue), dropped on it, or shared to it (kept by the
// service worker).
import { navigate } from 'wouter/use-browser-location';
import { explain } from '../shared/explain.ts';
import { handOver } from '../shared/handed-files.ts';
import { notify } from '../shared/notices.tsx';
import { currentAddress } from '../shared/spec-address.ts';
import { sharedCacheName, sharedParameter, sharePath } from './share-target.ts';

/** https://developer.mozilla.org/docs/Web/API/LaunchQueue; TypeScript's library (6.0) has no type for it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void;
}
interface Launch {
  readonly files?: readonly { getFile(): Promise<File> }[];
  readonly targetURL?: string;
}
declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

export function receiveFiles(): void {
  // Chromium sends a reloaded page its last launch once more: whoever has moved on is not taken back.
  let isRepeat = performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');
  window.launchQueue?.setConsumer((launch) => {
    const handles = launch.files ?? [];
    if (handles.length > 0) void Promise.all(handles.map((handle) => handle.getFile())).then(openInLab, complain);
    else if (launch.targetURL && !isRepeat) goTo(new URL(launch.targetURL));
    isRepeat = false;
  });
  receiveDropped();
  const parameters = new URLSearchParams(location.search);
  if (parameters.has(sharedParameter)) void takeShared().then(openInLab, complain);
}

/** A shortcut of the installed app. The window is brought to the front as it is; its start page asks for nothing more. */
function goTo(target: URL): void {
  const address = currentAddress(target);
  const isHere = address === currentAddress(location);
  const isPlace = target.origin === location.origin && target.pathname !== '/' && target.pathname !== sharePath;
  if (isPlace && !isHere) navigate(address);
}

/** A file that is dropped beside the places made for it: the browser would leave the app to show it. */
function receiveDropped(): void {
  const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    // Who prevented it has taken the files.
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    openInLab([...(event.dataTransfer?.files ?? [])]);
  });
}

function openInLab(files: readonly File[]): void {
  const isLab = location.pathname === '/swarm';
  if (files.length === 0) {
    // A reload is not to look for it again.
    if (isLab) navigate('/swarm', { replace: true });
    notify('Nothing readable was shared. CSV, .dat and spec files are.', { tone: 'bad' });
    return;
  }
  handOver(files);
  // On the page of a run the lab goes on by itself, once it could read something.
  if (!location.pathname.startsWith('/swarm/')) navigate('/swarm', { replace: isLab });
}

function complain(error: unknown): void {
  notify(`The file could not be opened: ${explain(error)}`, { tone: 'bad' });
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
