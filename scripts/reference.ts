// The reference pages, from the schemas, the catalogue and the command line's own definitions.
import type { Command } from 'commander';
import type { Interrupts } from '../cli/interrupts.mjs';
import { createProgram } from '../cli/program.ts';
import { specJsonSchema } from '../cli/commands/schema.ts';
import { configurationFields, defaultConfiguration, layerFromEnvironment } from '../src/core/configuration.ts';
import { fieldTexts } from '../src/core/schema.ts';
import { functionArguments } from '../src/data/formula/tree.ts';
import { bbob, bbobSource } from '../src/models/swarm/bbob/bbob-texts.ts';
import { bbobBounds, bbobNames } from '../src/models/swarm/bbob/bbob.ts';
import { bbobTitles } from '../src/models/swarm/bbob/bbob-titles.ts';
import { catalogue, catalogueNames } from '../src/models/swarm/catalogue.ts';
import { atomsInCluster, clusterSource, leastEnergy } from '../src/models/swarm/clusters/clusters.ts';
import { designNames } from '../src/models/swarm/designs/design-names.ts';
import { designFormulas } from '../src/models/swarm/designs/design-formulas.ts';
import { designs } from '../src/models/swarm/designs/designs.ts';
import { limits } from '../src/models/swarm/spec-parts.ts';

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

const nobodyInterrupts: Interrupts = { happened: false, onFirst: () => undefined, onSecond: () => undefined };

const made = '<!-- Made by `npm run docs`; edit the schemas instead. -->';

/** docs/reference/spec.md */
export function specReference(): string {
  const spec: Schema = JSON.parse(JSON.stringify(specJsonSchema('swarm')));
  const { problem, algorithm, stop } = spec.properties ?? {};
  const [catalogueProblem, bbobProblem, designProblem, clusterProblem, fit, formula, external, wgsl] =
    branches(problem);
  return [
    '# Spec of a swarm run',
    made,
    'A spec is one JSON object. Everything but the problem has a default; an unknown key is an error. `npx aeonnova schema swarm` prints the JSON schema, by which editors complete and explain.',
    '```json\n{ "kind": "swarm", "problem": { "name": "rastrigin", "dimensions": 30 } }\n```',
    table(spec, new Set(['problem', 'algorithm', 'stop'])),
    '## Problem: a function of the catalogue',
    table(catalogueProblem),
    catalogueTable(),
    '## Problem: a function of the BBOB suite',
    '```json\n{ "kind": "swarm", "problem": { "name": "bbob-f3", "dimensions": 10, "instance": 1 } }\n```',
    table(bbobProblem),
    bbobTable(),
    '## Problem: an engineering design',
    '```json\n{ "kind": "swarm", "problem": { "name": "welded-beam" } }\n```',
    table(designProblem),
    designTable(),
    '## Problem: a cluster of atoms',
    '```json\n{ "kind": "swarm", "problem": { "name": "lennard-jones", "atoms": 13 } }\n```',
    table(clusterProblem),
    clusterText(),
    '## Problem: a curve through your data',
    '```json\n{ "kind": "swarm",\n  "problem": { "name": "fit", "data": "misra1a.csv", "response": "y", "model": "b1*(1-exp(-b2*x))",\n    "parameters": { "b1": [-5000, 5000], "b2": [-0.005, 0.005] } } }\n```',
    table(fit),
    'Data files are CSV (comma, semicolon or tab; decimal point or comma) or NIST `.dat`. In a spec for the command line their paths are relative to the spec.',
    '## Problem: typed in',
    '```json\n{ "kind": "swarm",\n  "problem": { "name": "formula", "variables": { "x": [-5, 5], "n": { "integer": [1, 9] }, "kind": { "oneOf": [2, 3, 5] } },\n    "minimize": "(x - 1)^2 + n/kind", "subjectTo": ["x^2 + n <= 4"] } }\n```',
    table(formula),
    '## Problem: values from outside',
    '```json\n{ "kind": "swarm",\n  "problem": { "name": "external", "variables": { "x": [-5, 5], "n": { "integer": [1, 9] } }, "constraints": 0 } }\n```',
    table(external),
    'Values are told by people or programs ([guide](../guide.md#values-from-outside)). Evaluations are dear there, so the swarm is small unless the spec says otherwise: 10 + 2 √D particles for D variables, as in Standard PSO 2006, and a budget of 100 D evaluations or ten generations. Up to 100,000 particles, one repeat, no limit of time; `id`, `value` and `violation1` are no names of variables there.',
    '## Problem: written in WGSL',
    '```json\n{ "kind": "swarm",\n  "problem": { "name": "wgsl", "dimensions": 10, "bounds": [-5, 5], "data": { "targets": "targets.csv" },\n    "source": "fn objective(x: Position, d: u32) -> f32 { var sum = 0.0; for (var i = 0u; i < d; i++) { sum += abs(at(x, i) - targets(i)); } return sum; }" } }\n```',
    table(wgsl),
    'How an objective is written, and what it may not say: [Your own objective in WGSL](../wgsl.md).',
    '## Formulas',
    formulaText(),
    '## Algorithm',
    ...branches(algorithm).flatMap((branch) => [`### ${String(branch.properties?.['name']?.const)}`, table(branch)]),
    '## Stop',
    'Whichever comes first. Without generations, evaluations or time, a search gets both a number of generations that suits its size and 10 seconds.',
    table(stop),
    '## Limits',
    `Particles up to ${number(limits.particles)}, dimensions up to ${number(limits.dimensions)}, repeats up to ${number(limits.repeats)}, as far as the adapter's memory goes; what does not fit is refused with the numbers. Up to ${limits.variables} typed-in variables, ${limits.fitParameters} parameters of a fit, ${number(limits.fitRows)} rows of data.`,
    '',
  ].join('\n\n');
}

