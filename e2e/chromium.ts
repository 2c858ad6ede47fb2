// How Chromium is started, in one place. A software adapter stands in for a GPU: with fewer flags compute works, but the
// first WebGPU canvas loses its device.
import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../scripts/install.mjs';

const webgpuFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-gpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];
const quietFlags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** @param adapter false: a browser that hands out no adapter */
export function chromiumOptions({ adapter }: { adapter: boolean }): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium. npm test installs one, or set CHROMIUM.');
  return { executablePath, args: [...quietFlags, ...(adapter ? webgpuFlags : [])] };
}
