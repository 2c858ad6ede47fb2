// `npm run test:soak`: the tests that take long (`*.soak.test.ts`), and hundreds of killed browsers.
import { ensureChromium, ensurePackages, requireNode } from './install.mjs';

requireNode();
ensurePackages();
process.env.CHROMIUM = ensureChromium();
const { runSteps, steps } = await import('./steps.mjs');
process.exit(runSteps([steps.build, steps.soak, steps.killedBrowsers]));
