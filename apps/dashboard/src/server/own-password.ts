import { setTimeout as wait } from 'node:timers/promises';
import { addressOf } from './address.ts';
import { attempts } from './attempts.ts';
import { authDatabase } from './auth-database.ts';
import { verifyPassword } from './passwords.ts';
import { slowDown } from './slow-down.ts';

/** Is it the person's present password? Wrong guesses count and slow down as at the login. */
export async function ownPasswordMatches(
  { userId, email, password }: { readonly userId: string; readonly email: string; readonly password: string },
  heads: { readonly get: (name: string) => string | null },
): Promise<boolean> {
  const database = authDatabase();
  const counted = attempts(database);
  const address = addressOf(heads);
  const pace = slowDown(await counted.read(email, address), Date.now(), Math.random());
  if (pace.kind === 'refuse') return false;
  if (pace.delayMs > 0) await wait(pace.delayMs);
  const account = await database.read('reading a password', (client) =>
    client.account.findFirst({ where: { userId, providerId: 'credential' }, select: { password: true } }),
  );
  const matches = account?.password ? await verifyPassword({ hash: account.password, password }) : false;
  if (!matches) await counted.failed(email, address, Date.now());
  return matches;
}
