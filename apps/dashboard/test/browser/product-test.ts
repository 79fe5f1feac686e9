import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { productFolder } from '@wachter/tooling/browser.setup';
import { productIn, type RunningProduct } from '@wachter/tooling/product';
import { type Browser, type BrowserContext, test as base, expect, type Page } from 'playwright/test';

export { expect };

/** A person with an account, signed in: `session` is a file for `storageState`. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly session: string;
}

interface Shared {
  readonly product: RunningProduct;
  readonly administrator: Person;
  readonly technician: Person;
  /** Token of a wall of the demo site. */
  readonly wallToken: string;
  /** Several tests play the same scenario within minutes: that its alarms come again is no chatter. */
  readonly calmedSite: undefined;
}

interface Own {
  /** What a browser may say in its console during this test, beside nothing. */
  readonly allowedNoise: readonly RegExp[];
  /** A context of a person or of nobody, watched like every other. */
  readonly browse: (session: string | undefined, size?: { readonly width: number; readonly height: number }) => Promise<Page>;
}

/** Tests on the product of the run. Every page they open must keep its console free of errors and of policy violations. */
export const test = base.extend<Own, Shared>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: the signature that the test runner reads
    async ({}, use) => {
      const folder = process.env[productFolder];
      if (!folder) throw new Error(`${productFolder} is not set: run these with the configuration in packages/tooling`);
      await use(productIn(folder));
    },
    { scope: 'worker' },
  ],
  administrator: [
    async ({ product, browser }, use) =>
      use(await newPerson(product, browser, { name: 'Ada Administrator', role: 'administrator' })),
    { scope: 'worker' },
  ],
  technician: [
    async ({ product, browser }, use) => use(await newPerson(product, browser, { name: 'Teun Technician', role: 'technician' })),
    { scope: 'worker' },
  ],
  wallToken: [
    async ({ product }, use) => use(await addDisplay(product, `Wall ${process.pid}`, '--site', 'rotterdam-1')),
    { scope: 'worker' },
  ],
  calmedSite: [
    async ({ product, administrator, browser }, use) => {
      const page = await browser.newPage({ baseURL: product.url, locale: 'en-GB', storageState: administrator.session });
      await page.goto('/alarms/settings');
      const form = page.getByRole('form', { name: 'How Rotterdam 1 treats its alarms' });
      await form.getByLabel('within (seconds)').fill('10');
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(form.getByText('Saved.')).toBeVisible();
      await page.close();
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  allowedNoise: [[], { option: true }],
  context: async ({ context, allowedNoise }, use) => {
    const heard = listen(context);
    await use(context);
    expect(loud(heard, allowedNoise), 'errors in the console of the browser').toEqual([]);
  },
  browse: async ({ browser, product, allowedNoise }, use) => {
    const opened: { readonly context: BrowserContext; readonly heard: readonly string[] }[] = [];
    await use(async (session, size = { width: 1440, height: 900 }) => {
      const isPhone = size.width < 600;
      const context = await browser.newContext({
        baseURL: product.url,
        locale: 'en-GB',
        timezoneId: 'Europe/Amsterdam',
        viewport: size,
        isMobile: isPhone,
        hasTouch: isPhone,
        ...(session ? { storageState: session } : {}),
      });
      opened.push({ context, heard: listen(context) });
      return context.newPage();
    });
    for (const { context } of opened) await context.close();
    expect(
      loud(
        opened.flatMap((one) => one.heard),
        allowedNoise,
      ),
      'errors in the console of a browser',
    ).toEqual([]);
  },
});

function listen(context: BrowserContext): readonly string[] {
  const heard: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.page()?.url()}: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => heard.push(`${error.page()?.url()}: ${error.error().message}`));
  return heard;
}

const loud = (heard: readonly string[], allowed: readonly RegExp[]) =>
  heard.filter((line) => !allowed.some((pattern) => pattern.test(line)));

let people = 0;

/** Makes an account on the command line, signs in with its one-time password and chooses a password. */
async function newPerson(
  product: RunningProduct,
  browser: Browser,
  { name, role }: { readonly name: string; readonly role: string },
): Promise<Person> {
  people += 1;
  const email = `${role}-${process.pid}-${people}@test.example`;
  const made = await product.command('user', 'add', email, '--name', name, '--role', role, '--json');
  if (made.code !== 0) throw new Error(`no ${role} was made: ${made.err}${made.out}`);
  const { oneTimePassword } = lastJson(made.out) as { oneTimePassword: string };
  const password = 'seven grey herons at dawn';
  const context = await browser.newContext({ baseURL: product.url, locale: 'en-GB' });
  const page = await context.newPage();
  await signIn(page, { email, password: oneTimePassword });
  await choosePassword(page, { current: oneTimePassword, next: password });
  await expect(page.getByTestId('proof-of-life')).toBeVisible();
  const session = path.join(product.dataDir, `session-${role}-${process.pid}-${people}.json`);
  writeFileSync(session, JSON.stringify(await context.storageState()), { mode: 0o600 });
  await context.close();
  return { name, email, password, session };
}

/** Fills in the login page and sends it. */
export async function signIn(
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> {
  if (!page.url().includes('/login')) await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Fills in the page that asks for a password of one's own and sends it. */
export async function choosePassword(
  page: Page,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  await page.getByLabel('Present password').fill(current);
  await page.getByLabel('New password', { exact: false }).first().fill(next);
  await page.getByLabel('New password again').fill(next);
  await page.getByRole('button', { name: 'Change password' }).click();
}

/** The JSON a command printed as its last line. */
export function lastJson(out: string): unknown {
  return JSON.parse(out.trim().split('\n').at(-1) ?? '');
}

/** A display with a token of its own; more words as `display add` takes them. */
export async function addDisplay(product: RunningProduct, name: string, ...words: string[]): Promise<string> {
  const made = await product.command('display', 'add', name, '--json', ...words);
  if (made.code !== 0) throw new Error(`no display was made: ${made.err}${made.out}`);
  return (lastJson(made.out) as { secret: string }).secret;
}
