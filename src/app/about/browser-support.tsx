// What works where. Versions are those in which the vendors turned WebGPU on; everything but the GPU needs less.
import { mostParticles } from '../../models/swarm/plan.ts';
import page from '../shared/page.module.css';

interface Row {
  readonly browser: string;
  readonly gpu: string;
  readonly cpu: string;
  readonly offline: string;
  readonly limits: string;
}

const smallBinding = { dimensions: 32, bindingBytes: 128 * 2 ** 20 };

const rows: readonly Row[] = [
  {
    browser: 'Chrome, Edge on Windows, macOS, ChromeOS',
    gpu: '113 and later',
    cpu: 'yes',
    offline: 'yes, installs, opens files, receives shares (ChromeOS)',
    limits: 'None known.',
  },
  {
    browser: 'Chrome, Edge on Linux',
    gpu: '144 and later with Intel graphics of the 12th generation and later; others behind a flag',
    cpu: 'yes',
    offline: 'yes, installs, opens files',
    limits: 'Needs a Vulkan driver.',
  },
  {
    browser: 'Chrome on Android',
    gpu: '121 and later, Android 12, Qualcomm or ARM GPU',
    cpu: 'yes',
    offline: 'yes, installs, receives shares',
    limits: `Runs stop when the system freezes the page in the background; they go on from the last checkpoint. Bindings are often 128 MiB: at most ${mostParticles(smallBinding).toLocaleString('en')} particles in ${smallBinding.dimensions} dimensions.`,
  },
  {
    browser: 'Firefox on Windows, macOS',
    gpu: '141 and later (Windows), 145 and later (macOS, Apple silicon)',
    cpu: 'yes',
    offline: 'yes; no installation, no opening of files from the system',
    limits: 'Pictures of a running swarm come less often: reading back from the GPU takes longer there.',
  },
  {
    browser: 'Firefox on Linux, Android',
    gpu: 'not by default',
    cpu: 'yes',
    offline: 'yes',
    limits: 'The CPU path.',
  },
  {
    browser: 'Safari on macOS, iOS, iPadOS',
    gpu: '26 and later',
    cpu: '17.4 and later',
    offline: 'yes, installs to dock or home screen; no opening of files, no shares',
    limits:
      'iOS stops a page in the background at once and may delete data of pages that were not opened for seven days unless the app is on the home screen. Export what matters.',
  },
];

export function BrowserSupport() {
  return (
    <section aria-labelledby="about-support" className={page['section']}>
      <h2 id="about-support">What works where</h2>
      <p className={page['muted']}>
        Only Chromium is tested with every build, on its software adapter. The rest is what the vendors document; tell
        us where it is wrong.
      </p>
      <div className={page['scroll']} tabIndex={0} role="region" aria-label="Browser support">
        <table>
          <thead>
            <tr>
              <th scope="col">Browser</th>
              <th scope="col">GPU</th>
              <th scope="col">CPU path</th>
              <th scope="col">Offline and installed</th>
              <th scope="col">Limits</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ browser, gpu, cpu, offline, limits }) => (
              <tr key={browser}>
                <th scope="row">{browser}</th>
                <td data-title="GPU">{gpu}</td>
                <td data-title="CPU path">{cpu}</td>
                <td data-title="Offline and installed">{offline}</td>
                <td data-title="Limits">{limits}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
