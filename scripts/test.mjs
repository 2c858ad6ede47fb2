// `npm test`: installs what is missing and runs every check. Ends with "N passed, N failed".
import { ensureChromium, ensurePackages, requireNode } from './install.mjs';

requireNode();
ensurePackages();
process.env.CHROMIUM = ensureChromium();
const { runSteps, steps } = await import('./steps.mjs');
const { types, format, lint, layers, deadCode, docs, build, unit, kernels, endToEnd, sizes } = steps;
process.exit(runSteps([types, format, lint, layers, deadCode, build, docs, unit, kernels, endToEnd, sizes]));
