// Every error that a person can meet. Errors cross the worker as plain data and are rebuilt with their class.
// Aborts are not errors of the product: they are `DOMException`s named AbortError.

export const errorCodes = [
  'bad-spec', // the spec breaks its schema or its limits
  'bad-data', // a data file cannot be read as told
  'bad-formula', // a formula does not parse or cannot be evaluated
  'bad-wgsl', // an objective in WGSL does not compile, or does not end
  'no-adapter', // no GPU was handed out
  'device-lost', // the GPU went away and did not come back
  'gpu-validation', // a shader or a command was refused
  'out-of-memory', // the adapter's or the machine's memory does not suffice
  'storage-full', // the quota is used up
  'storage-blocked', // another tab holds an older version open
  'storage-unavailable', // private mode or a dead connection
  'not-found', // no such run, file or command
  'newer-version', // written by a newer version of the product
  'corrupt', // a stored or imported thing fails its checks
  'worker-died', // the engine's worker ended while something was pending
  'owned-elsewhere', // another tab owns the run
  'internal', // a defect of ours
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Where in the user's input the fault is. Rows, columns and lines count from 1; offsets from 0. */
export interface ErrorPlace {
  /** Dotted path in a spec: `problem.parameters.b1`. */
  readonly field?: string;
  readonly row?: number;
  readonly column?: string;
  readonly line?: number;
  /** Range of characters in a formula. */
  readonly offset?: number;
  readonly length?: number;
}

export interface ErrorData {
  readonly name: 'AeonError' | 'AbortError';
  readonly code: ErrorCode | 'aborted';
  readonly message: string;
  readonly hint: string;
  readonly place?: ErrorPlace;
  readonly stack?: string;
  readonly cause?: ErrorData;
}

export interface AeonErrorOptions {
  /** What the reader can do about it, as a sentence. */
  readonly hint: string;
  readonly place?: ErrorPlace;
  readonly cause?: unknown;
}

export class AeonError extends Error {
  override readonly name = 'AeonError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly place: ErrorPlace | undefined;

  constructor(code: ErrorCode, message: string, options: AeonErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.place = options.place;
  }
}

/** Causes beyond this depth say nothing more; a circle of causes ends here too. */
const deepestCause = 8;

/** The error as data that structured clone, JSON and IndexedDB carry. Unknown throwables become `internal`. */
export function toErrorData(error: unknown, depth = 0): ErrorData {
  const cause =
    error instanceof Error && error.cause !== undefined && depth < deepestCause
      ? { cause: toErrorData(error.cause, depth + 1) }
      : {};
  if (error instanceof AeonError) {
    return {
      name: 'AeonError',
      code: error.code,
      message: error.message,
      hint: error.hint,
      ...(error.place && { place: error.place }),
      ...(error.stack !== undefined && { stack: error.stack }),
      ...cause,
    };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { name: 'AbortError', code: 'aborted', message: error.message, hint: '' };
  }
  return {
    name: 'AeonError',
    code: 'internal',
    message: describeThrown(error),
    hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
    ...(error instanceof Error && error.stack !== undefined && { stack: error.stack }),
    ...cause,
  };
}

function describeThrown(thrown: unknown): string {
  if (thrown instanceof AggregateError)
    return `${thrown.name}: ${thrown.message} (${thrown.errors.map(describeThrown).join('; ')})`;
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  let text = '';
  try {
    text = JSON.stringify(thrown) ?? '';
  } catch {
    // Circles and bigints have no JSON; the type has to do.
  }
  return `Unexpected ${typeof thrown} was thrown${text === '' ? '' : `: ${text}`}`;
}

export function fromErrorData(data: ErrorData): AeonError | DOMException {
  if (data.name === 'AbortError' || data.code === 'aborted') return new DOMException(data.message, 'AbortError');
  const error = new AeonError(data.code, data.message, {
    hint: data.hint,
    ...(data.place && { place: data.place }),
    ...(data.cause && { cause: fromErrorData(data.cause) }),
  });
  if (data.stack !== undefined) error.stack = data.stack;
  return error;
}

/** An AbortError, as `AbortSignal.reason` would hold it. */
export function abortError(message: string): DOMException {
  return new DOMException(message, 'AbortError');
}
