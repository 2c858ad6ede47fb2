// `npm run check`: what to run before a commit, in under two minutes. It starts no browser, but Chromium has to be there: it
// brings the software adapter on which the unit tests run the command line's GPU path.
import { ensureChromium, ensurePackages, requireNode } from './install.mjs';

requireNode();
ensurePackages();
process.env.CHROMIUM = ensureChromium();
const { runSteps, steps } = await import('./steps.mjs');
const { types, format, lint, layers, deadCode, build, docs, unit, sizes } = steps;
process.exit(runSteps([format, types, lint, layers, deadCode, build, docs, unit, sizes]));
