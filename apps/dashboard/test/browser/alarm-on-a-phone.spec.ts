import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

const phone = { width: 390, height: 844 };

test.use({ allowedNoise: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/] });

test.afterEach(async ({ product }) => {
  await product.command('sim', '--scenario', 'calm');
});

/** Draws a finger across an element from left to right. */
async function swipe(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x, y }]);
  for (let moved = 20; moved <= 160; moved += 20) await touch('touchMove', [{ x: x + moved, y }]);
  await touch('touchEnd', []);
}

test('on a bad line a phone says in Dutch that nothing was sent, and never "bevestigd" before the server did', async ({
  browse,
  product,
  technician,
}) => {
  const page = await browse(technician.session, phone);
  await page.context().addCookies([{ name: 'wachter-locale', value: 'nl', url: product.url }]);
  const started = await product.command('sim', '--scenario', 'cooler-failure');
  expect(started.code, started.err).toBe(0);
  await page.goto('/alarms');
  const line = page.getByTestId('alarm-line').filter({ hasText: 'CRAH A1' }).first();
  await expect(line).toHaveAttribute('data-state', 'unacknowledged', { timeout: 40_000 });

  await line.scrollIntoViewIfNeeded();
  const said = await line.getByRole('button', { name: /CRAH A1/ }).boundingBox();
  await swipe(page, { x: (said?.x ?? 0) + 20, y: (said?.y ?? 0) + 20 });
  await expect(line.getByTestId('acknowledge')).toHaveText('Druk nogmaals om te bevestigen');
  await line.getByLabel(/Opmerking/).fill('Ik ga kijken');
  for (const button of await line.getByRole('button').all())
    expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(42);

  await page.context().setOffline(true);
  // Not a tap: the browser takes one that comes while the swipe still glides for the end of the gliding.
  await line.getByTestId('acknowledge').click();
  await expect(line.getByRole('status')).toHaveText(/Niet verzonden/);
  await expect(line).toHaveAttribute('data-state', 'unacknowledged');
  await expect(line.getByLabel(/Opmerking/)).toHaveValue('Ik ga kijken');

  await page.context().setOffline(false);
  await expect(page.getByTestId('liveness')).toHaveAttribute('data-live', 'live', { timeout: 20_000 });
  await expect(line.getByTestId('acknowledge')).toHaveText('Opnieuw proberen');
  await line.getByTestId('acknowledge').tap();
  await expect(line).toHaveAttribute('data-state', 'acknowledged');
  await expect(line.getByRole('status')).toHaveCount(0);

  await line.getByRole('button', { name: /CRAH A1/ }).tap();
  const detail = page.getByTestId('alarm-detail');
  await expect(detail.getByRole('heading', { name: 'Wat te doen' })).toBeVisible();
  await expect(detail.getByText('“Ik ga kijken”')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
