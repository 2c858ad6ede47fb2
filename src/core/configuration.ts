// Configuration in layers: defaults, file or stored settings, URL, environment. Each value keeps its origin, so that it
// can be shown; a bad value is refused with the name of its layer, and the layer below it counts. Pure: who reads the
// layers is elsewhere.
import { defaultConfiguration } from './default-configuration.ts';
import { AeonError } from './errors.ts';
import { fieldTexts, parseWith, z } from './schema.ts';

export const configurationFields = {
  theme: z
    .enum(['system', 'light', 'dark'])
    .register(fieldTexts, { label: 'Theme', help: 'Light, dark, or as the system says.' }),
  motion: z
    .enum(['system', 'reduced'])
    .register(fieldTexts, { label: 'Motion', help: 'Reduced: pictures change without moving.' }),
  path: z
    .enum(['auto', 'gpu', 'cpu'])
    .register(fieldTexts, { label: 'Path', help: 'Where runs compute. Auto: the GPU, unless it measured slower.' }),
  checkpointSeconds: z.number().check(z.minimum(1), z.maximum(3600)).register(fieldTexts, {
    label: 'Checkpoint every',
    help: 'At least this long between two checkpoints of a run.',
    unit: 's',
    group: 'more',
  }),
  wakeLock: z.boolean().register(fieldTexts, {
    label: 'Keep the screen on',
    help: 'While a run goes on and the page is visible.',
  }),
  pictureMembers: z.int().check(z.minimum(100), z.maximum(2000)).register(fieldTexts, {
    label: 'Members in pictures',
    help: 'How many members of a swarm are drawn.',
    group: 'more',
  }),
} as const;

export type Configuration = {
  readonly [Key in keyof typeof configurationFields]: z.output<(typeof configurationFields)[Key]>;
};
export type ConfigurationKey = keyof Configuration;

export { defaultConfiguration } from './default-configuration.ts';

export type ConfigurationOrigin = 'default' | 'file' | 'settings' | 'url' | 'environment';

export interface ConfigurationLayer {
  readonly origin: Exclude<ConfigurationOrigin, 'default'>;
  /** Unknown keys are problems; `undefined` says nothing. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ConfiguredValue<Value> {
  readonly value: Value;
  readonly origin: ConfigurationOrigin;
}

export type ResolvedConfiguration = { readonly [Key in ConfigurationKey]: ConfiguredValue<Configuration[Key]> };

export interface ConfigurationOutcome {
  readonly configuration: ResolvedConfiguration;
  /** Refused values, each a `bad-spec` that names its layer and key. To be shown; what was refused has no effect. */
  readonly problems: readonly AeonError[];
}

const layerNames: Record<ConfigurationLayer['origin'], string> = {
  file: 'The configuration file',
  settings: 'The stored settings',
  url: "The page's address",
  environment: 'The environment',
};

/** Later layers win. URL and environment carry text: numbers and booleans are read from it. */
export function resolveConfiguration(layers: readonly ConfigurationLayer[]): ConfigurationOutcome {
  const problems: AeonError[] = [];
  for (const layer of layers) {
    for (const key of Object.keys(layer.values)) {
      if (Object.hasOwn(configurationFields, key)) continue;
      problems.push(
        new AeonError('bad-spec', `${layerNames[layer.origin]} sets "${key}", which is no setting.`, {
          hint: `Settings are ${Object.keys(configurationFields).join(', ')}.`,
          place: { field: key },
        }),
      );
    }
  }
  function resolve<Key extends ConfigurationKey>(
    key: Key,
    parse: (input: unknown, what: string) => Configuration[Key],
  ): ConfiguredValue<Configuration[Key]> {
    let resolved: ConfiguredValue<Configuration[Key]> = { value: defaultConfiguration[key], origin: 'default' };
    for (const { origin, values } of layers) {
      const input = values[key];
      if (input === undefined) continue;
      try {
        resolved = { value: parse(input, `${layerNames[origin]}, ${key}`), origin };
      } catch (error) {
        if (!(error instanceof AeonError)) throw error;
        problems.push(
          new AeonError('bad-spec', error.message, {
            hint: `Correct ${key}; until then ${JSON.stringify(resolved.value)} counts (${resolved.origin}).`,
            place: { field: key },
          }),
        );
      }
    }
    return resolved;
  }
  const { theme, motion, path, checkpointSeconds, wakeLock, pictureMembers } = configurationFields;
  return {
    configuration: {
      theme: resolve('theme', (input, what) => parseWith(theme, input, what)),
      motion: resolve('motion', (input, what) => parseWith(motion, input, what)),
      path: resolve('path', (input, what) => parseWith(path, input, what)),
      checkpointSeconds: resolve('checkpointSeconds', (input, what) =>
        parseWith(checkpointSeconds, fromText(input), what),
      ),
      wakeLock: resolve('wakeLock', (input, what) => parseWith(wakeLock, fromText(input), what)),
      pictureMembers: resolve('pictureMembers', (input, what) => parseWith(pictureMembers, fromText(input), what)),
    },
    problems,
  };
}

/** `"12"` as 12, `"true"` as true; anything else as it is, for the schema to refuse. */
function fromText(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  if (input === 'true' || input === 'false') return input === 'true';
  return input.trim() !== '' && Number.isFinite(Number(input)) ? Number(input) : input;
}

/** The page's layer: `?theme=dark&path=cpu`. Other parameters are not ours and are left out. */
export function layerFromUrl(parameters: URLSearchParams): ConfigurationLayer {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(configurationFields)) {
    const value = parameters.get(key);
    if (value !== null) values[key] = value;
  }
  return { origin: 'url', values };
}

/** Node's layer: `AEONNOVA_CHECKPOINT_SECONDS=30`. An unknown AEONNOVA_ variable that is no setting is left out. */
export function layerFromEnvironment(environment: Readonly<Record<string, string | undefined>>): ConfigurationLayer {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(configurationFields)) {
    const name = `AEONNOVA_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    if (environment[name] !== undefined) values[key] = environment[name];
  }
  return { origin: 'environment', values };
}
