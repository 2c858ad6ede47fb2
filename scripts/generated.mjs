// Files of the repository that are made from others: written, or with `--check` compared.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './build-id.mjs';

/** @param {Record<string, string>} contents by path. @returns exit code: 1 when a file is not what it would be */
export function writeOrCheck(contents) {
  const isCheck = process.argv.includes('--check');
  let stale = 0;
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(root, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
    if (isCheck) {
      stale++;
      process.stdout.write(`${name} is not up to date. Run: npm run docs\n`);
      continue;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    process.stdout.write(`Wrote ${name}\n`);
  }
  return stale === 0 ? 0 : 1;
}
