// Why there is no GPU, and what to do about it, browser by browser. Pure.

export interface GpuEnvironment {
  /** `navigator.userAgent`; '' outside browsers. */
  readonly userAgent: string;
  /** WebGPU is offered only to pages over https or on localhost. */
  readonly isSecure: boolean;
}

export type NoGpuCause = 'not-offered' | 'no-adapter' | 'no-device';

export interface NoGpu {
  readonly available: false;
  readonly reason: string;
  readonly hint: string;
}

const onCpu = 'Everything works on the CPU. For the GPU: ';

export function explainNoGpu(cause: NoGpuCause, environment: GpuEnvironment, details = ''): NoGpu {
  const { userAgent, isSecure } = environment;
  if (!isSecure)
    return {
      available: false,
      reason: 'Browsers offer WebGPU only to pages that came over https, or from localhost.',
      hint: `${onCpu}open this page with https:// or at http://localhost.`,
    };
  return { available: false, reason: reasonOf(cause, details), hint: onCpu + whatToDo(cause, userAgent) };
}

function reasonOf(cause: NoGpuCause, details: string): string {
  switch (cause) {
    case 'not-offered':
      return 'WebGPU is not offered here.';
    case 'no-adapter':
      return `The system handed out no GPU adapter${details === '' ? '.' : `: ${details}`}`;
    case 'no-device':
      return `The adapter handed out no device: ${details}`;
    default:
      return cause satisfies never;
  }
}

/** https://github.com/gpuweb/gpuweb/wiki/Implementation-Status */
function whatToDo(cause: NoGpuCause, userAgent: string): string {
  const isPhone = /Android|iPhone|iPad/.test(userAgent);
  if (userAgent === '')
    return 'install a graphics driver with Vulkan (or Chromium, which brings a software one), and the npm package "webgpu".';
  if (/Firefox\//.test(userAgent))
    return isPhone
      ? 'Firefox does not offer WebGPU on phones; use Chrome 121 or newer on Android, or Safari on iOS 26.'
      : 'use Firefox 141 or newer on Windows, 145 or newer on a Mac with Apple silicon; elsewhere set dom.webgpu.enabled to true in about:config and restart.';
  if (/Chrom(e|ium)\/|Edg\//.test(userAgent)) {
    if (isPhone) return 'use Chrome 121 or newer on Android 12 or newer, with a GPU from Qualcomm or ARM.';
    if (/Linux/.test(userAgent))
      return 'switch on "Unsafe WebGPU Support" and "Vulkan" in chrome://flags and restart; chrome://gpu says what the driver offers.';
    return cause === 'not-offered'
      ? 'use Chrome or Edge 113 or newer.'
      : 'switch on "Use graphics acceleration when available" in chrome://settings/system, update the graphics driver and restart; chrome://gpu says what is missing.';
  }
  if (/Safari\//.test(userAgent))
    return 'use Safari 26 or newer (macOS, iOS and iPadOS 26); in Safari 18 switch on WebGPU in Settings, Feature Flags.';
  return 'use a current Chrome, Edge, Safari or Firefox.';
}
