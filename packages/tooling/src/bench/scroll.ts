import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { browserFlags, findBrowser } from '../find-browser.ts';

export interface Scrolling {
  /** From the address to the first lines of the list. */
  readonly readyMs: number;
  /** Milliseconds between pictures while the list moves. */
  readonly frames: readonly number[];
  /** Longest piece of work that kept the page from answering meanwhile; 0 = none over 50 ms. */
  readonly longestTaskMs: number;
}

const pictures = 300;
/** A quick flick: some 18,000 pixels a second at sixty pictures. */
const pixelsEach = 300;

/** Scrolls through the open alarms as a quick finger does, about a thousand lines. Null where there is no browser. */
export async function scrollAlarms(asked: {
  readonly url: string;
  readonly cookie: string;
  readonly alarms: number;
  readonly say: (line: string) => void;
}): Promise<Scrolling | null> {
  const browser = await openBrowser(asked.say);
  if (browser === null) return null;
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const [name = '', ...value] = asked.cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: asked.url }]);
    const page = await context.newPage();
    const started = performance.now();
    await page.goto(`${asked.url}/alarms`);
    await page.getByTestId('alarm-line').first().waitFor();
    const readyMs = performance.now() - started;
    await page
      .getByTestId('alarm-line')
      .nth(asked.alarms - 1)
      .waitFor({ state: 'attached' });
    return { readyMs, ...(await scroll(page)) };
  } finally {
    await browser.close();
  }
}

async function openBrowser(say: (line: string) => void) {
  try {
    const { executablePath, env } = await findBrowser(path.join(tmpdir(), 'wachter-bench-browser'));
    return await chromium.launch({
      executablePath,
      args: browserFlags,
      env: { ...process.env, ...env } as Record<string, string>,
    });
  } catch (error) {
    say(
      `  g: scrolling is left out, there is no browser: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
    return null;
  }
}

/** Runs in the page, thus a text: what compiles this file would give names to its functions there. */
const script = `new Promise((resolve) => {
  let longestTaskMs = 0;
  new PerformanceObserver((seen) => {
    for (const { duration } of seen.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  }).observe({ type: 'longtask' });
  const frames = [];
  let before = performance.now();
  const next = (at) => {
    frames.push(at - before);
    before = at;
    scrollTo(0, ${pixelsEach} * frames.length);
    if (frames.length < ${pictures}) requestAnimationFrame(next);
    else resolve({ frames: frames.slice(1), longestTaskMs });
  };
  requestAnimationFrame(next);
})`;

const scroll = (page: Page): Promise<Omit<Scrolling, 'readyMs'>> => page.evaluate(script);
