#!/usr/bin/env node
// Entry of the command line. Runs the bundled program in this process, or, where Dawn needs an environment that must be
// there before a process starts, in one child.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dawnEnvironment } from './dawn-environment.mjs';

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const args = process.argv.slice(2);

function mayUseGpu() {
  if (args[0] !== 'doctor' && !(args[0] === 'swarm' && args[1] === 'run') && args[0] !== 'bench') return false;
  const at = args.indexOf('--adapter');
  return !(args[at + 1] === 'cpu' && at >= 0) && !args.includes('--adapter=cpu');
}

if (!existsSync(program)) {
  process.stderr.write('The command line is not built yet. Run: npm run build\n');
  process.exit(1);
}
const extra = mayUseGpu() ? dawnEnvironment() : null;
if (extra === null) await import(program);
else {
  const child = spawn(process.execPath, [program, ...args], {
    // The channel tells the child when this process is killed; it must not go on alone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...extra },
  });
  // The child knows that an interrupt from a terminal reaches it twice.
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
