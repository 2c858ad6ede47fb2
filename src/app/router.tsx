// Which page is shown for which address. Labs and pages come when they are asked for.
import { type ComponentType, lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import { HomePage } from './home/home-page.tsx';
import { PageFallback } from './frame/page-fallback.tsx';
import { specInAddress } from './shared/spec-address.ts';

const SwarmLab = lazy(() => import('./swarm/swarm-lab.tsx').then(({ SwarmLab }) => ({ default: SwarmLab })));
const CompareLab = lazy(() =>
  import('./swarm/compare/compare-lab.tsx').then(({ CompareLab }) => ({ default: CompareLab })),
);
const RunsPage = lazy(() => import('./runs/runs-page.tsx').then(({ RunsPage }) => ({ default: RunsPage })));
const GpuPage = lazy(() => import('./gpu/gpu-page.tsx').then(({ GpuPage }) => ({ default: GpuPage })));
const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then(({ SettingsPage }) => ({ default: SettingsPage })),
);
const AboutPage = lazy(() => import('./about/about-page.tsx').then(({ AboutPage }) => ({ default: AboutPage })));
const NotFoundPage = lazy(() =>
  import('./about/not-found-page.tsx').then(({ NotFoundPage }) => ({ default: NotFoundPage })),
);

export function Routes() {
  return (
    <Suspense fallback={<PageFallback />}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/swarm/compare/:runId?">{({ runId }) => <OpenLab Lab={CompareLab} runId={runId} />}</Route>
        {/* One route, so that a started run, which gets an address, keeps the lab as it stands. */}
        <Route path="/swarm/:runId?">{({ runId }) => <OpenLab Lab={SwarmLab} runId={runId} />}</Route>
        <Route path="/runs" component={RunsPage} />
        <Route path="/gpu" component={GpuPage} />
        <Route path="/settings" component={SettingsPage} />
        <Route path="/about" component={AboutPage} />
        <Route component={NotFoundPage} />
      </Switch>
    </Suspense>
  );
}

interface OpenLabProps {
  readonly Lab: ComponentType<{ readonly runId?: string; readonly encodedSpec?: string }>;
  readonly runId: string | undefined;
}

function OpenLab({ Lab, runId }: OpenLabProps) {
  const spec = useLocationProperty(() => specInAddress(location));
  return <Lab {...(runId !== undefined && { runId })} {...(spec !== null && { encodedSpec: spec })} />;
}
