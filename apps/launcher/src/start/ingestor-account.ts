import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verifySecret } from '@wachter/services/broker/secret';
import type { Context } from '@wachter/services/context';
import { issueIngestorCredential } from '@wachter/services/device/issue-ingestor-credential';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { writePrivateFile } from '../secret-file.ts';

/** User name and client id of the one session of the ingestor pair. */
export const ingestorName = 'wachter-ingestor';

/**
 * The file with the password of the ingestor's broker account; both are made when they are missing or do not fit together. It may read
 * every topic, since mappings of one's own can name any, and write acknowledgements and requests for births only.
 */
export async function ensureIngestorAccount(context: Context, secrets: string): Promise<string> {
  const file = path.join(secrets, 'ingestor-mqtt-password');
  const accounts = await context.store.site.brokerAccounts();
  const account = accounts.find(({ userName }) => userName === ingestorName);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  const isGood = account && kept && account.revokedAt === null && (await verifySecret(kept, account.secretHash, context.crypto));
  if (isGood) return file;
  const { credential } = valueOrRefuse(await issueIngestorCredential(context, { userName: ingestorName, filters: ['#'] }));
  writePrivateFile(file, `${credential.secret}\n`);
  return file;
}
