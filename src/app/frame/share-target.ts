// Names that the service worker and the page agree on for files that another app shares.
export const sharePath = '/share';
export const sharedCacheName = 'aeonnova-shared';
export const sharedParameter = 'shared';
