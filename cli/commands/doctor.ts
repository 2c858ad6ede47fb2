// `doctor`: what this machine offers, the configuration with the origin of each value, and the self-test.
import { describeAdapter } from '../../src/core/adapter.ts';
import { warnOfProblems } from '../configuration.ts';
import { openNodeEngine } from '../open-engine.ts';

export interface DoctorOptions {
  readonly json?: boolean;
  readonly store?: string;
}

/** Exit code: 0 when every item passed. */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  const { engine, configuration, problems } = await openNodeEngine({ store: options.store, wantsGpu: true });
  warnOfProblems(problems);
  const adapter = await engine.adapter();
  if (!options.json) {
    const lines = [
      `AeonNova ${engine.build}`,
      `adapter   ${adapter.available ? describeAdapter(adapter.adapter) : `none: ${adapter.reason}`}`,
      ...(adapter.hint === null ? [] : [`          ${adapter.hint}`]),
      `cores     ${adapter.cores}`,
      `choice    ${adapter.choice.path}: ${adapter.choice.reason}`,
      ...(adapter.available ? [`features  ${adapter.features.join(', ')}`] : []),
      'configuration',
      ...Object.entries(configuration).map(([key, { value, origin }]) => `  ${key.padEnd(18)} ${value} (${origin})`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  const report = await engine.selfTest((item) => {
    if (!options.json) process.stdout.write(`${item.passed ? 'ok    ' : 'FAILED'}  ${item.name}: ${item.detail}\n`);
  });
  if (options.json)
    process.stdout.write(`${JSON.stringify({ build: engine.build, adapter, configuration, selfTest: report })}\n`);
  await engine.close();
  return report.items.every((item) => item.passed) ? 0 : 1;
}
