// `swarm evaluate`: the objective in f64 at given points, inside the bounds or not.
import { openNodeEngine } from '../open-engine.ts';
import { pointAtFormula, readPoints, readSpec } from '../spec-input.ts';

export async function evaluateSwarm(specFile: string, options: { at: string }): Promise<void> {
  const { spec, files } = await readSpec(specFile);
  const points = await readPoints(options.at);
  const { engine } = await openNodeEngine({ wantsGpu: false });
  try {
    process.stdout.write(`${JSON.stringify({ values: await engine.evaluate(spec, points, { files }) })}\n`);
  } catch (error) {
    throw pointAtFormula(error, spec);
  } finally {
    await engine.close();
  }
}
