// The command line, which bin.mjs loads: arguments in, one engine, text or one JSON object out. Exit codes: 0 done, 1 failed,
// 2 bad input, 3 waiting for values from outside, 130 interrupted with a checkpoint.
import { CommanderError } from 'commander';
import { AeonError, type ErrorCode, toErrorData } from '../src/core/errors.ts';
import type { Interrupts } from './interrupts.mjs';
import { createProgram } from './program.ts';

const badInput: readonly ErrorCode[] = [
  'bad-spec',
  'bad-data',
  'bad-formula',
  'bad-wgsl',
  'not-found',
  'out-of-memory',
  'newer-version',
  'corrupt',
];

/** Carries out the command line and ends the process. */
export async function main(interrupts: Interrupts): Promise<never> {
  // Who reads our output may stop reading: `aeonnova swarm list | head -1`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  // `bin.mjs` was killed; what has no parent any more ends as it would have.
  process.on('disconnect', () => process.exit(1));

  const code = await carryOut(interrupts);
  // A pipe takes 64 KiB at a time; a result may be longer.
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  // Dawn keeps handles open; the code is known, so the process ends here.
  process.exit(code);
}

async function carryOut(interrupts: Interrupts): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  }, interrupts);
  if (process.argv.length <= 2) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { code, message, hint, stack } = toErrorData(error);
    process.stderr.write(`${message}\n${hint === '' ? '' : `${hint}\n`}`);
    if (code === 'internal' && stack !== undefined) process.stderr.write(`${stack}\n`);
    return error instanceof AeonError && badInput.includes(error.code) ? 2 : 1;
  }
  return exitCode;
}
