import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunningProduct } from '@wachter/tooling/product';
import type { Page } from 'playwright/test';
import { addDevice, connectDevice, type DeviceClient } from './device-client.ts';
import { addDisplay, expect, test } from './product-test.ts';

/** Sites with names nobody would choose on purpose: the longest Dutch a data centre knows. */
const longNames = [
  'Noodstroomaggregatenruimte noordoost',
  'Middenspanningsschakelruimte',
  'Accumulatorenlokaal verdieping 2',
  'Gasblusflessenopslag',
  'Koelwaterverdeelruimte kelder',
  'Glasvezelinvoerruimte west',
  'Datazaal 1',
  'Datazaal 2',
  'Expeditie',
];

interface WallSite {
  readonly slug: string;
  readonly device: DeviceClient;
  readonly spots: readonly string[];
}

/** A site of its own with `count` leak sensors over its rooms, all of them dry. */
async function makeSite(product: RunningProduct, slug: string, count: number): Promise<WallSite> {
  const id = `${slug}-node`;
  const secret = await addDevice(product, id);
  const room = (index: number) => `${slug}-r${index % longNames.length}`;
  const spots = Array.from({ length: count }, (_, index) => `spot-${index + 1}`);
  const file = path.join(product.dataDir, `${slug}.yaml`);
  writeFileSync(
    file,
    [
      'version: 1',
      `site: { slug: ${slug}, name: Rekencentrum Alblasserdam, timeZone: Europe/Amsterdam }`,
      'locations:',
      ...longNames.map((name, index) => `  - { slug: ${room(index)}, kind: room, parent: null, name: ${name} }`),
      'devices:',
      `  - { id: ${id}, dialect: native, name: Lekdetectiecentrale, location: ${room(0)}, parent: null, status: approved }`,
      'points:',
      ...spots.map(
        (channel, index) =>
          `  - { tag: ${slug}/${channel}, name: Lekdetectie onder de verhoogde vloer ${index + 1}, device: ${id}, channel: ${channel}, quantity: leak, location: ${room(index)}, intervalSeconds: 600 }`,
      ),
    ].join('\n'),
  );
  const imported = await product.command('site', 'import', file);
  expect(imported.code, imported.err).toBe(0);
  const device = await connectDevice(product.mqttPort, id, secret);
  await device.say(Object.fromEntries(spots.map((spot) => [spot, false])));
  return { slug, device, spots };
}

interface TextOnWall {
  readonly text: string;
  readonly fontPx: number;
  readonly isCut: boolean;
}

/** Every text node on the wall with its size, and whether the picture or a box around it cuts capital height off. */
function readTexts(page: Page): Promise<readonly TextOnWall[]> {
  return page.evaluate(() => {
    const root = document.querySelector('[data-testid="wall"]');
    if (!root) return [];
    const found: { text: string; fontPx: number; isCut: boolean }[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!parent || text === '') continue;
      const fontPx = Number.parseFloat(getComputedStyle(parent).fontSize);
      const range = document.createRange();
      range.selectNodeContents(node);
      const clamp = parent.closest('p') && getComputedStyle(parent.closest('p') as Element).webkitLineClamp !== 'none';
      const lines = [...range.getClientRects()].slice(0, clamp ? 1 : undefined);
      const boxes: DOMRect[] = [new DOMRect(0, 0, innerWidth, innerHeight)];
      const ends: boolean[] = [false];
      for (let at: Element | null = parent; at && root.contains(at); at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.overflow === 'visible') continue;
        boxes.push(at.getBoundingClientRect());
        ends.push(style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none');
      }
      const isCut = lines.some((line) => {
        const middle = (line.top + line.bottom) / 2;
        const half = fontPx * 0.4;
        return boxes.some(
          (box, index) =>
            middle - half < box.top - 1 ||
            middle + half > box.bottom + 1 ||
            (!ends[index] && !ends.some(Boolean) && line.right > box.right + 1),
        );
      });
      found.push({ text, fontPx, isCut });
    }
    return found;
  });
}