/** docs/reference/comparison.md */
export function comparisonReference(): string {
  const spec: Schema = JSON.parse(JSON.stringify(specJsonSchema('comparison')));
  const { algorithms, problems, budget } = spec.properties ?? {};
  const suite = branches(problems?.items).find(({ properties }) => properties?.['suite'] !== undefined);
  const swept = branches(algorithms?.items).find(({ properties }) => properties?.['sweep'] !== undefined);
  return [
    '# Spec of a comparison',
    made,
    'Algorithms on problems over seeds, as one run. `npx aeonnova compare SPEC.json` carries it out; `npx aeonnova schema comparison` prints the JSON schema. How to read what comes out, and how not to, is in the [guide](../guide.md#comparing-honestly).',
    '```json\n{ "kind": "comparison",\n  "algorithms": [{ "name": "pso", "particles": 40 }, { "name": "de", "particles": 50 }],\n  "problems": [{ "suite": "bbob", "dimensions": [5] }, { "name": "rastrigin", "dimensions": 10 }],\n  "budget": { "evaluationsPerDimension": 10000 } }\n```',
    table(spec, new Set(['algorithms', 'problems', 'budget'])),
    '## Algorithms',
    'A list. Each is written as the [algorithm of a swarm run](spec.md#algorithm), or with a sweep. Two of one name are told apart by the fields in which they differ.',
    '```json\n{ "name": "pso", "particles": 40, "sweep": { "inertia": [0.4, 0.6, 0.8], "social": [1, 1.5, 2] } }\n```',
    table(swept),
    '## Problems',
    'A list. Each is written as the [problem of a swarm run](spec.md); fits, values from outside and objectives in WGSL cannot be compared. Of the BBOB suite, each function in each dimension is one problem, and its instances are its trials:',
    table(suite),
    '## Budget',
    'One of the two; the same for all algorithms.',
    ...branches(budget).map((branch) => table(branch)),
    '## What a trial is',
    `A trial is one search of one algorithm on one problem with one seed, on one thread of the CPU. Its objective is watched from outside: a target is hit at the evaluation, counted from 1, whose value, in 64 bits and feasible, is the first at or below it. Targets are distances above the least value where one is published, otherwise above the best that any trial of the comparison found; hits are then read off curves whose points lie 2.3 % apart. A trial ends at its last target or when its next generation would pass its budget. It is what a swarm run with the same algorithm, problem, instance and seed does.`,
    '## Limits',
    'Up to 256 algorithms and 100,000 trials.',
    '',
  ].join('\n\n');
}

