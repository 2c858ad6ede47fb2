// The defaults alone: whoever shows something before the schemas are loaded starts from them.
import type { Configuration } from './configuration.ts';

export const defaultConfiguration: Configuration = {
  theme: 'system',
  motion: 'system',
  path: 'auto',
  checkpointSeconds: 5,
  wakeLock: false,
  pictureMembers: 2000,
};
