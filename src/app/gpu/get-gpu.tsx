// What to do to get a GPU, by browser; the visitor's own browser first.
import type { ReactNode } from 'react';
import type { AdapterReport } from '../../engine/api.ts';
import { classes } from '../shared/classes.ts';
import page from '../shared/page.module.css';
import styles from './gpu.module.css';

interface Way {
  readonly browser: string;
  readonly matches: RegExp;
  readonly text: ReactNode;
}

const ways: readonly Way[] = [
  {
    browser: 'Chrome and Edge on Windows and macOS',
    matches: /(Windows|Mac).*(Chrome|Edg)\//,
    text: (
      <>
        <p>
          WebGPU is on since version 113. Turn on “Use graphics acceleration when available” in the system settings of
          the browser and start it again.
        </p>
        <p>
          <code>chrome://gpu</code> names the reason when a driver is blocked; a driver update usually mends it.
        </p>
      </>
    ),
  },
  {
    browser: 'Chrome on Linux',
    matches: /Linux(?!.*Android).*Chrome\//,
    text: (
      <>
        <p>
          On with Intel graphics of the 12th generation and later since version 144. Elsewhere start it with{' '}
          <code>--enable-unsafe-webgpu --enable-features=Vulkan</code>, or turn on{' '}
          <code>chrome://flags/#enable-unsafe-webgpu</code> and <code>chrome://flags/#enable-vulkan</code>.
        </p>
        <p>
          A Vulkan driver of the system (Mesa or NVIDIA) has to be there: <code>vulkaninfo --summary</code> lists them.
        </p>
      </>
    ),
  },
  {
    browser: 'Chrome on Android',
    matches: /Android.*Chrome\//,
    text: <p>On since version 121, with Android 12 or later and a Qualcomm or ARM GPU.</p>,
  },
  {
    browser: 'Firefox',
    matches: /Firefox\//,
    text: (
      <>
        <p>On since version 141 on Windows, and since 145 on macOS with Apple silicon.</p>
        <p>
          On Linux in Nightly, or with <code>dom.webgpu.enabled</code> set in <code>about:config</code>.
        </p>
      </>
    ),
  },
  {
    browser: 'Safari',
    matches: /Version\/[\d.]+.*Safari\//,
    text: <p>On since Safari 26: macOS Tahoe 26, iOS 26, iPadOS 26. Earlier ones compute on the CPU.</p>,
  },
  {
    browser: 'Virtual machines and remote desktops',
    matches: /^$/,
    text: (
      <p>
        They mostly hand out no GPU, or a software adapter. Each run takes whichever measured faster, that or the CPU;
        for a real GPU open AeonNova in a browser on the machine itself.
      </p>
    ),
  },
];

export function GetGpu({ report }: { readonly report: AdapterReport }) {
  const own = ways.find(({ matches }) => matches.test(navigator.userAgent));
  const ordered = own ? [own, ...ways.filter((way) => way !== own)] : ways;
  return (
    <section aria-labelledby="gpu-get" className={page['section']}>
      <h2 id="gpu-get">{report.available ? 'To get a real GPU' : 'To get a GPU'}</h2>
      <p className={page['muted']}>
        Nothing is locked without one. Large swarms (from about 4,096 particles in 64 dimensions) gain the most from it.
      </p>
      <div className={styles['ways']}>
        {ordered.map((way) => (
          <article key={way.browser} className={classes(styles['way'], way === own && styles['here'])}>
            <h3>
              {way.browser}
              {way === own && ' (yours)'}
            </h3>
            {way.text}
          </article>
        ))}
      </div>
    </section>
  );
}
