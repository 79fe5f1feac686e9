import { readFileSync } from 'node:fs';
import { expect, test } from './product-test.ts';

test.afterEach(async ({ product }) => {
  await product.command('sim', '--scenario', 'calm');
});

test('the mains flickers: the run has its verdict, its stages over what was measured, and a record on paper', async ({
  browse,
  product,
  technician,
}) => {
  const page = await browse(technician.session);
  const started = await product.command('sim', '--scenario', 'mains-flicker');
  expect(started.code, started.err).toBe(0);
  const run = page.getByRole('listitem').filter({ hasText: /Passed: mains lost for .*, no set ran/ });
  await expect(async () => {
    await page.goto('/power');
    await expect(run.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000, intervals: [1_000] });
  await run.first().getByRole('link').click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Passed: mains lost for /);
  await expect(page.getByTestId('run-stages')).toContainText('mains lost');
  await expect(page.getByTestId('run-chart')).toHaveAttribute('data-state', 'ready');
  await expect(page.getByRole('img', { name: /^Mains voltage of / })).toBeVisible();
  await expect(page.getByRole('row', { name: /No set was started/ })).toContainText('pass');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Record (PDF)' }).click();
  const record = await download;
  expect(record.suggestedFilename()).toBe('run-record.pdf');
  expect(
    readFileSync(await record.path())
      .subarray(0, 8)
      .toString('latin1'),
  ).toBe('%PDF-1.7');
});
