import { startFaultProxy } from '@wachter/tooling/fault-proxy';
import type { Page } from 'playwright/test';
import { addDisplay, expect, test } from './product-test.ts';

// A stream that is cut is what these tests are about; the browser says so in its console.
test.use({ allowedNoise: [/ERR_|Failed to load resource|net::/] });

/** Longest time until a screen must have noticed, and until it must have recovered (battery U01 to U03). */
const noticed = { timeout: 15_000 };

const notLive = (page: Page) => page.getByTestId('wall-not-live');

/** Opens the wall and leaves a mark in the page that a reload would wipe away. */
async function openWall(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByTestId('wall')).toHaveAttribute('data-live', 'true');
  await expect(page.getByTestId('wall')).toHaveAttribute('data-connecting', 'false');
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
}

async function expectRecovery(page: Page): Promise<void> {
  await expect(notLive(page)).toHaveCount(0, noticed);
  await expect(page.getByTestId('wall')).toHaveAttribute('data-live', 'true');
  expect(await page.evaluate(() => 'isSamePage' in window), 'the page was reloaded').toBe(true);
}

test('the ingestor stops: wall and desk say NOT LIVE, and recover by themselves (U01, story 4)', async ({
  browse,
  product,
  technician,
  wallToken,
}) => {
  const wall = await browse(undefined, { width: 1920, height: 1080 });
  const desk = await browse(technician.session);
  await openWall(wall, `/wall#${wallToken}`);
  await desk.goto('/');
  await expect(desk.getByTestId('liveness')).toHaveAttribute('data-live', 'live');
  const ingestor = product.pidOf('ingestor');
  process.kill(ingestor, 'SIGSTOP');
  try {
    await expect(notLive(wall)).toBeVisible(noticed);
    await expect(notLive(wall)).toContainText('NOT LIVE');
    await expect(desk.getByRole('alert').filter({ hasText: 'NOT LIVE' })).toContainText('the ingestor does not answer');
    await expect(wall.getByText('● live')).toHaveCount(0);
    const clock = wall.getByRole('time').first();
    const shown = await clock.textContent();
    await expect.poll(() => clock.textContent(), 'the clock goes on').not.toBe(shown);
  } finally {
    process.kill(ingestor, 'SIGCONT');
  }
  await expectRecovery(wall);
  await expect(desk.getByTestId('liveness')).toHaveAttribute('data-live', 'live');
});

test('the dashboard is killed behind a proxy: NOT LIVE, and back without a reload', async ({ browse, product, wallToken }) => {
  const proxy = await startFaultProxy(Number(new URL(product.url).port));
  try {
    const wall = await browse(undefined, { width: 1920, height: 1080 });
    // The token is entered at the address the product knows; cookies do not tell ports apart.
    await openWall(wall, `/wall#${wallToken}`);
    await openWall(wall, `http://127.0.0.1:${proxy.port}/wall`);
    const killed = product.pidOf('dashboard');
    process.kill(killed, 'SIGKILL');
    proxy.turn('refuse');
    await expect(notLive(wall)).toBeVisible(noticed);
    await expect.poll(() => running(product, killed), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => answers(product.url), { timeout: 60_000 }).toBe(true);
    proxy.turn('pass');
    await expectRecovery(wall);
  } finally {
    await proxy.close();
  }
});

test('a half-open stream is opened again; meanwhile a revoked token takes the picture of another wall away', async ({
  browse,
  product,
  administrator,
  wallToken,
}) => {
  const name = `Revoked ${process.pid}`;
  const revoked = await browse(undefined, { width: 1920, height: 1080 });
  await openWall(revoked, `/wall#${await addDisplay(product, name)}`);
  const desk = await browse(administrator.session);
  await desk.goto('/users');
  const row = desk.getByRole('listitem').filter({ hasText: name });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByRole('button', { name: 'Press again' }).click();
  await expect(row.getByRole('button')).toHaveCount(0);

  const proxy = await startFaultProxy(Number(new URL(product.url).port));
  try {
    const wall = await browse(undefined, { width: 1920, height: 1080 });
    await openWall(wall, `/wall#${wallToken}`);
    await openWall(wall, `http://127.0.0.1:${proxy.port}/wall`);
    // As on a wall that hangs there for long: what fetched the page has been closed, the stream and what asks for its lines are open.
    await expect.poll(proxy.openConnections, { timeout: 30_000 }).toBeLessThanOrEqual(2);
    proxy.turn('swallow');
    await expect(notLive(wall)).toBeVisible(noticed);
    // What was open stays deaf for ever; only a new connection helps.
    proxy.turn('pass');
    await expectRecovery(wall);
  } finally {
    await proxy.close();
  }
  await expect(revoked.getByTestId('wall-entrance').or(notLive(revoked))).toBeVisible({ timeout: 30_000 });
});

function running({ pidOf }: { readonly pidOf: (name: string) => number }, not: number): boolean {
  try {
    return pidOf('dashboard') !== not;
  } catch {
    return false;
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );
