// Proves the flags that Chromium is started with where a WebGPU canvas is on the page: one that draws red is red in a
// screenshot.
import { expect, test } from './test.ts';

test('a WebGPU canvas that was drawn red reads red', async ({ page }) => {
  await page.route('**/probe', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><canvas width="64" height="64"></canvas>' }),
  );
  await page.goto('/probe');
  const lost = await page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    const device = await adapter?.requestDevice();
    const context = document.querySelector('canvas')?.getContext('webgpu');
    if (!device || !context) return 'no device or no context';
    context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat() });
    const encoder = device.createCommandEncoder();
    encoder
      .beginRenderPass({
        colorAttachments: [
          {
            view: context.getCurrentTexture().createView(),
            loadOp: 'clear',
            storeOp: 'store',
            clearValue: [1, 0, 0, 1],
          },
        ],
      })
      .end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return Promise.race([
      device.lost.then(({ message }) => message),
      new Promise((resolve) => requestAnimationFrame(() => resolve(null))),
    ]);
  });
  expect(lost).toBeNull();

  const png = await page.locator('canvas').screenshot();
  const pixel = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(64, 64).getContext('2d');
    context?.drawImage(picture, 0, 0);
    return [...(context?.getImageData(32, 32, 1, 1).data ?? [])];
  }, png.toString('base64'));
  expect(pixel).toEqual([255, 0, 0, 255]);
});
