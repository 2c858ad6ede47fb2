// Builds the app: page, labs, workers, service worker. The command line has a configuration of its own.
import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { buildId } from './scripts/build-id.mjs';
import { securityHeaders } from './scripts/serve/headers.mjs';
import { shaderText } from './scripts/shader-text.mjs';

// A cached page keeps the headers it came with: a change of them makes it another page.
const headersRevision = createHash('sha256').update(JSON.stringify(securityHeaders())).digest('hex').slice(0, 8);

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'service-worker.ts',
      // Registered by the app, through its Trusted Types policy (src/app/frame/app-update.ts).
      injectRegister: false,
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,wasm,json,csv,dat,txt,webmanifest}'],
        globIgnores: ['service-worker.js', 'samples/README.md', '.vite/**'],
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((entry) =>
              entry.url.endsWith('.html') ? { ...entry, revision: `${entry.revision}-${headersRevision}` } : entry,
            ),
          }),
        ],
      },
      manifest: {
        id: '/',
        name: 'AeonNova',
        short_name: 'AeonNova',
        description: 'A private AI lab in a browser tab: swarm optimisers on your own GPU.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#12141a',
        background_color: '#12141a',
        categories: ['productivity', 'utilities', 'education'],
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        shortcuts: [
          { name: 'Swarm lab', url: '/swarm', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
          { name: 'Runs', url: '/runs', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
        ],
        share_target: {
          action: '/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            files: [
              {
                name: 'files',
                accept: ['text/csv', 'text/plain', 'application/json', '.csv', '.tsv', '.txt', '.dat', '.json'],
              },
            ],
          },
        },
        file_handlers: [
          {
            action: '/swarm',
            accept: { 'text/csv': ['.csv'], 'text/plain': ['.dat'], 'application/json': ['.json'] },
          },
        ],
        // Loading the window anew would end what computes in it: the page goes where the launch asks by itself.
        launch_handler: { client_mode: 'focus-existing' },
      },
    }),
  ],
  define: { __BUILD__: JSON.stringify(buildId()) },
  worker: { format: 'es', plugins: () => [shaderText()] },
  server: { headers: securityHeaders() },
  preview: { headers: securityHeaders() },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    // Every browser that runs WebGPU preloads modules by itself.
    modulePreload: { polyfill: false },
  },
});
