// Third-party notices, from the production dependencies as installed: THIRD-PARTY-NOTICES for readers of the source,
// public/notices.json for the app.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './build-id.mjs';

/** Data that comes with the project. */
const data = [
  {
    name: 'NIST/ITL StRD, nonlinear regression: Misra1a, Gauss1, Thurber and others',
    source: 'https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml',
    text: 'Statistical Reference Datasets of the National Institute of Standards and Technology. Works of the United States Government are not subject to copyright in the United States (17 U.S.C. 105); NIST asks to be named as the source.',
  },
];

/** Packages that reach a user, transitively: those that the lockfile does not mark as for development. */
function productionPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, { dev, devOptional, peer }]) => place !== '' && !dev && !devOptional && !peer)
    .map(([place]) => place);
}

function readPackage(place) {
  const folder = path.join(root, place);
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const notice = path.join(folder, 'NOTICE');
  const texts = [
    file === undefined
      ? `Licensed under ${license}; the package holds no licence text.`
      : read(path.join(folder, file)),
    ...(existsSync(notice) ? [read(notice)] : []),
  ];
  return { name: `${name} ${version}`, license, text: texts.join('\n\n') };
}

function read(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}

/** Packages under the same text share an entry. */
function collect() {
  const byText = new Map();
  for (const { name, license, text } of productionPackages().map(readPackage)) {
    const entry = byText.get(text) ?? { names: [], license, text };
    entry.names.push(name);
    byText.set(text, entry);
  }
  return [...byText.values()];
}

/** @returns {Record<string, string>} contents by path */
export function notices() {
  const packages = collect();
  const line = '-'.repeat(80);
  const readable = [
    'AeonNova is licensed under Apache-2.0 (see LICENSE). It contains or depends on the following, under their own terms.',
    ...packages.map(({ names, license, text }) => `${line}\n${names.join(', ')}   (${license})\n\n${text}`),
    ...data.map(({ name, source, text }) => `${line}\n${name}\n${source}\n\n${text}`),
  ].join('\n\n');
  return {
    'THIRD-PARTY-NOTICES': `${readable}\n`,
    'public/notices.json': `${JSON.stringify({ packages, data }, null, 1)}\n`,
  };
}
