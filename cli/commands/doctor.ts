// `doctor`: what this machine offers, and the self-test.
import { describeAdapter } from '../../src/core/adapter.ts';
import { openNodeEngine } from '../open-engine.ts';

/** Exit code: 0 when every item passed. */
export async function runDoctor(options: { json?: boolean }): Promise<number> {
  const engine = await openNodeEngine({ wantsGpu: true });
  const adapter = await engine.adapter();
  if (!options.json) {
    process.stdout.write(
      `AeonNova ${engine.build}\nadapter   ${adapter.available ? describeAdapter(adapter.adapter) : `none: ${adapter.reason}`}\n`,
    );
    if (adapter.hint !== null) process.stdout.write(`          ${adapter.hint}\n`);
    process.stdout.write(`cores     ${adapter.cores}\nchoice    ${adapter.choice.path}: ${adapter.choice.reason}\n`);
    if (adapter.available) process.stdout.write(`features  ${adapter.features.join(', ')}\n`);
  }
  const report = await engine.selfTest((item) => {
    if (!options.json) process.stdout.write(`${item.passed ? 'ok    ' : 'FAILED'}  ${item.name}: ${item.detail}\n`);
  });
  if (options.json) process.stdout.write(`${JSON.stringify({ build: engine.build, adapter, selfTest: report })}\n`);
  await engine.close();
  return report.items.every((item) => item.passed) ? 0 : 1;
}
