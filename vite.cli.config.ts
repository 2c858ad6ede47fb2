// Bundles the command line for Node: one file, so that it starts fast.
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.mjs';

export default defineConfig({
  define: { __BUILD__: JSON.stringify(buildId()) },
  build: {
    ssr: 'cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    emptyOutDir: true,
    rolldownOptions: { external: ['webgpu'], output: { entryFileNames: 'main.js' } },
  },
  ssr: { noExternal: true, external: ['webgpu'] },
});