/** docs/reference/cli.md */
export function cliReference(): string {
  const program = createProgram(() => undefined, nobodyInterrupts);
  return [
    '# Command line',
    made,
    'In a clone: `npx aeonnova`, once `npm start`, `npm test` or `npm run build` has built it. It runs the engine that the page runs, on the GPU through Dawn or on the CPU.',
    ...helpOf(program, 'aeonnova'),
    '## Exit codes',
    '| code | meaning |\n|---|---|\n| 0 | done |\n| 1 | failed |\n| 2 | bad input: the message names the place |\n| 3 | `swarm run`: the run waits for values from outside; `swarm ask` and `swarm tell` go on. With `--json`: `{ "id": …, "best": null, "stoppedBecause": null, "awaited": 12, … }` |\n| 130 | interrupted; the best so far is printed, a checkpoint is kept, `swarm run --resume ID` or `compare --resume ID` goes on. A second interrupt ends at once: the run goes on from the checkpoint before, and `--json` prints `{ "id": …, "best": null, "stoppedBecause": "cancelled", … }`, with `null` as the id where there was no run yet |',
    '## Configuration',
    'In layers: the default, then `config.json` in the data folder (`{ "path": "cpu" }`), then the environment; options go before all. `doctor` shows each value with its origin. The data folder is `--store`, else `$XDG_DATA_HOME/aeonnova` or `~/.local/share/aeonnova` (macOS: `~/Library/Application Support/aeonnova`, Windows: `%APPDATA%\\aeonnova`).',
    configurationTable(),
    '',
  ].join('\n\n');
}

function helpOf(command: Command, name: string): string[] {
  const own = [
    `## \`${name}\``,
    `\`\`\`text\n${command.configureHelp({ helpWidth: 110 }).helpInformation().trim()}\n\`\`\``,
  ];
  return [...own, ...command.commands.flatMap((child) => helpOf(child, `${name} ${child.name()}`))];
}

function configurationTable(): string {
  const rows = Object.entries(configurationFields).map(([key, field]) => {
    const variable = `AEONNOVA_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    if (layerFromEnvironment({ [variable]: 'x' }).values[key] !== 'x') throw new Error(`${variable} is not read.`);
    const fallback: unknown = Reflect.get(defaultConfiguration, key);
    return `| \`${key}\` | \`${variable}\` | \`${JSON.stringify(fallback)}\` | ${fieldTexts.get(field)?.help ?? ''} |`;
  });
  return ['| key | environment | default | what |', '|---|---|---|---|', ...rows].join('\n');
}

function branches(schema: Schema | undefined): readonly Schema[] {
  return schema?.oneOf ?? schema?.anyOf ?? [];
}

const longestDefault = 60;

