import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Findings of axe that keep people out. Each is one line: what, where, why. */
async function barriers(page: Page, only?: string): Promise<readonly string[]> {
  // There are no frames of others: without them nothing is gathered in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode();
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
    '/power/now',
    '/power/plan',
    '/power/tests',
    '/power/record',
    '/redundancy',
    '/backups',
    '/audit',
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

/** Charts take their new width a moment after the window has. */
const fits = (page: Page, message: string) =>
  expect
    .configure({ soft: true })
    .poll(() => wider(page), { message, timeout: 5_000 })
    .toBeLessThanOrEqual(0);

/** Both processors look: every page in one of two tabs. */
async function inTwoTabs(tabs: readonly Page[], paths: readonly string[], look: (page: Page, path: string) => Promise<void>) {
  const left = [...paths];
  await Promise.all(
    tabs.map(async (page) => {
      for (let path = left.shift(); path !== undefined; path = left.shift()) await look(page, path);
    }),
  );
}

test('keeps nobody out of any page, dark and light, and fits a phone', async ({ browse, product, administrator }) => {
  test.setTimeout(180_000);
  const tabs = [await browse(administrator.session, desk), await browse(administrator.session, desk)] as const;
  for (const tab of tabs) {
    await tab.emulateMedia({ reducedMotion: 'reduce' });
    await tab.context().addCookies([{ name: 'wachter-theme', value: 'dark', url: product.url }]);
  }
  await inTwoTabs(tabs, await deskPages(tabs[0]), async (page, path) => {
    await page.setViewportSize(desk);
    await open(page, path);
    expect.soft(await barriers(page), `${path}, dark`).toEqual([]);
    await setLook(page, 'light');
    expect.soft(await barriers(page, 'color-contrast'), `${path}, light`).toEqual([]);
    await fits(page, `${path} is wider than the desk`);
    await page.setViewportSize(phone);
    await fits(page, `${path} is wider than the phone`);
  });
});

/** Names of words that were shown for want of the words. What stands in `code` is the name of an act, the same in every language. */
const bareNames = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    for (const other of body.querySelectorAll('code, script')) other.remove();
    const areas =
      'shell|alarms|withheld|maintenance|sound|devices|site|rooms|point|people|live|overview|demo|kpi|journal|rules|onCall|power|testPlan|tests|audit|backups';
    return (body.textContent ?? '').match(new RegExp(`\\b(?:${areas})\\.[a-z]\\w+`, 'g')) ?? [];
  });

test('speaks Dutch on every page, and fits a phone with it', async ({ browse, product, administrator }) => {
  const tabs = [await browse(administrator.session, phone), await browse(administrator.session, phone)] as const;
  for (const tab of tabs) await tab.context().addCookies([{ name: 'wachter-locale', value: 'nl', url: product.url }]);
  await inTwoTabs(tabs, [...(await deskPages(tabs[0])), '/rooms/hall-a'], async (page, path) => {
    await open(page, path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await fits(page, `${path} is wider than the phone`);
    expect.soft(await bareNames(page), path).toEqual([]);
  });
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

/** The first line and the head of what a plain socket is answered: what no browser would send. */
async function answerTo(address: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  for await (const bytes of socket.setTimeout(5_000, () => socket.destroy())) {
    text += String(bytes);
    if (text.includes('\r\n\r\n')) break;
  }
  socket.destroy();
  return text;
}

test('W21: what lies about a server is not there: files, sources, the image optimiser, figures of the process', async ({
  page,
  product,
}) => {
  await page.goto('/login');
  const script = await page.locator('script[src^="/_next/static/"]').first().getAttribute('src');
  const asked = [
    `${script?.split('?')[0]}.map`,
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/image?url=http%3A%2F%2F169.254.169.254%2Flatest&w=64&q=75',
    ...['/.env', '/.env.local', '/.git/config', '/.git/HEAD', '/package.json', '/first-login', '/prisma/schema.prisma'],
    ...['/api/metrics', '/metrics', '/_next/server/app/page.js', '/..%2f..%2fetc/passwd', '/%2e%2e/package.json'],
  ];
  for (const path of asked) {
    const answer = await answerTo(product.url, [`GET ${path} HTTP/1.1`, `Host: ${new URL(product.url).host}`]);
    // Who has no session is sent to the login page, whatever else there is or is not.
    expect.soft(answer, path).toMatch(/^HTTP\/1\.1 (?:40[04] |307 (?:.|\r\n)*?location: \S*\/login\?)/i);
  }
});

test('W12: asks nobody else in the name of a request, whatever host or address it names', async ({ product }) => {
  const heard: string[] = [];
  const inner = createServer((request, response) => {
    heard.push(String(request.url));
    response.end('inner secret');
  });
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
  const { port } = inner.address() as AddressInfo;
  const upgrade = [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  const { host } = new URL(product.url);
  const asked: readonly (readonly string[])[] = [
    [`GET http://127.0.0.1:${port}/latest HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...upgrade],
    [`GET http://127.0.0.1:${port}/latest HTTP/1.1`, `Host: ${host}`, 'Connection: close'],
    ['GET /login HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close'],
    ['GET /alarms HTTP/1.1', `Host: ${host}`, `X-Forwarded-Host: 127.0.0.1:${port}`, `Forwarded: host=127.0.0.1:${port}`],
    ['GET /login HTTP/1.1', `Host: ${host}`, `X-Middleware-Rewrite: http://127.0.0.1:${port}/latest`],
    [
      'POST /login HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      'Next-Action: x',
      'Content-Length: 0',
    ],
  ];
  for (const lines of asked) {
    const answer = await answerTo(product.url, lines);
    expect.soft(answer, lines.join(', ')).not.toContain('inner secret');
  }
  expect(heard).toEqual([]);
  inner.close();
});
