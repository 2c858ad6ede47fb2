// The command line: arguments in, one engine, text or one JSON object out. Exit codes: 0 done, 1 failed, 2 bad input,
// 130 interrupted with a checkpoint.
import { Command, CommanderError, Option } from 'commander';
import { AeonError, toErrorData } from '../src/core/errors.ts';
import { runDoctor } from './commands/doctor.ts';
import { printSchema } from './commands/schema.ts';
import { evaluateSwarm, listSwarm, runSwarm } from './commands/swarm.ts';

const badInput = new Set([
  'bad-spec',
  'bad-data',
  'bad-formula',
  'not-found',
  'out-of-memory',
  'newer-version',
  'corrupt',
]);

function adapterOption(): Option {
  return new Option('--adapter <kind>', 'where to run: the GPU, the CPU, or whichever measured faster')
    .choices(['gpu', 'cpu', 'auto'])
    .default('auto');
}

function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('aeonnova')
    .description('A private AI lab: swarm optimisers on your own GPU.')
    .version(__BUILD__)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  program
    .command('doctor')
    .description('what this machine offers, and a self-test of about 10 s')
    .option('--json', 'print one JSON object')
    .action(async (options: { json?: boolean }) => setExitCode(await runDoctor(options)));

  program
    .command('schema')
    .description('the JSON schema of a spec')
    .argument('[kind]', 'which kind of run', 'swarm')
    .action((kind: string) => printSchema(kind));

  const swarm = program.command('swarm').description('minimise a function, or fit a curve to data');
  swarm
    .command('list')
    .description('the functions and algorithms there are')
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }) => listSwarm(options));
  swarm
    .command('run')
    .description('carry out a spec, or go on with an interrupted run')
    .argument('[spec]', 'path of the spec, - for standard input')
    .addOption(adapterOption())
    .option('--json', 'print exactly one JSON object, also when interrupted')
    .option('--resume <id>', 'go on with this run from its checkpoint')
    .option('--store <dir>', 'where runs are kept (default: the user’s data folder)')
    .action(
      async (
        spec: string | undefined,
        options: { adapter: 'gpu' | 'cpu' | 'auto'; json?: boolean; resume?: string; store?: string },
      ) => setExitCode(await runSwarm(spec, options)),
    );
  swarm
    .command('evaluate')
    .description('the objective in f64 at given points')
    .argument('<spec>', 'path of the spec')
    .requiredOption('--at <points>', 'path of a JSON file [[x1, …], …]')
    .action(async (spec: string, options: { at: string }) => evaluateSwarm(spec, options));
  return program;
}

async function main(): Promise<number> {
  let exitCode = 0;
  try {
    await createProgram((code) => {
      exitCode = code;
    }).parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const data = toErrorData(error);
    process.stderr.write(`${data.message}\n${data.hint === '' ? '' : `${data.hint}\n`}`);
    if (data.code === 'internal' && data.stack !== undefined) process.stderr.write(`${data.stack}\n`);
    return error instanceof AeonError && badInput.has(error.code) ? 2 : 1;
  }
  return exitCode;
}

// Dawn keeps handles open; the code is known, so the process ends here.
process.exit(await main());
