// Notices that the database was lost. The day it was made is kept a second time, in the origin's Cache Storage; when
// the two differ, the database was thrown away in between: by the browser after damage, or by hand. An eviction takes
// all of the origin's storage at once and leaves no trace that a page could find; only `persist` keeps it away.

const cacheName = 'aeonnova-marker';
const markerUrl = '/aeonnova-marker';

/** When the lost database was made, in milliseconds since the epoch, or null where nothing is known to be lost. */
export async function findLoss(caches: CacheStorage | undefined, createdAt: number): Promise<number | null> {
  if (!caches) return null;
  try {
    const cache = await caches.open(cacheName);
    const marked: unknown = await (await cache.match(markerUrl))?.json();
    if (marked === createdAt) return null;
    await cache.put(markerUrl, Response.json(createdAt));
    return typeof marked === 'number' ? marked : null;
  } catch {
    // No Cache Storage here, or no room in it: then a loss goes unnoticed.
    return null;
  }
}

export async function eraseMarker(caches: CacheStorage | undefined): Promise<void> {
  try {
    await caches?.delete(cacheName);
  } catch {
    // Where it cannot be used, nothing was written.
  }
}
