import { expect, type Person, test } from './product-test.ts';

test.use({ allowedNoise: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/] });

const phone = { width: 390, height: 844 };

test('a test is announced, its record is written on a phone with a line that fails, signed twice, and counts', async ({
  browse,
  administrator,
  technician,
}) => {
  const desk = await browse(administrator.session);
  await desk.goto('/power/tests');
  await desk.getByRole('button', { name: 'Announce a test' }).click();
  await desk.getByLabel('Scenario').selectOption('F');
  await desk.getByLabel('Who does it, and what is done').fill('Teun simulates the level');
  await desk.getByRole('button', { name: 'Show what it touches' }).click();
  await expect(desk.getByTestId('before-touch')).toBeVisible();
  await desk.getByRole('button', { name: 'Announce a test' }).click();
  await desk.getByRole('link', { name: 'F: fuel low' }).first().click();
  await expect(desk.getByRole('heading', { name: 'On now: F, fuel low' })).toBeVisible();
  await desk.getByText('Write a record').click();
  const address = await desk.getByRole('link', { name: 'Genset 1: Yearly trial: fuel low' }).getAttribute('href');

  const hand = await browse(technician.session, phone);
  await hand.goto(address ?? '');
  for (const group of await hand.getByRole('radiogroup').all()) await group.getByLabel('in order', { exact: true }).check();
  await hand.getByLabel('Load (kW)').fill('212,5');
  await hand.context().setOffline(true);
  await hand.getByRole('button', { name: 'Send the record' }).click();
  await expect(hand.getByText('Not sent. It is kept on this device; try again.')).toBeVisible();
  await hand.context().setOffline(false);
  await hand.getByRole('button', { name: 'Send the record' }).click();
  await expect(hand.getByText('212.5 kW')).toBeVisible();
  const sign = async (page: typeof hand, person: Person, button: string) => {
    await page.getByLabel('Your password, once more').fill(person.password);
    await page.getByRole('button', { name: button }).click();
  };
  await sign(hand, { ...technician, password: 'a wrong one' }, 'Sign as performed');
  await expect(hand.getByText('Nothing was signed.')).toBeVisible();
  await sign(hand, technician, 'Sign as performed');
  await expect(hand.getByText(`Performed by ${technician.name}`)).toBeVisible();

  await desk.goto(hand.url());
  await sign(desk, administrator, 'Approve');
  await expect(desk.getByText(`Approved by ${administrator.name}`)).toBeVisible();
  await desk.goto('/power/tests');
  await desk.getByRole('link', { name: 'F: fuel low' }).first().click();
  await expect(desk.getByText('2 signatures')).toBeVisible();
  await desk.getByRole('button', { name: 'End the test' }).click();
  await expect(desk.getByRole('heading', { name: 'Test F, fuel low' })).toBeVisible();
});
