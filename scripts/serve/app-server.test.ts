import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from './app-server.mjs';
import { contentSecurityPolicy } from './headers.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'aeonnova-server-'));
const servers: Server[] = [];
let origin = '';

async function start(port: number): Promise<number> {
  const { server, port: taken } = await listen({ folder, host: '127.0.0.1', port });
  servers.push(server);
  return taken;
}

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>app</title>');
  writeFileSync(path.join(folder, 'sw.js'), 'self;');
  writeFileSync(path.join(folder, 'assets/main-B3kQ_x2z.js'), 'plain;');
  writeFileSync(path.join(folder, 'assets/main-B3kQ_x2z.js.br'), zlib.brotliCompressSync('plain;'));
  writeFileSync(path.join(folder, 'assets/lib-B3kQ_x2z.wasm'), '\0asm');
  writeFileSync(path.join(folder, 'kernel.wgsl'), '// wgsl');
  writeFileSync(path.join(path.dirname(folder), 'secret.txt'), 'not for you');
  origin = `http://127.0.0.1:${await start(0)}`;
});
afterAll(() => {
  for (const server of servers) server.close();
});

it('isolates the page, fixes its sources and its types, on every answer', async () => {
  for (const address of ['/', '/swarm/01ABC', '/assets/main-B3kQ_x2z.js', '/nothing.js']) {
    const { headers } = await fetch(`${origin}${address}`);
    expect(Object.fromEntries(headers), address).toMatchObject({
      'content-security-policy': contentSecurityPolicy(),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // A feature that a browser does not know is a warning in its console.
      'permissions-policy': expect.not.stringContaining('bluetooth'),
    });
  }
});

it('gives the app for its own addresses, and 404 for files that are not there', async () => {
  for (const address of ['/', '/swarm', '/swarm/01ABC', '/runs?kind=swarm']) {
    const answer = await fetch(`${origin}${address}`);
    expect([answer.status, await answer.text()], address).toEqual([200, '<!doctype html><title>app</title>']);
  }
  for (const address of ['/assets/gone-B3kQ_x2z.js', '/favicon.png', '/../secret.txt', '/%2e%2e/secret.txt']) {
    const answer = await fetch(`${origin}${address}`);
    expect(await answer.text(), address).not.toContain('not for you');
    if (!address.includes('secret')) expect(answer.status, address).toBe(404);
  }
});

it('lets hashed files be kept for good and asks again for the others', async () => {
  const caching = async (address: string) => (await fetch(`${origin}${address}`)).headers.get('cache-control');
  expect(await caching('/assets/main-B3kQ_x2z.js')).toBe('public, max-age=31536000, immutable');
  for (const address of ['/', '/swarm', '/sw.js', '/assets/gone-B3kQ_x2z.js']) {
    expect(await caching(address), address).toBe('no-cache');
  }
});

it('names the types that browsers insist on, and sends what was compressed before', async () => {
  const type = async (address: string) => (await fetch(`${origin}${address}`)).headers.get('content-type');
  expect(await type('/assets/lib-B3kQ_x2z.wasm')).toBe('application/wasm');
  expect(await type('/kernel.wgsl')).toContain('text/wgsl');
  expect(await type('/assets/main-B3kQ_x2z.js')).toContain('text/javascript');
  const answer = await fetch(`${origin}/assets/main-B3kQ_x2z.js`, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('content-type')).toContain('text/javascript');
  expect(await answer.text()).toBe('plain;');
});

it('takes the next free port when one is taken', async () => {
  const first = Number(new URL(origin).port);
  expect(await start(first)).toBeGreaterThan(first);
});
