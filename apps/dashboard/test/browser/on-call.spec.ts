import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright/test';
import { expect, test } from './product-test.ts';

const phone = { width: 390, height: 844 };

/** A server that takes messages as ntfy does. */
async function openNtfy() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      heard.push(body);
      response.end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { heard, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The part of the page with this heading. */
const part = (page: Page, name: string | RegExp) => page.locator('section').filter({ has: page.getByRole('heading', { name }) });

test('a channel is set up and tested, a rota made, and steps changed with a look at who would be told', async ({
  browse,
  administrator,
}) => {
  const ntfy = await openNtfy();
  const page = await browse(administrator.session);
  await page.goto('/on-call');
  const channels = part(page, 'Channels');
  await channels.getByRole('button', { name: 'Add a channel' }).click();
  await channels.getByLabel('Kind').selectOption('ntfy');
  await channels.getByLabel('Name').fill('Phones');
  await channels.getByLabel('Server').fill(ntfy.url);
  await channels.getByLabel('Internal hosts that may be called').fill('127.0.0.1');
  await channels.getByRole('button', { name: 'Save' }).click();
  await expect(channels.getByTestId('channel')).toContainText('Phones');

  const contacts = part(page, 'Contacts');
  await contacts.getByLabel('Add a contact by').selectOption({ label: 'Phones' });
  await contacts.getByLabel('Topic').fill('not a topic');
  await contacts.getByRole('button', { name: 'Save' }).click();
  await expect(contacts.getByTestId('contact').getByText('must be letters, digits, - or _')).toBeVisible();
  await contacts.getByLabel('Topic').fill('ada');
  await contacts.getByRole('button', { name: 'Save' }).click();
  await expect(contacts.getByText('Saved.')).toBeVisible();
  await channels.getByRole('button', { name: 'Send a test: Phones' }).click();
  await expect(channels.getByText(/^Sent after 0:/)).toBeVisible();
  expect(ntfy.heard.at(-1)).toContain('DRILL');

  const plan = part(page, /^Drills$/).getByTestId('drill-plan');
  await plan.getByRole('button', { name: 'Plan drills' }).click();
  await plan.getByLabel('In which weeks').selectOption('last');
  await plan.getByLabel('Day of the week').selectOption('Friday');
  await plan.getByRole('button', { name: 'Save' }).click();
  await expect(plan).toContainText('Every last Friday of the month at 10:00');

  const rotas = part(page, /^Rotas$/);
  await rotas.getByRole('button', { name: 'Add a rota' }).click();
  await rotas.getByRole('textbox', { name: 'Name', exact: true }).fill('Night watch');
  await rotas.getByRole('button', { name: 'Save' }).click();
  await expect(rotas.getByText('Name at least one person.')).toBeVisible();
  await rotas.getByLabel('Add a person').selectOption({ label: administrator.name });
  await rotas.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${administrator.name} is on duty`);

  // Other tests made sites of their own: the rota is of the first one.
  const steps = part(page, /^Who is told, and when/).first();
  await steps.getByRole('button', { name: 'Change: Who is told, and when' }).click();
  const low = steps.getByTestId('ladder-low');
  await low.getByRole('button', { name: 'Add a step' }).click();
  await steps.getByRole('button', { name: 'Save' }).click();
  await expect(low.getByText('Name at least one to tell.')).toBeVisible();
  await low.getByLabel('Tell').selectOption({ label: 'on duty: Night watch' });
  await low.getByLabel('First by').selectOption({ label: 'Phones' });
  await steps.getByLabel('If an alarm of this priority began now').selectOption('low');
  await steps.getByRole('button', { name: 'Who would be told' }).click();
  await expect(steps.getByTestId('preview').getByRole('listitem')).toContainText(['now']);
  await expect(steps.getByTestId('preview')).toContainText(administrator.name);
  await steps.getByRole('button', { name: 'Save' }).click();
  await expect(steps.getByTestId('steps-low')).toContainText('at once: on duty: Night watch (first by Phones)');
  await steps.getByText('Changes of the steps').click();
  await expect(steps.getByTestId('policy-change').first()).toContainText(administrator.name);

  const small = await browse(administrator.session, phone);
  await small.context().addCookies([{ name: 'wachter-locale', value: 'nl', url: page.url() }]);
  await small.goto('/on-call');
  await expect(small.getByTestId('drill-plan')).toContainText('Elke laatste vrijdag van de maand om 10:00');
  const dutch = part(small, /^Roosters$/);
  await dutch.getByRole('button', { name: 'Wijzigen: Night watch' }).click();
  await dutch.getByRole('button', { name: 'Vrije dag toevoegen' }).click();
  await dutch.getByRole('button', { name: 'Opslaan' }).click();
  await expect(dutch.getByText('Dit is geen dag.')).toBeVisible();
  await dutch.getByLabel('Dag', { exact: true }).fill('2026-12-25');
  await dutch.getByLabel('Naam van de dag').fill('Kerst');
  expect(await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await dutch.getByRole('button', { name: 'Opslaan' }).click();
  await expect(dutch.getByRole('button', { name: 'Opslaan' })).toHaveCount(0);

  await rotas.getByRole('button', { name: 'Delete: Night watch' }).click();
  await rotas.getByRole('button', { name: 'Press again to delete: Night watch' }).click();
  await expect(rotas.getByRole('alert')).toContainText('Steps of telling name it');
  await steps.getByRole('button', { name: 'Use the default steps' }).click();
  await steps.getByRole('button', { name: 'Press again: these steps go' }).click();
  await expect(steps.getByTestId('steps-low')).toContainText('nobody is told');
  await rotas.getByRole('button', { name: 'Delete: Night watch' }).click();
  await rotas.getByRole('button', { name: 'Press again to delete: Night watch' }).click();
  await expect(rotas.getByTestId('rota')).toHaveCount(0);
  await plan.getByRole('button', { name: 'Delete: plan of the drills' }).click();
  await plan.getByRole('button', { name: 'Press again to delete: plan of the drills' }).click();
  await expect(plan).toContainText('No drill begins by itself.');
  await channels.getByRole('button', { name: 'Delete: Phones' }).click();
  await channels.getByRole('button', { name: 'Press again to delete: Phones' }).click();
  await expect(channels.getByTestId('channel')).toHaveCount(0);
  ntfy.close();
});
