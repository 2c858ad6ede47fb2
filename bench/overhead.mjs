// Bundles overhead.ts and runs it in a process that has what Dawn needs.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { dawnEnvironment } from '../cli/dawn-environment.mjs';
import { shaderText } from '../scripts/shader-text.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function benchOverhead({ repetitions }) {
  // Within the project, so that the package "webgpu" is found.
  const folder = await mkdtemp(path.join(root, 'node_modules', '.bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [shaderText()],
      define: { __BUILD__: JSON.stringify('bench') },
      build: {
        ssr: path.join(root, 'bench', 'overhead.ts'),
        outDir: folder,
        copyPublicDir: false,
        target: 'node20',
        rolldownOptions: { external: ['webgpu'], output: { entryFileNames: 'overhead.mjs' } },
      },
      ssr: { noExternal: true, external: ['webgpu'] },
    });
    const { status } = spawnSync(process.execPath, [path.join(folder, 'overhead.mjs'), String(repetitions)], {
      stdio: 'inherit',
      env: { ...process.env, ...dawnEnvironment() },
    });
    if (status !== 0) throw new Error(`The bench ended with ${status}.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
