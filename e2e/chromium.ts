// How Chromium is started, in one place. A software adapter stands in for a GPU.
import { spawn, type ChildProcess } from 'node:child_process';
import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../scripts/install.mjs';

const computeFlags = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
// Without these the first WebGPU canvas loses its device. With them every page is drawn by the software adapter as well,
// which takes two to four times as long.
const canvasFlags = ['--use-angle=swiftshader', '--enable-gpu', '--enable-features=Vulkan', '--use-vulkan=swiftshader'];
const quietFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

interface ChromiumWishes {
  /** false: a browser that hands out no adapter */
  readonly adapter: boolean;
  /** false: WebGPU computes, and draws nothing. */
  readonly canvas?: boolean;
}

export function chromiumOptions({ adapter, canvas = adapter }: ChromiumWishes): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium. npm test installs one, or set CHROMIUM.');
  return { executablePath, args: [...quietFlags, ...(adapter ? computeFlags : []), ...(canvas ? canvasFlags : [])] };
}

/** A browser as a person starts it, which nobody keeps from throttling, and which can be killed as a machine kills it. */
export async function startBrowser(profile: string): Promise<{ process: ChildProcess; endpoint: string }> {
  const { executablePath = '', args = [] } = chromiumOptions({ adapter: false });
  const browser = spawn(
    executablePath,
    [
      ...args,
      '--headless=new',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = '';
    browser.stderr.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /DevTools listening on (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    browser.once('exit', () => reject(new Error(`The browser did not start: ${text}`)));
  });
  return { process: browser, endpoint };
}
