import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verifySecret } from '@wachter/services/broker/secret';
import type { Context } from '@wachter/services/context';
import { auditOf } from '@wachter/services/context';
import { makeCredential, withoutHash } from '@wachter/services/device/credential';
import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { importSite } from '@wachter/services/site/import';
import { z } from 'zod';
import type { DataFolder } from '../data-folder.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { secretIn, writePrivateFile } from '../secret-file.ts';
import { planDemoTests } from './demo-plan.ts';

export interface Demo {
  /** 0600, JSON of account → secret; what the simulator logs in with. */
  readonly credentialsFile: string;
  /** 0600, the bearer token of the simulator's control port. */
  readonly controlTokenFile: string;
  readonly says: string;
}

const slug = 'rotterdam-1';
const Account = z.object({
  userName: z.string(),
  kind: z.enum(['device', 'gateway']),
  dialect: z.string(),
  publish: z.array(z.string()),
  subscribe: z.array(z.string()),
});
type Account = z.infer<typeof Account>;

/**
 * The demo site with its devices approved and a credential for each account its simulated devices use. A demo site that is there stays as
 * people have changed it; beside sites of one's own none is made. Null = no demo.
 */
export async function ensureDemo(
  context: Context,
  where: { readonly root: string; readonly folder: DataFolder },
): Promise<Demo | null> {
  const siteFile = path.join(where.root, `firmware-sim/sites/${slug}.yaml`);
  const accountsFile = path.join(where.root, `firmware-sim/sites/${slug}.accounts.json`);
  if (!existsSync(siteFile) || !existsSync(accountsFile)) return null;
  const sites = await context.store.site.sites();
  const isThere = sites.some((site) => site.slug === slug);
  if (!isThere && sites.length > 0) return null;
  if (!isThere) {
    const { siteId } = valueOrRefuse(await importSite(context, { text: readFileSync(siteFile, 'utf8'), isDemo: true }));
    if (siteId) await planDemoTests(context, siteId);
  }
  const wanted = z.array(Account).parse(JSON.parse(readFileSync(accountsFile, 'utf8')));
  const credentialsFile = path.join(where.folder.secrets, 'simulator.json');
  const made = await ensureAccounts(context, wanted, credentialsFile);
  const controlTokenFile = path.join(where.folder.secrets, 'sim-control-token');
  secretIn(controlTokenFile);
  const says = isThere ? 'demo site is there' : `demo site made, ${made} device credentials`;
  return { credentialsFile, controlTokenFile, says };
}

/** Gives a new secret to every account that has none we know. Revoked accounts stay revoked. Returns how many were made. */
async function ensureAccounts(context: Context, wanted: readonly Account[], file: string): Promise<number> {
  const kept = keptSecrets(file);
  const known = new Map((await context.store.site.brokerAccounts()).map((account) => [account.userName, account]));
  const missing: Account[] = [];
  for (const account of wanted)
    if (!(await isGood(context, known.get(account.userName), kept[account.userName]))) missing.push(account);
  if (missing.length === 0) return 0;
  const made = await Promise.all(
    missing.map(({ userName, kind, dialect, publish, subscribe }) =>
      makeCredential(context, { userName, kind, dialect }, { publish, subscribe }),
    ),
  );
  // The secrets are on disk before they count: a start that is killed in between makes new ones.
  writePrivateFile(
    file,
    `${JSON.stringify({ ...kept, ...Object.fromEntries(made.map(({ credential }) => [credential.userName, credential.secret])) })}\n`,
  );
  await context.store.site.transaction(async (tx) => {
    for (const { account } of made) {
      await tx.putBrokerAccount(account);
      const record = { action: 'device.issue-credential', objectKind: 'device', objectId: account.userName };
      await tx.audit(auditOf(context, { ...record, after: withoutHash(account) }));
    }
  });
  return made.length;
}

async function isGood(context: Context, account: BrokerAccount | undefined, secret: string | undefined): Promise<boolean> {
  if (!account) return false;
  if (account.revokedAt !== null) return true;
  return secret !== undefined && verifySecret(secret, account.secretHash, context.crypto);
}

function keptSecrets(file: string): Readonly<Record<string, string>> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
