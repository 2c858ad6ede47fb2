// What Dawn needs of the environment before its process starts: a libvulkan to load and a driver to talk to. Where the
// system has none, Chromium brings both (SwiftShader, which runs on the CPU).
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const chromiumFolders = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome', '/opt/chromium'];
const libraryFolders = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
  '/lib/x86_64-linux-gnu',
];
const driverFolders = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];

/** Says that a process was started with what it needs. */
const mark = 'AEONNOVA_DAWN_ENVIRONMENT';

/** Variables to add to the environment, or null where nothing is needed (any more) or nothing can be done. */
export function dawnEnvironment(env = process.env) {
  if (env[mark] || process.platform !== 'linux' || env.VK_ICD_FILENAMES || env.VK_DRIVER_FILES) return null;
  const chromium = chromiumFolders.find((folder) => existsSync(path.join(folder, 'libvulkan.so.1')));
  const hasLibrary = libraryFolders.some((folder) => existsSync(path.join(folder, 'libvulkan.so.1')));
  const hasDriver = driverFolders.some(
    (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json')),
  );
  if (hasLibrary && hasDriver) return null;
  const icd = chromium && path.join(chromium, 'vk_swiftshader_icd.json');
  if (!icd || !existsSync(icd)) return null;
  return {
    [mark]: 'set',
    ...(!hasDriver && { VK_ICD_FILENAMES: icd }),
    ...(!hasLibrary && { LD_LIBRARY_PATH: [chromium, env.LD_LIBRARY_PATH].filter(Boolean).join(':') }),
  };
}
