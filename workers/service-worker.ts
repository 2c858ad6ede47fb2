// Makes the app work without a network: precaches all of it, answers from there, keeps the generation before for pages
// that are still open. Takes over only when the page asks. Receives files that other apps share.
import { PrecacheController, type PrecacheEntry } from 'workbox-precaching';
import { sharedCacheName, sharedParameter, sharePath } from '../src/app/frame/share-target.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };
declare const __BUILD__: string;

const generationPrefix = 'aeonnova-shell-';
const cacheName = `${generationPrefix}${__BUILD__}`;
const precache = new PrecacheController({ cacheName });
precache.addToCacheList(self.__WB_MANIFEST);

self.addEventListener('install', (event) => {
  event.waitUntil(reuseOlder().then(() => precache.install(event)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const generations = await listGenerations();
      const keep = new Set([cacheName, generations.findLast((name) => name !== cacheName)]);
      await Promise.all(generations.filter((name) => !keep.has(name)).map((name) => caches.delete(name)));
      // A page that was loaded without a worker gets this one, so that it works offline from its first visit on.
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING')
    event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === 'POST' && url.pathname === sharePath) event.respondWith(receiveShared(request));
  else if (request.method === 'GET') event.respondWith(answer(request, url));
});

async function answer(request: Request, url: URL): Promise<Response> {
  // An address of the app, not of a file: the page finds its way by the address.
  const isPage = request.mode === 'navigate' && !/\.[a-z0-9]+$/i.test(url.pathname);
  const path = isPage ? '/index.html' : url.pathname;
  return (await precache.matchPrecache(path)) ?? (await matchOlder(path)) ?? fetch(request);
}

/** A page of the generation before may still ask for its scripts; hashed names make a mix-up impossible. */
async function matchOlder(path: string): Promise<Response | undefined> {
  if (!path.startsWith('/assets/')) return undefined;
  for (const name of await listGenerations()) {
    const response = await (await caches.open(name)).match(path);
    if (response) return response;
  }
  return undefined;
}

/** What has not changed since the generations before need not be fetched again. */
async function reuseOlder(): Promise<void> {
  const own = await caches.open(cacheName);
  const older = (await listGenerations()).filter((name) => name !== cacheName);
  await Promise.all(
    [...precache.getURLsToCacheKeys().values()].map(async (key) => {
      for (const name of older) {
        const response = await (await caches.open(name)).match(key);
        if (response) return own.put(key, response);
      }
      return undefined;
    }),
  );
}

async function listGenerations(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(generationPrefix));
}

async function receiveShared(request: Request): Promise<Response> {
  try {
    await keepShared(await request.formData());
  } catch (error) {
    // Not a form, or no room for the files: the page finds nothing and says so.
    console.warn('What was shared could not be kept', error);
  }
  return Response.redirect(`/swarm?${sharedParameter}`, 303);
}

async function keepShared(form: FormData): Promise<void> {
  const files = form.getAll('files').filter((entry) => entry instanceof File);
  const cache = await caches.open(sharedCacheName);
  await Promise.all(
    files.map((file, index) =>
      cache.put(
        `${sharePath}/${index}/${encodeURIComponent(file.name)}`,
        new Response(file, { headers: { 'Content-Type': file.type } }),
      ),
    ),
  );
}
