import { breakWords } from '@wachter/services/audit/break-words';
import { verifyAudit } from '@wachter/services/audit/verify';
import { commandContext, openDatabase } from '../database.ts';

/** Opens a restored database with our own storage and walks its audit trail. Throws when that is broken. */
export async function lookInto(url: string): Promise<Readonly<Record<string, number>>> {
  const store = openDatabase(url, 'wachter backup');
  try {
    const verdict = await verifyAudit(commandContext(store, 'backups'), {});
    if (!verdict.ok) throw new Error('The audit trail may not be read.');
    const { sound, broken } = verdict.value;
    if (broken) throw new Error(`The restored audit trail is broken. ${breakWords(broken).en}`);
    return { auditRecords: sound };
  } finally {
    await store.close();
  }
}
