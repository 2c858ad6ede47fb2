// The commands and their options, as commander knows them; the reference of the command line is made from this.
import { Command, InvalidArgumentError, Option } from 'commander';
import { benchNames, runBench } from './commands/bench.ts';
import { compare, type CompareOptions } from './commands/compare.ts';
import { type DoctorOptions, runDoctor } from './commands/doctor.ts';
import { printSchema } from './commands/schema.ts';
import { type AskOptions, askSwarm, type TellOptions, tellSwarm } from './commands/swarm-ask.ts';
import { evaluateSwarm } from './commands/swarm-evaluate.ts';
import { listSwarm } from './commands/swarm-list.ts';
import { runSwarm, type RunOptions } from './commands/swarm-run.ts';
import type { Interrupts } from './interrupts.mjs';

const store = ['--store <dir>', 'where runs and settings are kept (default: the user’s data folder)'] as const;

function adapterOption(): Option {
  return new Option(
    '--adapter <kind>',
    'where to compute; auto: the GPU, unless it measured slower than the CPU (default: what is configured, else auto)',
  ).choices(['gpu', 'cpu', 'auto']);
}

function positive(what: string, isWhole = false): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value > 0 && Number.isFinite(value) && (!isWhole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`Give ${what} above 0.`);
  };
}

export function createProgram(setExitCode: (code: number) => void, interrupts: Interrupts): Command {
  const program = new Command('aeonnova')
    .description('A private AI lab: swarm optimisers on your own GPU.')
    .version(__BUILD__)
    .exitOverride();

  program
    .command('doctor')
    .description('what this machine offers, the configuration, and a self-test of about 10 s')
    .addOption(
      new Option(
        '--adapter <kind>',
        'what to test; gpu: fail without one, cpu: leave the GPU alone (default: what there is)',
      ).choices(['gpu', 'cpu']),
    )
    .option('--json', 'print one JSON object')
    .option(...store)
    .action(async (options: DoctorOptions) => setExitCode(await runDoctor(options)));

  const swarm = program.command('swarm').description('minimise a function, or fit a curve to data');
  swarm
    .command('list')
    .description('the problems and algorithms there are')
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }) => listSwarm(options));
  swarm
    .command('run')
    .description('carry out a spec, or go on with an interrupted run')
    .argument('[spec]', 'path of the spec, - for standard input')
    .addOption(adapterOption())
    .option('--json', 'print exactly one JSON object, also when interrupted')
    .option('--resume <id>', 'go on with this run from its checkpoint')
    .option(
      '--command <line>',
      'a program that prints the value of a place of an external problem: "./simulate {x} {n}", with {id} where wanted; words and quotes as in a shell, but no shell reads it',
    )
    .option('--jobs <count>', 'calls of the command at a time (default: the cores)', positive('a whole number', true))
    .option(
      '--timeout <seconds>',
      'end a call of the command after so long; it has no value then',
      positive('a number'),
    )
    .option(...store)
    .action(async (spec: string | undefined, options: RunOptions) =>
      setExitCode(await runSwarm(spec, options, interrupts)),
    );
  swarm
    .command('evaluate')
    .description('the objective at given points, inside the bounds or not: in f64, or of WGSL on the GPU')
    .argument('<spec>', 'path of the spec, - for standard input')
    .requiredOption('--at <points>', 'path of a JSON file [[x1, …], …]')
    .option('--json', 'print one JSON object, as it does anyway')
    .action(async (spec: string, options: { at: string }) => evaluateSwarm(spec, options));

  swarm
    .command('ask')
    .description('the places whose values a run of an external problem waits for, as CSV with empty values')
    .argument('<id>', 'of the run')
    .option('--csv <file>', 'write the table there instead of printing it')
    .option('--json', 'print one JSON object')
    .option(...store)
    .action(async (id: string, options: AskOptions) => askSwarm(id, options));
  swarm
    .command('tell')
    .description(
      'tell values: rows of id and value; empty values are not told yet, the word failed is one without a value',
    )
    .argument('<id>', 'of the run')
    .argument('<values>', 'path of the table, - for standard input')
    .option('--json', 'print one JSON object')
    .option(...store)
    .action(async (id: string, values: string, options: TellOptions) => tellSwarm(id, values, options));

  program
    .command('compare')
    .description('compare algorithms on problems over seeds, or go on with an interrupted comparison')
    .argument('[spec]', 'path of the spec, - for standard input')
    .option('--json', 'print exactly one JSON object, with every trial, also when interrupted')
    .option('--csv <file>', 'write the trials there, one row each')
    .option('--coco <dir>', 'write the trials on BBOB there, as COCO’s post-processing reads them')
    .option('--resume <id>', 'go on with this comparison, or print and export it again when it is through')
    .option(...store)
    .action(async (spec: string | undefined, options: CompareOptions) =>
      setExitCode(await compare(spec, options, interrupts)),
    );

  program
    .command('bench')
    .description('measure how fast this machine is')
    .argument('<name>', `what to measure: ${benchNames.join(', ')}`)
    .addOption(adapterOption())
    .option('--json', 'print one JSON object')
    .action(async (name: string, options: { adapter?: 'gpu' | 'cpu' | 'auto'; json?: boolean }) =>
      setExitCode(await runBench(name, options, interrupts)),
    );

  program
    .command('schema')
    .description('the JSON schema of a spec')
    .argument('[kind]', 'which kind of run', 'swarm')
    .action((kind: string) => printSchema(kind));
  return program;
}
