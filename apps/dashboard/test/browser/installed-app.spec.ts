import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

const phone = { width: 390, height: 844 };

test.describe('the installed app', () => {
  test.use({ allowedNoise: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/] });

  test('opened without a line says NOT LIVE instead of an old list, and comes back by itself', async ({ browse, technician }) => {
    const page = await browse(technician.session, phone);
    await page.goto('/alarms');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.goto('/alarms');
    await expect(page.getByRole('heading', { name: /NOT LIVE/ })).toBeVisible();
    await expect(page.getByText('Er is geen verbinding met Wachter.', { exact: false })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.context().setOffline(false);
    await expect(page.getByTestId('liveness')).toHaveAttribute('data-live', 'live', { timeout: 20_000 });
  });

  test('keeps the page that says NOT LIVE and nothing else', async ({ browse, technician }) => {
    const page = await browse(technician.session, phone);
    for (const path of ['/', '/alarms']) await page.goto(path);
    const kept = await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const caching = (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url));
      return (await Promise.all(caching)).flat();
    });
    expect(kept.map((url) => new URL(url).pathname)).toEqual(['/offline']);
  });
});

test('a phone is told how to install it, before anybody has signed in', async ({ browse, product }) => {
  const page = await browse(undefined, phone);
  await page.goto('/login');
  const address = await page.locator('link[rel="manifest"]').first().getAttribute('href');
  const manifest = (await (await page.request.get(address ?? '')).json()) as { icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/alarms' });
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (from) => {
      const picture = new Image();
      picture.src = from;
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, `${product.url}${src}`);
    expect(size, src).toBe(sizes);
  }
});

/** A look of the test counts as a press for the browser. Here a page gets leave to play by asking after a real press, and not before. */
const leaveOnlyByPress = (page: Page) =>
  page.addInitScript(() => {
    let isPressed = false;
    let mayPlay = false;
    window.addEventListener('pointerdown', () => (isPressed = true), { capture: true });
    const { resume } = AudioContext.prototype;
    AudioContext.prototype.resume = function () {
      mayPlay ||= isPressed;
      return resume.call(this);
    };
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => (mayPlay ? 'running' : 'suspended') });
  });

/** A second tab of the browser: one of the two sounds, the other says so, and takes over when that one closes. */
async function onlyOneTabSounds(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await leaveOnlyByPress(other);
  await other.goto('/alarms');
  await other.getByTestId('sound').locator('summary').click();
  const state = (of: Page) => of.getByTestId('sound').getAttribute('data-state');
  await expect.poll(async () => [await state(page), await state(other)].toSorted()).toEqual(['elsewhere', 'on']);
  await other.close();
  await expect(page.getByTestId('sound')).toHaveAttribute('data-state', 'on');
}

test('sound is never silent in silence: off, muted and not allowed are said, and a mute ends', async ({ browse, technician }) => {
  const page = await browse(technician.session);
  await leaveOnlyByPress(page);
  await page.goto('/alarms');
  const sound = page.getByTestId('sound');
  await expect(sound).toHaveAttribute('data-state', 'asking');
  await sound.locator('summary').click();
  await expect(sound).toHaveAttribute('data-state', 'on');
  await onlyOneTabSounds(page);
  await sound.getByRole('button', { name: '15 min' }).click();
  await expect(sound.locator('summary')).toHaveText(/Silent until \d\d:\d\d/);
  await page.reload();
  await expect(sound).toHaveAttribute('data-state', /asking|muted/);
  await sound.locator('summary').click();
  await expect(sound.locator('summary')).toHaveText(/Silent until \d\d:\d\d/);
  await sound.getByRole('button', { name: 'Sound again now' }).click();
  await expect(sound).toHaveAttribute('data-state', 'on');
  await sound.getByLabel('Sound alarms in this browser').click();
  await expect(sound.locator('summary')).toHaveText(/Sound is off/);
});
