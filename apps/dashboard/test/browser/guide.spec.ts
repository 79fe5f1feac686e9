import { type StartedProduct, startProduct } from '@wachter/tooling/product';
import { connectDevice } from './device-client.ts';
import { test as base, choosePassword, expect, signIn } from './product-test.ts';

/** A product of its own: the guide shows only where nothing is. */
const test = base.extend<object, { readonly empty: StartedProduct }>({
  empty: [
    // biome-ignore lint/correctness/noEmptyPattern: the signature that the test runner reads
    async ({}, use) => {
      const product = await startProduct({ env: { WACHTER_DEMO: '0' } });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test('the guide leads from nothing to a point on the plan', async ({ page, empty }) => {
  const { email, password } = empty.firstLogin;
  await page.goto(`${empty.url}/login`);
  await signIn(page, { email, password });
  await choosePassword(page, { current: password, next: 'a quiet harbour at night' });
  const guide = page.getByTestId('guide');
  const now = guide.locator('[data-state="now"]');

  await expect(now).toContainText('Name the site');
  await page.getByLabel('Name of the site').fill('Harbour 7');
  await page.getByLabel('Time zone').selectOption('Europe/Amsterdam');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(now).toContainText(/room/i);
  await now.getByRole('link').click();
  await page.getByRole('button', { name: 'Add a place' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pump room');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByRole('link', { name: 'Plan and points' })).toBeVisible();

  await page.goto(`${empty.url}/`);
  await now.getByRole('link').click();
  await page.getByLabel(/user name and client id/i).fill('pump-node');
  await page.getByLabel('Room').selectOption({ label: 'Pump room' });
  await page.getByRole('button', { name: /credential/i }).click();
  const lines = (await page.getByTestId('credential').textContent()) ?? '';
  const secret = /mqtt_password=(\S+)/.exec(lines)?.[1] ?? '';
  expect(lines).toContain(`mqtt_url=mqtt://127.0.0.1:${empty.mqttPort}`);

  const device = await connectDevice(empty.mqttPort, 'pump-node', secret);
  await device.introduce([{ channel: 'air', quantity: 'temperature', unit: '°C' }]);
  await device.say({ air: 19.5 });
  await page.getByTestId('to-device').click();
  await page.getByTestId('approve').click();
  await expect(page.getByTestId('approve')).toHaveCount(0);

  await page.goto(`${empty.url}/`);
  await expect(now).toContainText(/plan/i);
  await now.getByRole('link').click();
  await page.getByRole('button', { name: /air/ }).first().click();
  await expect(page.getByText('All points of this room are on the plan.')).toBeVisible();

  await page.goto(`${empty.url}/`);
  await expect(page.getByRole('link', { name: /Pump room/ })).toContainText('19.5');
  await expect(guide).toHaveCount(0);
  await device.leave();
});