async function expectReadable(page: Page, leastPx: number): Promise<void> {
  const texts = await readTexts(page);
  expect(texts.length, 'texts on the wall').toBeGreaterThan(5);
  expect(texts.filter((one) => one.fontPx < leastPx)).toEqual([]);
  expect(texts.filter((one) => one.isCut).map((one) => one.text)).toEqual([]);
  const frame = await page.evaluate(() => ({
    down: document.documentElement.scrollHeight - innerHeight,
    across: document.documentElement.scrollWidth - innerWidth,
  }));
  expect(frame).toEqual({ down: 0, across: 0 });
}

const screens = [
  { width: 1920, height: 1080, leastPx: 51 },
  { width: 3840, height: 2160, leastPx: 101 },
];

async function expectReadableEverywhere(pages: readonly Page[]): Promise<void> {
  for (const page of pages)
    for (const { width, height, leastPx } of screens) {
      await page.setViewportSize({ width, height });
      await expectReadable(page, leastPx);
    }
}

test('is readable from five metres with no alarm, one and fifty, in English and Dutch', async ({ browse, product }) => {
  const { slug, device, spots } = await makeSite(product, `wall-${process.pid}`, 50);
  const pages: Page[] = [];
  for (const locale of ['en', 'nl']) {
    const page = await browse(undefined, { width: 1920, height: 1080 });
    await page.goto(`/wall#${await addDisplay(product, `Distance ${locale}`, '--site', slug, '--locale', locale)}`);
    pages.push(page);
  }
  const [english, dutch] = pages;
  if (!english || !dutch) throw new Error('no pages');
  await expect(english.getByRole('heading', { name: 'No alarms' })).toBeVisible();
  await expect(dutch.getByRole('heading', { name: 'Geen alarmen' })).toBeVisible();
  await expect(english.getByText('50', { exact: true })).toBeVisible();
  await expectReadableEverywhere(pages);

  await device.say({ [spots[3] ?? '']: true });
  await expect(english.getByRole('heading', { name: '1 alarm · 1 NEW' })).toBeVisible({ timeout: 30_000 });
  await expect(dutch.getByTestId('wall-stage')).toContainText('Gasblusflessenopslag');
  await expectReadableEverywhere(pages);

  await device.say(Object.fromEntries(spots.map((spot) => [spot, true])));
  await expect(english.getByRole('heading', { name: '50 alarms · 50 NEW' })).toBeVisible({ timeout: 30_000 });
  await expect(dutch.getByRole('heading', { name: '50 alarmen · 50 NIEUW' })).toBeVisible();
  await expect(english.getByRole('heading', { name: 'FLOOD' })).toBeVisible();
  await expect(english.getByText('+49 alarms')).toBeVisible();
  await expectReadableEverywhere(pages);
  await device.leave();
});

test('the wall of the demo is readable, and its first load is at most 200 kB of scripts and styles', async ({
  browse,
  wallToken,
}) => {
  const page = await browse(undefined, { width: 1920, height: 1080 });
  await page.goto(`/wall#${wallToken}`);
  await expect(page.getByTestId('wall')).toHaveAttribute('data-connecting', 'false');
  await expectReadableEverywhere([page]);

  const fresh = await browse(undefined, { width: 1920, height: 1080 });
  await fresh.context().addCookies(await page.context().cookies());
  const sizes: Promise<number>[] = [];
  fresh.on('requestfinished', (request) => {
    if (['script', 'stylesheet'].includes(request.resourceType()))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await fresh.goto('/wall');
  await expect(fresh.getByTestId('wall')).toHaveAttribute('data-connecting', 'false');
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes, `${Math.round(bytes / 1000)} kB of scripts and styles`).toBeLessThanOrEqual(200_000);
});
