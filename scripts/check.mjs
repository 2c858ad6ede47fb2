// `npm run check`: what to run before a commit. No browser, under two minutes.
import { ensureChromium, ensurePackages, requireNode } from './install.mjs';

requireNode();
ensurePackages();
process.env.CHROMIUM = ensureChromium();
const { runSteps, steps } = await import('./steps.mjs');
const { types, format, lint, layers, deadCode, build, docs, unit, sizes } = steps;
process.exit(runSteps([format, types, lint, layers, deadCode, build, docs, unit, sizes]));
