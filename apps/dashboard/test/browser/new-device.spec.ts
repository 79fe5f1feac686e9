import { addDevice, connectDevice } from './device-client.ts';
import { expect, test } from './product-test.ts';

test('a new device shows what it says, is approved, and its values live on in the room', async ({
  browse,
  product,
  administrator,
}) => {
  const id = `newcomer-${process.pid}`;
  const name = `Temperature of ${id}`;
  const device = await connectDevice(product.mqttPort, id, await addDevice(product, id));
  const page = await browse(administrator.session);
  await page.goto('/devices');
  await device.introduce([
    { channel: 'inlet', quantity: 'temperature', unit: '°C' },
    { channel: 'moist', quantity: 'humidity', unit: '%' },
  ]);
  await device.say({ inlet: 23.4, moist: 47 });

  const row = page.getByTestId('device-row').filter({ hasText: id });
  await expect(row).toHaveAttribute('data-status', 'new');
  await row.click();
  await expect(page.getByText('"inlet":23.4')).toBeVisible();
  const inlet = page.getByRole('listitem').filter({ hasText: 'inlet' }).first();
  await expect(inlet).toContainText('23.4');

  await page.getByLabel('Name', { exact: true }).fill('Newcomer node');
  await page.getByLabel('Room', { exact: true }).selectOption({ label: 'Corridor' });
  await page.getByLabel('Name inlet').fill(name);
  await page.getByTestId('approve').click();
  await expect(page.getByTestId('approve')).toHaveCount(0);

  await page.goto('/rooms/corridor');
  const point = page.getByRole('listitem').filter({ hasText: name });
  await expect(point).toContainText('23.4');
  await device.say({ inlet: 24.9, moist: 46 });
  await expect(point).toContainText('24.9');
  await device.leave();
});
