// Bundles the command line for Node: one file and what it shares with its worker threads, so that it starts fast.
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.mjs';
import { shaderText } from './scripts/shader-text.mjs';

export default defineConfig({
  plugins: [shaderText()],
  define: { __BUILD__: JSON.stringify(buildId()) },
  build: {
    ssr: true,
    outDir: 'dist/cli',
    target: 'node20',
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: { main: 'cli/main.ts', 'cpu-worker': 'cli/cpu-worker.ts' },
      external: ['webgpu'],
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: true, external: ['webgpu'] },
});
