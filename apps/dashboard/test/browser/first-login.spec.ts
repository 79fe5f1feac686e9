import { choosePassword, expect, signIn, test } from './product-test.ts';

test('the first administrator comes in with the one-time password and must choose one', async ({ page, product }) => {
  const { email, password } = product.firstLogin;
  await page.goto('/');
  await expect(page).toHaveURL(/\/login/);

  await signIn(page, { email, password: 'not the password' });
  await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is not right' })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(email);

  await signIn(page, { email, password });
  await expect(page).toHaveURL(/\/change-password/);
  await page.goto('/alarms');
  await expect(page).toHaveURL(/\/change-password/);

  await choosePassword(page, { current: password, next: 'short' });
  await expect(page.getByRole('alert').filter({ hasText: 'at least 12 characters' })).toBeVisible();
  await choosePassword(page, { current: password, next: 'five blue boats on the Maas' });
  await expect(page).toHaveURL(`${product.url}/`);
  await expect(page.getByRole('link', { name: /Data hall A/ })).toBeVisible();
  await expect(page.getByTestId('proof-of-life')).toBeVisible();

  const answer = await page.request.post('/login', { form: { email, password } });
  expect(answer.headers()['set-cookie'] ?? '').not.toContain('session');
});

test('nobody sees a page without signing in, and comes back to the page that was asked for', async ({ page, technician }) => {
  for (const path of ['/alarms', '/rooms/hall-a', '/devices', '/about']) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/login\\?to=${encodeURIComponent(path)}`));
  }
  await page.goto('/rooms/hall-a');
  await signIn(page, technician);
  await expect(page).toHaveURL(/\/rooms\/hall-a/);
});

test('a technician does not find what is for administrators', async ({ browse, technician }) => {
  const page = await browse(technician.session);
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Alarms' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Users and displays' })).toHaveCount(0);
  await page.goto('/users');
  await expect(page.getByText(/may not|not allowed/i).first()).toBeVisible();
});
