import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Findings of axe that keep people out. Each is one line: what, where, why. */
async function barriers(page: Page, only?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (only ? axe.withRules([only]) : axe).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

const wider = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Changes the theme of the page as it stands, and does not wait for colours to fade. */
const setLook = (page: Page, look: 'dark' | 'light'): Promise<void> =>
  page.evaluate((scheme) => {
    document.documentElement.dataset['mantineColorScheme'] = scheme;
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  }, look);

let known: readonly string[] | null = null;

/** Every page of the desk; addresses with ids are looked up once on the pages that link to them. */
async function deskPages(page: Page): Promise<readonly string[]> {
  if (known) return known;
  const linked = async (path: string, selector: string) => {
    await page.goto(path);
    return (await page.locator(selector).last().getAttribute('href')) ?? '';
  };
  const point = await linked('/rooms/battery-room', 'main a[href^="/points/"]');
  const device = await linked('/devices', '[data-testid="device-row"]');
  const plan = await linked('/site', 'main a[href^="/site/rooms/"]');
  const named = [
    '/',
    '/rooms/battery-room',
    '/alarms',
    '/alarms/past',
    '/alarms/journal',
    '/alarms/performance',
    '/alarms/rationalisation',
    '/on-call',
    '/devices',
    '/devices/add',
    '/site',
  ];
  known = [...named, point, device, plan, '/users', '/demo', '/about', '/change-password'];
  return known;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('main').getByRole('heading').first(), path).toBeVisible();
  await expect(page.getByText(/Fetching the present|Het heden wordt opgehaald/), path).toHaveCount(0);
}

test('keeps nobody out of any page, dark and light, and fits a phone', async ({ browse, product, administrator }) => {
  test.setTimeout(180_000);
  const page = await browse(administrator.session, desk);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.context().addCookies([{ name: 'wachter-theme', value: 'dark', url: product.url }]);
  for (const path of await deskPages(page)) {
    await page.setViewportSize(desk);
    await open(page, path);
    expect.soft(await barriers(page), `${path}, dark`).toEqual([]);
    await setLook(page, 'light');
    expect.soft(await barriers(page, 'color-contrast'), `${path}, light`).toEqual([]);
    expect.soft(await wider(page), `${path} is wider than the desk`).toBeLessThanOrEqual(0);
    await page.setViewportSize(phone);
    expect.soft(await wider(page), `${path} is wider than the phone`).toBeLessThanOrEqual(0);
  }
});

test('speaks Dutch on every page, and fits a phone with it', async ({ browse, product, administrator }) => {
  const page = await browse(administrator.session, phone);
  await page.context().addCookies([{ name: 'wachter-locale', value: 'nl', url: product.url }]);
  for (const path of [...(await deskPages(page)), '/rooms/hall-a']) {
    await open(page, path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    expect.soft(await wider(page), `${path} is wider than the phone`).toBeLessThanOrEqual(0);
    const shown = (await page.locator('body').textContent()) ?? '';
    expect
      .soft(
        shown.match(
          /\b(?:shell|alarms|withheld|maintenance|sound|devices|site|rooms|point|people|live|overview|demo|kpi|journal|rules|onCall)\.[a-z]\w+/g,
        ) ?? [],
        path,
      )
      .toEqual([]);
  }
});

test('keeps nobody out of login and wall, dark and light', async ({ browse, wallToken }) => {
  const page = await browse(undefined);
  for (const [path, shown] of [
    ['/login', page.getByRole('button', { name: 'Sign in' })],
    ['/wall', page.getByTestId('wall-entrance')],
    [`/wall#${wallToken}`, page.locator('[data-testid="wall"][data-connecting="false"]')],
  ] as const) {
    await page.goto(path);
    await expect(shown).toBeVisible();
    await setLook(page, 'dark');
    expect.soft(await barriers(page), `${path.split('#')[0]}, dark`).toEqual([]);
    await setLook(page, 'light');
    expect.soft(await barriers(page, 'color-contrast'), `${path.split('#')[0]}, light`).toEqual([]);
  }
});

test.describe('what is not there', () => {
  test.use({ allowedNoise: [/404/] });
  test('is said in words, with a way back', async ({ browse, technician }) => {
    const page = await browse(technician.session);
    for (const path of ['/points/999999', '/rooms/no-such-room', '/devices/no-such-device', '/nowhere']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' }), path).toBeVisible();
      await page.getByRole('link', { name: 'To the overview' }).click();
      await expect(page.getByTestId('proof-of-life')).toBeVisible();
    }
  });
});
