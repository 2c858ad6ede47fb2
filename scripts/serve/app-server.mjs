// The static server of the built app: right headers, right types, precompressed files, and index.html for the app's own
// addresses. It keeps nothing and asks nobody.
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { securityHeaders } from './headers.mjs';

/** Files whose name changes with their content. */
const hashed = /\/assets\/.+-[\w-]{8,}\.\w+$/;
/** An address that names a file: its last part has an extension. */
const namesFile = /\.[a-z0-9]+$/i;
/** Types that the server's own table lacks. */
const types = { wgsl: 'text/wgsl; charset=utf-8', dat: 'text/plain; charset=utf-8', map: 'application/json' };

/** @param {string} folder the built app */
function createApp(folder) {
  const headers = securityHeaders();
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    const { pathname } = new URL(context.req.url);
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    const found = context.res.ok || context.res.status === 206;
    context.res.headers.set(
      'Cache-Control',
      found && hashed.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    const type = types[pathname.slice(pathname.lastIndexOf('.') + 1)];
    if (found && type !== undefined) context.res.headers.set('Content-Type', type);
  });
  app.use(serveStatic({ root: folder, precompressed: true }));
  const page = serveStatic({ root: folder, path: 'index.html', precompressed: true });
  app.get('*', (context, next) => (namesFile.test(context.req.path) ? next() : page(context, next)));
  app.notFound((context) => context.text('Not found\n', 404));
  return app;
}

/**
 * Listens on `port`, or on the next free one.
 * @param {{ folder: string, host: string, port: number, attempts?: number }} options `port` 0: any free one
 * @returns {Promise<{ server: import('node:http').Server, port: number }>}
 */
export async function listen({ folder, host, port, attempts = 20 }) {
  const app = createApp(folder);
  for (let candidate = port; ; candidate++) {
    const server = createAdaptorServer({ fetch: app.fetch });
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, resolve);
      });
      return { server, port: server.address().port };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate - port >= attempts || candidate >= 65535) throw error;
    }
  }
}
