import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../cli/open-engine.ts';
import { explainNoGpu } from './no-gpu.ts';
import { openGpu } from './open-gpu.ts';

const agents = {
  'Chrome on Linux':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Edge on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  'Chrome on Android':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Firefox on a Mac': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Safari on a Mac':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
};

describe('without a GPU', () => {
  it.each([
    ['Chrome on Linux', /chrome:\/\/flags/],
    ['Edge on Windows', /chrome:\/\/settings\/system/],
    ['Chrome on Android', /Android 12/],
    ['Firefox on a Mac', /Firefox 141.*about:config/],
    ['Safari on a Mac', /Safari 26.*Feature Flags/],
  ] as const)('%s is told what to do there', (browser, hint) => {
    expect(explainNoGpu('no-adapter', { userAgent: agents[browser], isSecure: true }).hint).toMatch(hint);
  });

  it('an insecure page is told that this is the reason, whatever the browser', () => {
    for (const userAgent of Object.values(agents))
      expect(explainNoGpu('not-offered', { userAgent, isSecure: false })).toMatchObject({
        reason: expect.stringContaining('https'),
      });
  });

  it('opening says why instead of throwing: not offered, no adapter, an adapter that throws, no device', async () => {
    const offering = (requestAdapter: () => Promise<unknown>) =>
      openGpu({ gpu: { requestAdapter } as unknown as GPU, clock: nodeClock });
    const adapter = {
      features: new Set(),
      limits: {},
      requestDevice: () => Promise.reject(new Error('the driver said no')),
    };
    const openings = await Promise.all([
      openGpu({ gpu: undefined, clock: nodeClock }),
      offering(() => Promise.resolve(null)),
      offering(() => Promise.reject(new Error('the process died'))),
      offering(() => Promise.resolve(adapter)),
    ]);
    expect(openings.map((opening) => !opening.available && opening.reason)).toEqual([
      'WebGPU is not offered here.',
      'The system handed out no GPU adapter.',
      'The system handed out no GPU adapter: the process died',
      'The adapter handed out no device: the driver said no; the driver said no; the driver said no',
    ]);
  });
});
