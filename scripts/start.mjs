// `npm start`: installs and builds what is missing, serves the app, prints the address.
//   npm start -- --host 0.0.0.0 --port 8080     (PORT works too)
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './build-id.mjs';
import { ensureBuilt } from './build.mjs';
import { ensurePackages, requireNode } from './install.mjs';

const defaultPort = 5173;

function readOptions() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
    const text = values.port ?? process.env.PORT ?? String(defaultPort);
    const port = Number(text);
    if (!/^\d+$/.test(text) || port > 65535) throw new Error(`"${text}" is no port: give a number from 0 to 65535.`);
    return { host: values.host ?? 'localhost', port };
  } catch (error) {
    process.stderr.write(`${error.message}\nUsage: npm start -- [--host HOST] [--port PORT]\n`);
    process.exit(2);
  }
}

requireNode();
const { host, port: wanted } = readOptions();
ensurePackages();
ensureBuilt();
const { listen } = await import('./serve/app-server.mjs');
try {
  // Every program tries 127.0.0.1 for localhost, not every one ::1.
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const { server, port } = await listen({ folder: path.join(root, 'dist/app'), host: address, port: wanted });
  if (wanted !== 0 && port !== wanted) {
    process.stdout.write(`Port ${wanted} is taken by another program; using ${port} instead.\n`);
  }
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`AeonNova is at http://${name}:${port}/   (Ctrl-C ends it)\n`);
  if (everywhere) {
    process.stdout.write(
      'Other machines can reach it too; browsers give them a GPU and storage only over HTTPS, so put a TLS proxy in front.\n',
    );
  }
  const end = () => {
    server.close();
    server.closeAllConnections();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
} catch (error) {
  const reason =
    error.code === 'EACCES'
      ? `Port ${wanted} needs more rights than this user has. Choose one above 1023: PORT=8080 npm start`
      : error.code === 'EADDRINUSE'
        ? `Port ${wanted} and those after it are taken. Choose another: PORT=8080 npm start`
        : error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL'
          ? `This machine has no address ${host}. Try --host localhost.`
          : `The server could not start: ${error.message}`;
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
