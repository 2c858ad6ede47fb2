// Builds the app: page, labs, workers, service worker. The command line has a configuration of its own.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.mjs';

export default defineConfig({
  plugins: [react()],
  define: { __BUILD__: JSON.stringify(buildId()) },
  worker: { format: 'es' },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // Every browser that runs WebGPU preloads modules by itself.
    modulePreload: { polyfill: false },
  },
});