/** @param below fields that have a table of their own further down */
function table(schema: Schema | undefined, below: ReadonlySet<string> = new Set()): string {
  const rows = Object.entries(schema?.properties ?? {}).map(([name, field]) => {
    const isRequired = field.default === undefined && (schema?.required ?? []).includes(name);
    const text = JSON.stringify(field.default);
    // A long list is what its help calls it.
    const shown = text === undefined || text.length > longestDefault ? '' : `\`${text}\``;
    const fallback = isRequired ? 'required' : shown;
    return `| \`${name}\` | ${below.has(name) ? 'object, see below' : cell(typeOf(field))} | ${fallback} | ${cell(field.description ?? '')} |`;
  });
  return ['| field | type | default | what |', '|---|---|---|---|', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  const either = branches(schema);
  if (either.length > 0) return either.map(typeOf).join(' or ');
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object') {
    if (typeof schema.additionalProperties === 'object') return `object: name → ${typeOf(schema.additionalProperties)}`;
    return `{ ${Object.entries(schema.properties ?? {})
      .map(([name, field]) => `"${name}": ${typeOf(field)}`)
      .join(', ')} }`;
  }
  const { minimum, exclusiveMinimum, maximum } = schema;
  const isSafe = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const low = isSafe(minimum) ? number(minimum) : isSafe(exclusiveMinimum) ? `above ${number(exclusiveMinimum)}` : '';
  const high = isSafe(maximum) ? ` to ${number(maximum)}` : '';
  const bounds =
    low === '' && high === '' ? '' : low !== '' && high === '' && isSafe(minimum) ? ` from ${low}` : ` ${low}${high}`;
  return `${schema.type ?? 'any'}${bounds}`;
}

function catalogueTable(): string {
  const rows = catalogueNames.map((name) => {
    const { formula, bounds, minimum, source, note } = catalogue[name];
    const least = minimum(10);
    return `| \`${name}\` | ${cell(formula)} | [${bounds.join(', ')}] | ${least ?? 'not published'} | ${note} | ${source} |`;
  });
  return [
    '| name | formula | bounds | minimum in 10 dimensions | what it is | source |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function bbobTable(): string {
  const rows = bbobNames.map(
    (name) => `| \`${name}\` | ${bbobTitles[name]} | ${bbob[name].group} | ${bbob[name].note} |`,
  );
  return [
    `The box is [${bbobBounds.join(', ')}] in every dimension. ${bbobSource}.`,
    '',
    '| name | title | group | what it is |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function designTable(): string {
  const rows = designNames.map((name) => {
    const { title, variables, minimum } = designs[name];
    const { objective, meanings, subjectTo, source } = designFormulas[name];
    const meaning = Object.keys(variables).map((variable, d) => `\`${variable}\` ${meanings[d]}`);
    return `| \`${name}\` | ${title}: ${objective} | ${meaning.join('; ')} | ${subjectTo.length} | ${minimum} | ${source} |`;
  });
  return [
    '| name | what is made least | variables | constraints | known minimum | source |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function clusterText(): string {
  const { least, most } = atomsInCluster;
  const sizes = Array.from({ length: most - least + 1 }, (_, i) => least + i).filter((n) => leastEnergy(n) !== null);
  return [
    `The sum of 4 (r⁻¹² − r⁻⁶) over all pairs of atoms, in units of a pair's depth ε and size σ (${clusterSource}); below r = 1/2 it goes on along its tangent. All coordinates are searched: x, y and z of each atom.`,
    ['| atoms | least energy known, ε |', '|---|---|', ...sizes.map((n) => `| ${n} | ${leastEnergy(n)} |`)].join('\n'),
  ].join('\n\n');
}

function formulaText(): string {
  return [
    `Numbers, names, \`+ - * /\`, \`^\` or \`**\` (to the right: \`-x^2\` is \`-(x^2)\`), brackets \`( )\` or \`[ ]\`, \`pi\`, and the functions ${Object.keys(
      functionArguments,
    )
      .map((name) => `\`${name}\``)
      .join(', ')}. Products are written out: \`2*pi\`, not \`2pi\`.`,
    'Constraints compare two formulas by `<=`, `>=` or `=` (equal within 1e-4). Feasible points go before infeasible ones, and among those the smaller violation counts (Deb 2000).',
  ].join('\n\n');
}

function number(value: number): string {
  return value.toLocaleString('en');
}
