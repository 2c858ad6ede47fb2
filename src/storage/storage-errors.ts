// What IndexedDB throws, as the errors that a person can act on.
import { AeonError } from '../core/errors.ts';

/**
 * Signs of a connection that died under its transaction: closed by the browser (memory pressure, cleared data, a full or
 * broken disk) or by another tab's upgrade. Nothing of ours aborts a transaction, so an abort is one of them.
 */
const deadNames = new Set(['InvalidStateError', 'AbortError', 'UnknownError']);

export function isDeadConnection(error: unknown): boolean {
  return error instanceof Error && deadNames.has(error.name);
}

export function toStorageError(cause: unknown): AeonError {
  if (cause instanceof AeonError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'QuotaExceededError') {
    return new AeonError('storage-full', 'The browser has no room left to store this.', {
      hint: 'Delete runs that you no longer need, or free disk space, then go on.',
      cause,
    });
  }
  if (name === 'VersionError') {
    return new AeonError('newer-version', 'What is stored here was written by a newer version of AeonNova.', {
      hint: 'Reload this page to get the newer version.',
      cause,
    });
  }
  if (name === 'DataCloneError') {
    return new AeonError('bad-data', 'This value cannot be stored.', { hint: 'Store plain data.', cause });
  }
  return new AeonError(
    'storage-unavailable',
    `The browser's storage cannot be used: ${cause instanceof Error && cause.message !== '' ? cause.message : 'no reason given'}`,
    {
      hint: 'Allow this site to store data (a private window or a setting may forbid it), then reload the page.',
      cause,
    },
  );
}

export function blockedError(): AeonError {
  return new AeonError('storage-blocked', 'Another tab holds an older version of what is stored here open.', {
    hint: 'Close the other AeonNova tabs, or reload them, then try again.',
  });
}
