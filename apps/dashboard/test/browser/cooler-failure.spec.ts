import { expect, test } from './product-test.ts';

test.afterEach(async ({ product }) => {
  await product.command('sim', '--scenario', 'calm');
});

test('a cooler fails: overview, wall and list say so, and a technician with a phone takes it', async ({
  browse,
  product,
  administrator,
  technician,
  wallToken,
}) => {
  const desk = await browse(administrator.session);
  const wall = await browse(undefined, { width: 1920, height: 1080 });
  const phone = await browse(technician.session, { width: 390, height: 844 });
  await Promise.all([desk.goto('/'), wall.goto(`/wall#${wallToken}`), phone.goto('/alarms')]);
  await expect(wall.getByTestId('wall')).toHaveAttribute('data-live', 'true');
  await expect(desk.getByRole('link', { name: /Data hall A/ })).toBeVisible();

  const line = phone.getByTestId('alarm-line').filter({ hasText: 'CRAH A1 state' });
  await expect(phone.getByTestId('liveness')).toHaveAttribute('data-live', 'live');
  await expect(line, 'what another test left has ended').toHaveCount(0, { timeout: 60_000 });
  const started = await product.command('sim', '--scenario', 'cooler-failure');
  expect(started.code, started.err).toBe(0);

  await expect(line).toBeVisible({ timeout: 40_000 });
  await expect(desk.getByRole('link', { name: /Data hall A.*alarm/s })).toHaveAttribute('data-priority', /high|critical/);
  await expect(
    wall
      .getByTestId('wall')
      .getByText(/CRAH A1/)
      .first(),
  ).toBeVisible();
  await desk.goto('/redundancy');
  await expect(desk.getByRole('region', { name: 'Cooling' }).first().getByTestId('group-state')).toHaveText('no margin');
  await desk.goto('/alarms');
  const row = desk.getByTestId('alarm-line').filter({ hasText: 'CRAH A1 state' });
  await expect(row).toHaveAttribute('data-state', 'unacknowledged');

  await line.getByTestId('acknowledge').tap();
  await line.getByLabel(/Comment/).fill('Standby unit runs, I am on my way');
  await expect(line.getByTestId('acknowledge')).toHaveText('Press again to acknowledge');
  await line.getByTestId('acknowledge').tap();
  await expect(line).toHaveAttribute('data-state', 'acknowledged');

  await expect(row).toHaveAttribute('data-state', 'acknowledged');
  await expect(row).toContainText(`${technician.name} has it`);
  await row.getByRole('button', { name: /CRAH A1/ }).click();
  await expect(desk.getByTestId('alarm-detail')).toContainText('Standby unit runs, I am on my way');
  await expect(wall.getByTestId('wall')).not.toContainText(technician.name);
});
