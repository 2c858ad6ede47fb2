// Interrupts, watched from the first line of bin.mjs on, before the program is loaded: the first asks a run to end with a
// checkpoint and its best so far, the second ends the process at once. Node's own modules only.
import { writeSync } from 'node:fs';

export const interruptedExitCode = 130;

/** @type {readonly NodeJS.Signals[]} */
export const interruptSignals = ['SIGINT', 'SIGTERM'];

/** One Ctrl-C comes several times: from the terminal to every process of the group, and passed on by npx and by bin.mjs. */
const sameInterruptMs = 150;

/**
 * @typedef {object} Interrupts
 * @property {boolean} happened
 * @property {(cancel: () => void) => void} onFirst calls it on the first interrupt; at once when that came before
 * @property {(lastWords: () => string) => void} onSecond gives what is printed then
 */

/**
 * @param {{ waits: boolean, lastWords: string }} options `waits`: the first interrupt ends nothing by itself; `lastWords`:
 *   what is printed by one that does, until `onSecond` says otherwise
 * @returns {Interrupts}
 */
export function watchInterrupts({ waits, lastWords }) {
  let firstAt = null;
  let cancel = () => undefined;
  let speak = () => lastWords;
  const interrupt = () => {
    const now = performance.now();
    if (firstAt !== null && now - firstAt <= sameInterruptMs) return;
    if (firstAt !== null || !waits) endAtOnce(speak());
    firstAt = now;
    cancel();
  };
  for (const signal of interruptSignals) process.on(signal, interrupt);
  return {
    get happened() {
      return firstAt !== null;
    },
    onFirst(callback) {
      cancel = callback;
      if (firstAt !== null) callback();
    },
    onSecond(callback) {
      speak = callback;
    },
  };
}

/** Ends an interrupted process. @param {string} lastWords for standard output @returns {never} */
export function endAtOnce(lastWords) {
  try {
    writeSync(1, lastWords);
  } catch {
    // Nobody reads any more.
  }
  process.exit(interruptedExitCode);
}

/** The one object of `swarm run --json` where there is no result. @param {string | null} id null: there was no run yet */
export function withoutResult(id) {
  return `${JSON.stringify({ id, schemaVersion: 1, kind: 'swarm', best: null, stoppedBecause: 'cancelled' })}\n`;
}

/** The same of `compare --json`. @param {string | null} id */
export function withoutCells(id) {
  return `${JSON.stringify({ id, schemaVersion: 1, kind: 'comparison', cells: null, stoppedBecause: 'cancelled' })}\n`;
}
