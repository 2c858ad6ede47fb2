// `swarm evaluate`: the objective at given points, inside the bounds or not; in f64, or on the GPU where it is WGSL.
import { openNodeEngine } from '../open-engine.ts';
import { needsGpu, pointAtFormula, readPoints, readSpec } from '../spec-input.ts';

export async function evaluateSwarm(specFile: string, options: { at: string }): Promise<void> {
  const input = await readSpec(specFile);
  const { spec, files } = input;
  const points = await readPoints(options.at);
  const { engine } = await openNodeEngine({ wantsGpu: needsGpu(input) });
  try {
    process.stdout.write(`${JSON.stringify({ values: await engine.evaluate(spec, points, { files }) })}\n`);
  } catch (error) {
    throw pointAtFormula(error, spec);
  } finally {
    await engine.close();
  }
}
