// What it is, where it works, whose work is in it, and how to report what does not work.
import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { build, composeBugReport } from '../frame/bug-report.ts';
import { useCanInstall } from '../frame/install.ts';
import { ActionButton } from '../shared/action-button.tsx';
import { Button } from '../shared/button.tsx';
import { copyText } from '../shared/copy-text.ts';
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
        <BugReport />
      </div>
      <BrowserSupport />
      <Notices />
    </div>
  );
}

function BugReport() {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    void composeBugReport().then((composed) => !isOver && setText(composed));
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <section aria-labelledby="about-report" className={page['section']}>
      <div className={page['headRow']}>
        <h2 id="about-report">Bug report</h2>
        <Button
          size="small"
          icon={Copy}
          isDisabled={text === null}
          onPress={() => text && void copyText(text, 'The report')}
        >
          Copy
        </Button>
      </div>
      <p className={page['muted']}>
        This is all of it: the build, the browser, the adapter and what happened to the engine. Nothing of your data or
        runs is in it, and it goes nowhere unless you paste it somewhere.
      </p>
      <pre className={page['text']} tabIndex={0} aria-label="Bug report" style={{ minHeight: '12rem' }}>
        {text ?? 'The engine is being asked.'}
      </pre>
    </section>
  );
}
