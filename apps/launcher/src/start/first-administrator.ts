import { existsSync, rmSync } from 'node:fs';
import type { Context } from '@wachter/services/context';
import { addUser } from '@wachter/services/user/add';
import { resetPassword } from '@wachter/services/user/reset-password';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { writePrivateFile } from '../secret-file.ts';

export const firstAdministratorEmail = 'admin@wachter.local';

export type FirstLogin =
  /** Made now: the only time the password is shown. */
  | { readonly kind: 'new'; readonly email: string; readonly password: string }
  /** Made earlier and not used yet; the file has it. */
  | { readonly kind: 'waiting'; readonly email: string }
  | { readonly kind: 'done' };

/**
 * Makes the first administrator when there is nobody. The one-time password goes to `file` (0600) as well, which is removed once it was
 * changed. A start that was killed before it wrote the file is mended by the next: a new password, for an account nobody has used.
 */
export async function ensureFirstAdministrator(context: Context, file: string): Promise<FirstLogin> {
  const users = await context.store.people.users();
  if (users.length === 0) {
    const { email, oneTimePassword } = valueOrRefuse(
      await addUser(context, { name: 'Administrator', email: firstAdministratorEmail, role: 'administrator' }),
    );
    return shown(file, email, oneTimePassword);
  }
  const first = users.find((user) => user.email === firstAdministratorEmail);
  if (!first?.mustChangePassword || first.isDisabled) {
    rmSync(file, { force: true });
    return { kind: 'done' };
  }
  if (existsSync(file)) return { kind: 'waiting', email: first.email };
  if (users.length > 1) return { kind: 'done' };
  const { oneTimePassword } = valueOrRefuse(await resetPassword(context, { id: first.id }));
  return shown(file, first.email, oneTimePassword);
}

function shown(file: string, email: string, password: string): FirstLogin {
  writePrivateFile(
    file,
    `e-mail: ${email}\none-time password: ${password}\nIt must be changed at the first login; this file goes away then.\n`,
  );
  return { kind: 'new', email, password };
}
