// What a figure is labelled with: the adapter it was taken on.

export interface AdapterSummary {
  readonly kind: 'gpu' | 'cpu';
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** True where the 'GPU' is a program on the CPU (SwiftShader, llvmpipe, WARP). */
  readonly software: boolean;
}

export const cpuAdapter: AdapterSummary = {
  kind: 'cpu',
  vendor: '',
  architecture: '',
  description: 'CPU',
  software: false,
};

/** "NVIDIA ampere", "CPU", "google swiftshader (software)". */
export function describeAdapter(adapter: AdapterSummary): string {
  if (adapter.kind === 'cpu') return 'CPU';
  const name =
    [adapter.vendor, adapter.architecture].filter((part) => part !== '').join(' ') || adapter.description || 'GPU';
  return adapter.software ? `${name} (software)` : name;
}
