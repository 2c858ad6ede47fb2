// `doctor`: what this machine offers, the configuration with the origin of each value, and the self-test.
import { describeAdapter } from '../../src/core/adapter.ts';
import type { ResolvedConfiguration } from '../../src/core/configuration.ts';
import { AeonError } from '../../src/core/errors.ts';
import type { AdapterReport, SelfTestItem } from '../../src/engine/api.ts';
import { warnOfProblems } from '../configuration.ts';
import { openNodeEngine } from '../open-engine.ts';

export interface DoctorOptions {
  readonly adapter?: 'gpu' | 'cpu';
  readonly json?: boolean;
  readonly store?: string;
}

/** Exit code: 0 when every item passed. Throws `no-adapter` where a GPU was asked for and there is none. */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const wantsGpu = options.adapter !== 'cpu';
  const { engine, configuration, problems } = await openNodeEngine({ store: options.store, wantsGpu });
  warnOfProblems(problems);
  try {
    const found = await engine.adapter();
    const adapter: AdapterReport = wantsGpu
      ? found
      : { ...found, reason: 'not asked for', hint: null, choice: { path: 'cpu', reason: 'asked for' } };
    if (options.adapter === 'gpu' && !adapter.available)
      throw new AeonError('no-adapter', adapter.reason ?? 'There is no GPU.', { hint: adapter.hint ?? '' });
    if (!options.json) process.stdout.write(`${describe(engine.build, adapter, configuration).join('\n')}\n`);
    const report = await engine.selfTest((item) => {
      if (!options.json && isShown(item)) process.stdout.write(`${lineOf(item)}\n`);
    });
    const selfTest = { ...report, items: report.items.filter(isShown) };
    if (options.json)
      process.stdout.write(`${JSON.stringify({ build: engine.build, adapter, configuration, selfTest })}\n`);
    return report.items.every((item) => item.passed) ? 0 : 1;
  } finally {
    await engine.close();
  }

  /** That there is no GPU is no finding where it was to be left alone. */
  function isShown({ name }: SelfTestItem): boolean {
    return wantsGpu || name !== 'GPU';
  }
}

function describe(build: string, adapter: AdapterReport, configuration: ResolvedConfiguration): string[] {
  return [
    `AeonNova ${build}`,
    `adapter   ${adapter.available ? describeAdapter(adapter.adapter) : `none: ${adapter.reason}`}`,
    ...(adapter.hint === null ? [] : [`          ${adapter.hint}`]),
    `cores     ${adapter.cores}`,
    `choice    ${adapter.choice.path}: ${adapter.choice.reason}`,
    ...(adapter.available ? [`features  ${adapter.features.join(', ')}`] : []),
    'configuration',
    ...Object.entries(configuration).map(([key, { value, origin }]) => `  ${key.padEnd(18)} ${value} (${origin})`),
  ];
}

function lineOf({ passed, name, detail }: SelfTestItem): string {
  return `${passed ? 'ok    ' : 'FAILED'}  ${name}: ${detail}`;
}
