import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunningProduct } from '@wachter/tooling/product';
import type { Page } from 'playwright/test';
import { addDevice, connectDevice } from './device-client.ts';
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

/** A room with two leak sensors whose alarms wait for a reset; they know no delays. */
async function leakSensors(product: RunningProduct) {
  const id = `leak-${process.pid}`;
  const secret = await addDevice(product, id);
  const file = path.join(product.dataDir, `${id}.yaml`);
  const rule = '{ type: state, priority: critical, latching: true, params: { bad: { wet: critical } } }';
  const point = (n: number) =>
    `  - { tag: ${id}/${n}, name: Lekmelder ${n}, device: ${id}, channel: c${n}, quantity: leak, location: ${id}, intervalSeconds: 600, rules: [ ${rule} ] }`;
  const text = [
    ...['version: 1', `site: { slug: ${id}, name: Kelder, timeZone: Europe/Amsterdam }`],
    ...['locations:', `  - { slug: ${id}, kind: room, parent: null, name: Pompput }`],
    ...['devices:', `  - { id: ${id}, dialect: native, name: Lekmelders, location: ${id}, parent: null, status: approved }`],
    ...['points:', point(1), point(2)],
  ];
  writeFileSync(file, text.join('\n'));
  const imported = await product.command('site', 'import', file);
  expect(imported.code, imported.err).toBe(0);
  return connectDevice(product.mqttPort, id, secret);
}

test('a leak that is dry again waits for its reset: by the keyboard of a desk, and by thumb on a phone in Dutch', async ({
  browse,
  product,
  technician,
}) => {
  const device = await leakSensors(product);
  await device.say({ c1: true, c2: true });
  const desk = await browse(technician.session);
  await desk.goto('/alarms');
  const first = desk.getByTestId('alarm-line').filter({ hasText: 'Lekmelder 1' });
  await expect(first).toHaveAttribute('data-state', 'unacknowledged', { timeout: 20_000 });
  await first.getByTestId('acknowledge').press('Enter');
  await first.getByTestId('acknowledge').press('Enter');
  await expect(first).toHaveAttribute('data-state', 'acknowledged');
  await expect(first.getByRole('button', { name: 'Reset', exact: true })).toHaveCount(0);

  const hand = await browse(technician.session, phone);
  await hand.context().addCookies([{ name: 'wachter-locale', value: 'nl', url: product.url }]);
  await hand.goto('/alarms');
  const second = hand.getByTestId('alarm-line').filter({ hasText: 'Lekmelder 2' });
  await second.getByTestId('acknowledge').tap();
  await second.getByTestId('acknowledge').tap();
  await expect(second).toHaveAttribute('data-state', 'acknowledged');

  await device.say({ c1: false, c2: false });
  await expect(first).toHaveAttribute('data-state', 'latched-acknowledged');
  await expect(first.getByText('it does nothing to the panel')).toBeVisible();
  await first.getByRole('button', { name: 'Reset', exact: true }).press('Enter');
  await expect(first).toHaveCount(0);

  await expect(second).toHaveAttribute('data-state', 'latched-acknowledged');
  const reset = second.getByRole('button', { name: 'Herstellen', exact: true });
  expect((await reset.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await reset.tap();
  await expect(second).toHaveCount(0);
  await hand.goto('/alarms/journal?subject=Lekmelder+2');
  const rows = hand.getByTestId('journal-row');
  await expect(rows.first()).toContainText('hersteld');
  await expect(rows.first()).toContainText(technician.name);
  await device.leave();
});
