// The doctor: which adapter computes, why, what it can do, and whether it computes right.
import { Copy, RotateCw } from 'lucide-react';
import { describeAdapter } from '../../core/adapter.ts';
import type { AdapterReport } from '../../engine/api.ts';
import { Button } from '../shared/button.tsx';
import { copyText } from '../shared/copy-text.ts';
import { refreshAdapter, useAdapter } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { formatBytes, formatCount } from '../../views/format.ts';
import { usePageTitle } from '../shared/page-title.ts';
import page from '../shared/page.module.css';
import { classes } from '../shared/classes.ts';
import { GetGpu } from './get-gpu.tsx';
import { SelfTest } from './self-test.tsx';
import { reportText } from './report-text.ts';

const pathNames: Readonly<Record<AdapterReport['choice']['path'], string>> = {
  gpu: 'the GPU',
  cpu: 'the CPU',
  measured: 'the GPU or the CPU',
};

export function GpuPage() {
  usePageTitle('GPU');
  const { report, error } = useAdapter();
  return (
    <div className={page['page']}>
      {error && (
        <ErrorPanel
          title="The adapter could not be asked"
          error={error}
          actions={
            <Button size="small" onPress={() => void refreshAdapter()}>
              Ask again
            </Button>
          }
        />
      )}
      <div className={page['columns']}>
        <div className={page['column']}>
          <AdapterSection report={report} />
          {/* What stands above it is known then, so that nothing moves. */}
          {(report || error) && <SelfTest report={report} />}
        </div>
        <div className={page['column']}>
          {report && (!report.available || report.adapter.software) && <GetGpu report={report} />}
          {report?.available && <LimitsSection report={report} />}
        </div>
      </div>
    </div>
  );
}

function AdapterSection({ report }: { readonly report: AdapterReport | null }) {
  return (
    <section aria-labelledby="gpu-adapter" className={page['section']}>
      <div className={page['headRow']}>
        <h2 id="gpu-adapter">Adapter</h2>
        <div className={page['buttons']}>
          <Button size="small" icon={RotateCw} onPress={() => void refreshAdapter()}>
            Look again
          </Button>
          <Button
            size="small"
            icon={Copy}
            isDisabled={!report}
            onPress={() => report && void copyText(reportText(report, null), 'The report')}
          >
            Copy report
          </Button>
        </div>
      </div>
      <p className={page['lead']}>
        {!report
          ? 'The engine is asking the browser.'
          : !report.available
            ? 'None. Everything runs on the CPU.'
            : describeAdapter(report.adapter)}
      </p>
      <dl className={page['facts']}>
        <Fact name="Runs compute on">
          {!report ? '…' : !report.available ? 'the CPU' : `${pathNames[report.choice.path]}: ${report.choice.reason}`}
        </Fact>
        {report?.reason && <Fact name="Why there is no GPU">{report.reason}</Fact>}
        {report?.hint && <Fact name="What to do">{report.hint}</Fact>}
        {report?.available && report.adapter.description !== '' && (
          <Fact name="Described as">{report.adapter.description}</Fact>
        )}
        <Fact name="CPU cores">{report ? String(report.cores) : '…'}</Fact>
        <Fact name="Cross-origin isolated">
          {!report
            ? '…'
            : report.crossOriginIsolated
              ? 'yes: the CPU path can share memory between its workers'
              : 'no: the server sends no isolation headers, so the CPU path copies between its workers'}
        </Fact>
        {report?.available && <Fact name="GPU memory in use">{formatBytes(report.liveBytes)}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Limits that decide what fits, with what they mean; the others follow as they are. */
const toldLimits: Readonly<Record<string, { readonly title: string; readonly isBytes: boolean }>> = {
  maxBufferSize: { title: 'Largest buffer', isBytes: true },
  maxStorageBufferBindingSize: { title: 'Largest storage binding', isBytes: true },
  maxStorageBuffersPerShaderStage: { title: 'Storage buffers in a shader', isBytes: false },
  maxComputeWorkgroupStorageSize: { title: 'Workgroup memory', isBytes: true },
  maxComputeInvocationsPerWorkgroup: { title: 'Invocations in a workgroup', isBytes: false },
  maxComputeWorkgroupsPerDimension: { title: 'Workgroups in a dispatch', isBytes: false },
};

function LimitsSection({ report }: { readonly report: AdapterReport }) {
  const told = Object.entries(toldLimits).flatMap(([name, { title, isBytes }]) => {
    const value = report.limits[name];
    return value === undefined ? [] : [{ name, title, text: isBytes ? formatBytes(value) : formatCount(value) }];
  });
  const others = Object.entries(report.limits).filter(([name]) => !(name in toldLimits));
  return (
    <section aria-labelledby="gpu-limits" className={page['section']}>
      <h2 id="gpu-limits">Features and limits</h2>
      <p className={page['muted']}>
        {report.features.length > 0 ? report.features.join(', ') : 'No optional features.'}
      </p>
      <dl className={page['facts']}>
        {told.map(({ name, title, text }) => (
          <Fact key={name} name={title}>
            <span className="number">{text}</span>
          </Fact>
        ))}
      </dl>
      {others.length > 0 && (
        <details className={page['details']}>
          <summary>All {Object.keys(report.limits).length} limits</summary>
          <dl className={classes(page['facts'], page['dense'])}>
            {others
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, value]) => (
                <Fact key={name} name={name}>
                  <span className="number">{value.toLocaleString('en')}</span>
                </Fact>
              ))}
          </dl>
        </details>
      )}
    </section>
  );
}
