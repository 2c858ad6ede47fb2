// The adapter's report as text, for whoever helps.
import { describeAdapter } from '../../core/adapter.ts';
import type { AdapterReport, SelfTestReport } from '../../engine/api.ts';
import { build } from '../frame/bug-report.ts';

export function reportText(report: AdapterReport, test: SelfTestReport | null): string {
  const lines = [
    `AeonNova ${build}`,
    `Browser: ${navigator.userAgent}`,
    `Adapter: ${report.available ? describeAdapter(report.adapter) : `none: ${report.reason}`}`,
    ...(report.adapter.description ? [`Described as: ${report.adapter.description}`] : []),
    `Runs compute on: ${report.choice.path}: ${report.choice.reason}`,
    `Cores: ${report.cores}, cross-origin isolated: ${report.crossOriginIsolated}`,
    `Features: ${report.features.join(', ') || 'none'}`,
    ...Object.entries(report.limits)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `  ${name}: ${value}`),
  ];
  if (test) {
    lines.push(
      '',
      `Self-test on ${describeAdapter(test.adapter)}, ${new Date(test.takenAt).toISOString()}, ${test.seconds.toFixed(1)} s`,
      ...test.items.map(({ name, passed, detail }) => `  ${passed ? 'passed' : 'FAILED'}  ${name}: ${detail}`),
    );
  }
  return lines.join('\n');
}
