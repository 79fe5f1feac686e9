import { addUser } from '@wachter/services/user/add';
import { commandContext, openDatabase } from '../../../../apps/launcher/src/database.ts';
import type { Dashboard } from './dashboard.ts';
import { withClient } from './database.ts';

/** A person of the bench, signed in as one is: the value of the `Cookie` header. */
export async function signIn({ url }: Dashboard, databaseUrl: string): Promise<string> {
  const store = openDatabase(databaseUrl, 'wachter-bench');
  try {
    const added = await addUser(commandContext(store, 'bench'), { name: 'Bench', email: 'bench@bench.example', role: 'manager' });
    if (!added.ok) throw new Error(`no person was made for the bench: ${added.error.kind}`);
    await withClient(databaseUrl, (client) => client.query('UPDATE "user" SET must_change_password = false'));
    const { email, oneTimePassword: password } = added.value;
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email, password }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!answer.ok || !cookie) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
    return cookie;
  } finally {
    await store.close();
  }
}
