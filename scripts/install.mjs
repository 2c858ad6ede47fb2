// Installs what is missing: packages, and Chromium for the browser tests. Node's own modules only, for nothing else is
// there on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './build-id.mjs';

const chromiumPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Ends the process with a message when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`AeonNova needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}

/** Runs `npm ci` unless every package of the lockfile is there in its version. */
export function ensurePackages() {
  if (packagesAreComplete()) return;
  process.stdout.write('Installing packages…\n');
  const outcome = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (outcome.status === 0) return;
  process.stderr.write(
    `\nThe packages could not be installed (npm ci ended with ${outcome.status ?? outcome.error?.message}). Check the network and the registry that npm is set to, then start again.\n`,
  );
  process.exit(1);
}

/** By content and not by date: a checkout touches the lockfile without changing what is installed. */
function packagesAreComplete() {
  const installedFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || installed[name]?.version === version || ((optional || devOptional) && !(name in installed)),
  );
}

/** Path of a Chromium, or null. `CHROMIUM` names one that is elsewhere. */
export function findChromium(env = process.env) {
  return [env.CHROMIUM, ...chromiumPlaces].find((file) => file && existsSync(file)) ?? null;
}

/** Path of a Chromium, installed by apt where that is possible; ends the process with what to do otherwise. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    process.stdout.write('Installing Chromium…\n');
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  process.stderr.write(
    `\nThe browser and kernel tests need Chromium, and ${mayInstall ? 'apt-get could not install it' : 'there is none'}.\nInstall it (Debian: sudo apt-get install chromium), or set CHROMIUM to the path of one, and start again.\n`,
  );
  process.exit(1);
}
