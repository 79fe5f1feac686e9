import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'playwright/test';
import { browserFlags, findBrowser } from './src/find-browser.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { executablePath, env } = await findBrowser(path.join(tmpdir(), 'wachter-browser'));

/** Browser tests against the product as a person starts it: one product a run, one browser, one test after the other. */
export default defineConfig({
  testDir: path.join(root, 'apps/dashboard/test/browser'),
  outputDir: path.join(root, '.cache/browser'),
  globalSetup: path.join(import.meta.dirname, 'src/browser.setup.ts'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    browserName: 'chromium',
    // uPlot cannot read the locale of a machine without one.
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    colorScheme: 'dark',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: browserFlags, env: { ...process.env, ...env } as Record<string, string> },
  },
});
