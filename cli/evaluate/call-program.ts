// One call of a program: its output, its time limit, its end, and that of whatever it started.
import { type ChildProcess, spawn } from 'node:child_process';
import { badCommand, type ProgramCall } from './command-line.ts';
import { type Evaluated, readPrinted } from './printed-value.ts';

export interface CallOptions {
  readonly constraints: number;
  /** null: as long as it takes. */
  readonly timeoutSeconds: number | null;
}

/** Between asking to end and ending by force. */
const graceMs = 1_000;
/** As long as a timer can be; a longer one would end at once. */
const longestMs = 2 ** 31 - 1;
/** The end of what was printed, which is all that is looked at. */
const keptCharacters = 65_536;
/** A process of its own group on systems that have those, so that what it started ends with it. */
const hasGroups = process.platform !== 'win32';

const running = new Set<ChildProcess>();

/** Ends all calls that are under way; `callProgram` then says that they failed. */
export function endCalls(): void {
  for (const child of running) endGently(child);
}
// However this process ends, short of being killed itself, nothing of it goes on.
process.on('exit', () => {
  for (const child of running) endTree(child, 'SIGKILL');
});

/** Throws `bad-spec` where the program cannot be started at all. */
export function callProgram({ file, args }: ProgramCall, options: CallOptions): Promise<Evaluated> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroups, windowsHide: true });
    const { timeoutSeconds } = options;
    let output = '';
    let complaints = '';
    let isLate = false;
    running.add(child);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-keptCharacters)));
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (complaints = (complaints + text).slice(-keptCharacters)));
    const limit =
      timeoutSeconds === null
        ? undefined
        : setTimeout(
            () => {
              isLate = true;
              endGently(child);
            },
            Math.min(longestMs, timeoutSeconds * 1000),
          );

    function settle(): void {
      clearTimeout(limit);
      running.delete(child);
      resolve(conclude());
    }
    function conclude(): Evaluated {
      const { exitCode, signalCode } = child;
      if (isLate) return failed(`it took longer than ${timeoutSeconds} s`);
      if (exitCode !== 0) return failed(exitCode === null ? `it was ended by ${signalCode}` : `exit code ${exitCode}`);
      const read = readPrinted(output, options.constraints);
      return 'failure' in read ? failed(read.failure) : read;
    }
    function failed(reason: string): Evaluated {
      const last = complaints.trimEnd().split('\n').at(-1)?.trim() ?? '';
      return { failure: last === '' ? reason : `${reason}; its last words: ${last}` };
    }

    child.on('error', (cause: NodeJS.ErrnoException) => {
      // A signal that could not be sent is no reason not to wait.
      if (child.pid !== undefined) return;
      clearTimeout(limit);
      running.delete(child);
      const reason = cause.code === 'ENOENT' ? 'there is no such program' : cause.message;
      reject(
        badCommand(`${file} cannot be started: ${reason}`, 'Check the path; it is relative to this folder.', cause),
      );
    });
    child.on('exit', () => {
      // What it left behind may hold its output open.
      setTimeout(settle, graceMs).unref();
    });
    child.on('close', settle);
  });
}

function endGently(child: ChildProcess): void {
  endTree(child, 'SIGTERM');
  setTimeout(() => running.has(child) && endTree(child, 'SIGKILL'), graceMs).unref();
}

function endTree(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (hasGroups) process.kill(-pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}
