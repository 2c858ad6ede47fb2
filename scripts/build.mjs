// Builds the app (dist/app) and the command line (dist/cli), each unless it is there already from the same sources.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { root, sourceHash } from './build-id.mjs';
import { ensurePackages, requireNode } from './install.mjs';

const stampFile = path.join(root, 'dist/stamp.json');
const targets = {
  cli: { name: 'the command line', config: 'vite.cli.config.ts', proof: 'dist/cli/main.js' },
  app: { name: 'the app', config: 'vite.config.ts', proof: 'dist/app/index.html' },
};
const compressible = /\.(html|js|css|json|webmanifest|svg|wgsl|wasm|csv|dat|txt|map)$/;

/** Builds what is missing or stale. @param {readonly (keyof typeof targets)[]} names */
export function ensureBuilt(names = ['cli', 'app']) {
  const hash = sourceHash();
  const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  for (const name of names) {
    const { name: title, config, proof } = targets[name];
    if (stamp[name] === hash && existsSync(path.join(root, proof))) continue;
    process.stdout.write(`Building ${title}…\n`);
    const manifest = name === 'app' ? ['--manifest'] : [];
    run('node_modules/vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn', ...manifest], title);
    if (name === 'app') finishApp(path.join(root, 'dist/app'));
    stamp[name] = hash;
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify(stamp)}\n`);
  }
}

function run(script, args, title) {
  const outcome = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (outcome.status === 0) return;
  process.stderr.write(`\n${title[0].toUpperCase()}${title.slice(1)} could not be built.\n`);
  process.exit(1);
}

/** Puts the build's manifest where it is not served, and compresses once what would be compressed with every answer. */
function finishApp(folder) {
  renameSync(path.join(folder, '.vite/manifest.json'), path.join(root, 'dist/app-manifest.json'));
  rmdirSync(path.join(folder, '.vite'));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressible.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length < 1024) continue;
    writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireNode();
  ensurePackages();
  // `npm run build -- cli` builds one alone.
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in targets));
  if (unknown !== undefined) {
    process.stderr.write(
      `There is nothing called "${unknown}" to build; there is: ${Object.keys(targets).join(', ')}.\n`,
    );
    process.exit(2);
  }
  ensureBuilt(names.length > 0 ? names : undefined);
  process.stdout.write('Built: dist/app (the app), dist/cli (npx aeonnova)\n');
}
