import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

test.afterEach(async ({ product }) => {
  await product.command('sim', '--scenario', 'calm');
});

/** The list with the alarm of the cooler alone: a flood that an earlier test left would fold it away. */
async function findCooler(page: Page): Promise<void> {
  await page.goto('/alarms');
  await page.getByPlaceholder('Search place or text').fill('CRAH A1 state');
}

/** Opens the detail of the alarm that a failing cooler raises. */
async function openCooler(page: Page): Promise<void> {
  await findCooler(page);
  const line = page.getByTestId('alarm-line').filter({ hasText: 'CRAH A1 state' });
  await line.getByRole('button', { name: /CRAH A1 state/ }).click({ timeout: 40_000 });
}

test('an alarm is shelved with a reason and comes back, and a device goes out of service with what is unguarded', async ({
  browse,
  product,
  administrator,
}) => {
  const page = await browse(administrator.session);
  const started = await product.command('sim', '--scenario', 'cooler-failure');
  expect(started.code, started.err).toBe(0);
  await openCooler(page);
  const detail = page.getByTestId('alarm-detail');

  await detail.getByRole('button', { name: 'Shelve …' }).click();
  await detail.getByTestId('shelve-now').click();
  await expect(detail.getByText('Give a reason of at least three letters.')).toBeVisible();
  await detail.getByLabel('Reason').fill('Valve is being replaced');
  await detail.getByTestId('shelve-form').getByText('15 min').click();
  await detail.getByTestId('shelve-now').click();

  await page.getByRole('link', { name: 'Withheld' }).click();
  const shelved = page.getByTestId('withheld-line').filter({ hasText: 'Valve is being replaced' });
  await expect(shelved).toContainText(administrator.name);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/1 thing is withheld, next back \d\d:\d\d/);
  await shelved.getByRole('button', { name: 'Bring back now' }).click();
  await expect(shelved).toHaveCount(0);

  await openCooler(page);
  await detail.getByRole('button', { name: 'Take out of service …' }).click();
  await detail.getByLabel('Reason').fill('Compressor swap');
  await detail.getByLabel('Work order').fill('WO-4711');
  await detail.getByLabel('Planned return').fill('2020-01-01T00:00');
  await detail.getByTestId('take-out-now').click();
  await expect(detail.getByText('Choose when it returns; it must lie ahead.')).toBeVisible();
  await detail.getByLabel('Planned return').fill('2099-01-01T00:00');
  await detail.getByTestId('take-out-now').click();
  await expect(detail.getByRole('alert')).toContainText('a year');
  await detail
    .getByLabel('Planned return')
    .fill(await page.evaluate(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)));
  await detail.getByTestId('take-out-now').click();
  await expect(detail.getByTestId('now-unguarded')).toContainText('CRAH A1');

  await page.goto('/alarms/withheld');
  const out = page.getByTestId('withheld-line').filter({ hasText: 'Compressor swap' });
  await expect(out).toContainText('Work order WO-4711');
  await out.getByRole('button', { name: 'Bring back now' }).click();
  await expect(out).toHaveCount(0);
});

test('settings ask for a comment, refuse what is out of range beside the field, and the phone then asks for it', async ({
  browse,
  product,
  administrator,
  technician,
}) => {
  const desk = await browse(administrator.session);
  await desk.goto('/alarms/settings');
  const form = desk.getByRole('form', { name: 'How Rotterdam 1 treats its alarms' });
  const high = form.getByRole('group', { name: 'high' });
  await high.getByLabel('Shelve at most (hours)').fill('48');
  await expect(high.getByText('From 0.25 to 24 hours.')).toBeVisible();
  await high.getByLabel('Shelve at most (hours)').fill('8');
  for (const priority of ['critical', 'high', 'medium', 'low'])
    await form.getByRole('group', { name: priority }).getByLabel('Acknowledge with a comment only').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Saved.')).toBeVisible();
  try {
    const started = await product.command('sim', '--scenario', 'cooler-failure');
    expect(started.code, started.err).toBe(0);
    const phone = await browse(technician.session, { width: 390, height: 844 });
    await findCooler(phone);
    const line = phone.getByTestId('alarm-line').filter({ hasText: 'CRAH A1 state' });
    await line.getByTestId('acknowledge').tap({ timeout: 40_000 });
    await line.getByTestId('acknowledge').tap();
    await expect(line.getByText(/acknowledged with a comment: say/)).toBeVisible();
    await expect(line).toHaveAttribute('data-state', 'unacknowledged');
    await line.getByLabel(/Comment/).fill('Seen');
    await line.getByTestId('acknowledge').tap();
    await expect(line).toHaveAttribute('data-state', 'acknowledged');
  } finally {
    for (const priority of ['critical', 'high', 'medium', 'low'])
      await form.getByRole('group', { name: priority }).getByLabel('Acknowledge with a comment only').uncheck();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Saved.')).toBeVisible();
  }
});

test('work is planned on a room, named as open, and cancelled', async ({ browse, administrator }) => {
  const page = await browse(administrator.session);
  await page.goto('/maintenance');
  await page.getByRole('button', { name: 'Plan work …' }).click();
  await page.getByRole('button', { name: 'See what it touches' }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await expect(page.getByText('Choose a place or thing.')).toBeVisible();
  await page.getByLabel('Name').fill('Filter change');
  await page.getByLabel('Place or thing').selectOption({ label: 'Place: Data hall B' });
  await page.getByLabel('Starts').fill('2026-01-05T08:00');
  await page.getByLabel('Repeats').selectOption({ label: 'every day' });
  await page.getByLabel('Reason').fill('Yearly service');
  await page.getByRole('button', { name: 'See what it touches' }).click();
  await expect(page.getByTestId('before-touch')).toContainText('Cooling goes from');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  const window = page.getByTestId('window').filter({ hasText: 'Filter change' });
  await expect(window).toContainText('Data hall B');
  await expect(window).toContainText('every day');
  await window.getByRole('button', { name: 'Cancel this work' }).click();
  await expect(window).toHaveCount(0);
});

test('nobody takes both UPSes out at once alone', async ({ browse, administrator }) => {
  const page = await browse(administrator.session);
  const plan = async (ups: string) => {
    await page.goto('/maintenance');
    await page.getByRole('button', { name: 'Plan work …' }).click();
    await page.getByLabel('Name').fill(`Battery of ${ups}`);
    await page.getByLabel('Place or thing').selectOption({ label: `Equipment: ${ups}` });
    await page.getByLabel('Starts').fill('2099-01-05T08:00');
    await page.getByLabel('Reason').fill('Battery replacement');
    await page.getByRole('button', { name: 'See what it touches' }).click();
    await expect(page.getByTestId('before-touch')).toContainText('UPS A and B');
  };
  await plan('UPS A');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByTestId('window').filter({ hasText: 'Battery of UPS A' })).toBeVisible();
  await plan('UPS B');
  await page.getByLabel('I know that this and the other work take both sides', { exact: false }).check();
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'somebody else than who planned the one' })).toBeVisible();
  await page.goto('/maintenance');
  const window = page.getByTestId('window').filter({ hasText: 'Battery of UPS A' });
  await window.getByRole('button', { name: 'Cancel this work' }).click();
  await expect(window).toHaveCount(0);
});
