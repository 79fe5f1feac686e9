import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

/** Opens the back-test of the first rule that has one, on a point of the battery room: the order of a room's points follows its troubles. */
async function openBackTest(page: Page): Promise<void> {
  await page.goto('/rooms/battery-room');
  const address = await page.getByRole('link', { name: 'History of Hydrogen 1' }).getAttribute('href');
  await page.goto(address ?? '');
  await page.getByTestId('rule').getByRole('button', { name: 'Back-test a change' }).first().click();
}

for (const [name, size] of [
  ['desk', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const)
  test(`lays a draft beside the present rule on the ${name}, and opens the edit with it`, async ({ browse, administrator }) => {
    const page = await browse(administrator.session, size);
    await openBackTest(page);
    await page.getByRole('button', { name: 'Run the back-test' }).click();
    const result = page.getByTestId('back-test-result');
    await expect(result.getByRole('region', { name: 'Now' })).toBeVisible();
    await expect(result.getByRole('region', { name: 'Draft' })).toBeVisible();
    const counts = await result.getByTestId('back-test-count').allTextContents();
    expect(counts, 'the same rule says the same').toEqual([counts[0], counts[0]]);
    const { violations } = await new AxeBuilder({ page }).include('[data-testid="back-test"]').analyze();
    expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Propose this change' }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  });

test('lets a technician look at a draft, and not put it into force', async ({ browse, technician }) => {
  const page = await browse(technician.session);
  await openBackTest(page);
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Run the back-test' }).click();
  await expect(page.getByTestId('back-test-result')).toBeVisible();
  await expect(page.getByText('An administrator can put this draft into force.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Propose this change' })).toHaveCount(0);
});
