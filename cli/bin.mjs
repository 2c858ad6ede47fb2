#!/usr/bin/env node
// Entry of the command line. Runs the bundled program in this process, or, where Dawn needs an environment that must be
// there before a process starts, once more in one child.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dawnEnvironment } from './dawn-environment.mjs';
import { endAtOnce, interruptSignals, watchInterrupts, withoutCells, withoutResult } from './interrupts.mjs';

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const args = process.argv.slice(2);
const isRun = args[0] === 'swarm' && args[1] === 'run';
const isComparison = args[0] === 'compare';
const isBench = args[0] === 'bench';
const isJson = args.includes('--json');
const lastWords = isRun && isJson ? withoutResult(null) : isComparison && isJson ? withoutCells(null) : '';

function mayUseGpu() {
  if (args[0] !== 'doctor' && !isRun && !isBench) return false;
  const at = args.indexOf('--adapter');
  return !(args[at + 1] === 'cpu' && at >= 0) && !args.includes('--adapter=cpu');
}

if (!existsSync(program)) {
  process.stderr.write('The command line is not built yet. Run: npm run build\n');
  process.exit(1);
}
const extra = mayUseGpu() ? dawnEnvironment() : null;
if (extra === null) {
  const interrupts = watchInterrupts({ waits: isRun || isComparison || isBench, lastWords });
  const { main } = await import(program);
  await main(interrupts);
} else {
  // The child knows that an interrupt from a terminal reaches it twice.
  for (const signal of interruptSignals) process.on(signal, () => child.kill(signal));
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    // The channel tells the child when this process is killed; it must not go on alone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...extra },
  });
  child.on('exit', (code, signal) => {
    // It watches from its first line on: an interrupt that killed it came before that.
    if (interruptSignals.includes(signal)) endAtOnce(lastWords);
    process.exit(code ?? 1);
  });
}
