// Budgets of the built app, gzipped. Which files count is read from the build: the shell is what index.html loads at once,
// a lab is what its route loads on top.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const app = 'dist/app';
if (!existsSync('dist/app-manifest.json')) throw new Error('There is no build to measure. Run: npm run build');
const manifest = JSON.parse(readFileSync('dist/app-manifest.json', 'utf8'));

/** Files that an entry loads at once, by static imports. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return [];
  seen.add(key);
  const { file, css = [], imports = [] } = manifest[key];
  return [file, ...css, ...imports.flatMap((next) => filesOf(next, seen))].filter((name) => /\.(js|css)$/.test(name));
}

const shell = new Set(filesOf('index.html'));
const lab = Object.keys(manifest).find((key) => key.endsWith('src/app/swarm/swarm-lab.tsx'));
if (lab === undefined) throw new Error('The build has no swarm lab.');
const engine = readdirSync(path.join(app, 'assets')).find((name) => /^engine-[\w-]+\.js$/.test(name));
if (engine === undefined) throw new Error('The build has no engine worker.');

/** A worker's file and those it imports statically; workers have no manifest. */
function importsOf(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const code = readFileSync(path.join(app, 'assets', name), 'utf8');
  for (const [, next] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) importsOf(next, seen);
  return seen;
}

const within = (files) => files.map((file) => path.posix.join(app, file));

export default [
  { name: 'shell', path: within([...shell]), gzip: true, limit: '130 kB' },
  { name: 'swarm lab', path: within(filesOf(lab).filter((file) => !shell.has(file))), gzip: true, limit: '80 kB' },
  {
    name: 'engine worker',
    path: within([...importsOf(engine)].map((name) => `assets/${name}`)),
    gzip: true,
    limit: '60 kB',
  },
];
