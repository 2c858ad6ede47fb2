// What it is, where it works, whose work is in it, and how to report what does not work.
import { build } from '../frame/bug-report.ts';
import { useCanInstall } from '../frame/install.ts';
import { ActionButton } from '../shared/action-button.tsx';
import { usePageTitle } from '../shared/page-title.ts';
import page from '../shared/page.module.css';
import { BrowserSupport } from './browser-support.tsx';
import { Notices } from './third-party-notices.tsx';

export function AboutPage() {
  usePageTitle('About');
  const canInstall = useCanInstall();
  return (
    <div className={page['page']}>
      <div className={page['columns']}>
        <section aria-labelledby="about-what" className={page['section']}>
          <h2 id="about-what">AeonNova</h2>
          <p className={page['muted']}>
            A private AI lab in a browser tab. Swarm optimisers run as compute shaders on your own GPU, inside a worker,
            or on the CPU where there is no GPU. Runs stay in this browser; the page talks to no server but the one it
            came from, and after the first visit not even to that.
          </p>
          <dl className={page['facts']}>
            <div>
              <dt>Version</dt>
              <dd className="number">{build}</dd>
            </div>
            <div>
              <dt>Licence</dt>
              <dd>Apache License 2.0</dd>
            </div>
          </dl>
          <div className={page['buttons']} style={{ marginTop: '1rem' }}>
            {canInstall && <ActionButton action="app.install" isDisabled={false} />}
            <ActionButton action="app.help" />
          </div>
        </section>
        <section aria-labelledby="about-report" className={page['section']}>
          <h2 id="about-report">Bug report</h2>
          <p className={page['muted']}>
            What helps to find a fault: the build, the browser, the adapter and what happened to the engine. You read it
            before you copy it; nothing of your data or runs is in it.
          </p>
          <div className={page['buttons']} style={{ marginTop: '1rem' }}>
            <ActionButton action="app.report" />
          </div>
        </section>
      </div>
      <BrowserSupport />
      <Notices />
    </div>
  );
}
