import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { addDisplay, expect, test } from './product-test.ts';

const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Findings of axe that keep people out. Each is one line: what, where. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** Pages of the desk, and what shows that the page has come. Addresses with ids are looked up on the page before. */
async function deskPages(page: Page): Promise<readonly string[]> {
  const first = async (path: string, selector: string) => {
    await page.goto(path);
    return (await page.locator(selector).first().getAttribute('href')) ?? '';
  };
  const point = await first('/rooms/hall-a', 'main a[href^="/points/"]');
  const device = await first('/devices', '[data-testid="device-row"]');
  const plan = await first('/site', 'main a[href^="/site/rooms/"]');
  return [
    '/',
    '/rooms/hall-a',
    '/rooms/corridor',
    point,
    '/alarms',
    '/alarms/past',
    '/devices',
    device,
    '/devices/add',
    '/site',
    plan,
    '/users',
    '/demo',
    '/about',
    '/change-password',
  ];
}

async function enter(
  page: Page,
  { theme, locale }: { readonly theme: string; readonly locale: string },
  url: string,
): Promise<void> {
  await page.context().addCookies([
    { name: 'wachter-theme', value: theme, url },
    { name: 'wachter-locale', value: locale, url },
  ]);
}

for (const [look, place, locale] of [
  ['dark', 'desk', 'en'],
  ['light', 'phone', 'nl'],
] as const) {
  test(`keeps nobody out and stays in its frame: every page, ${look}, ${place}, ${locale}`, async ({
    browse,
    product,
    administrator,
  }) => {
    test.setTimeout(150_000);
    const page = await browse(administrator.session, widths[place]);
    await enter(page, { theme: look, locale }, product.url);
    for (const path of await deskPages(page)) {
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('heading').first(), path).toBeVisible();
      await expect(page.locator('[data-mantine-color-scheme]').first()).toHaveAttribute('data-mantine-color-scheme', look);
      expect.soft(await barriers(page), `${path} ${look}`).toEqual([]);
      expect
        .soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${path} is wider than the screen`)
        .toBeLessThanOrEqual(0);
    }
  });
}

for (const look of ['dark', 'light'] as const) {
  test(`keeps nobody out: login and wall, ${look}`, async ({ browse, product }) => {
    const token = await addDisplay(product, `Axe ${look}`, '--theme', look);
    const page = await browse(undefined);
    await enter(page, { theme: look, locale: 'en' }, product.url);
    await page.goto('/login');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect.soft(await barriers(page), 'login').toEqual([]);
    await page.goto('/wall');
    await expect(page.getByTestId('wall-entrance')).toBeVisible();
    expect.soft(await barriers(page), 'entrance of the wall').toEqual([]);
    await page.goto(`/wall#${token}`);
    await expect(page.getByTestId('wall')).toHaveAttribute('data-live', 'true');
    expect.soft(await barriers(page), 'wall').toEqual([]);
  });
}

test.describe('what is not there', () => {
  test.use({ allowedNoise: [/404/] });
  // Skipped: a page that is not there leaves React error 419 in the console.
  test.fixme('is said in words', async ({ browse, technician }) => {
    await visitMissing(await browse(technician.session));
  });
});

async function visitMissing(page: Page): Promise<void> {
  for (const path of ['/points/999999', '/rooms/no-such-room', '/devices/no-such-device', '/nowhere']) {
    await page.goto(path);
    await expect(page.getByRole('heading').first(), path).toBeVisible();
    await expect(page.getByRole('link', { name: /overview/i }).first(), path).toBeVisible();
    expect.soft(await barriers(page), path).toEqual([]);
  }
}
