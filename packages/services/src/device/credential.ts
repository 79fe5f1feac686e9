import { actorName } from '../access/actor.ts';
import { type AccountRights, rightsOf } from '../broker/account-rights.ts';
import { hashSecret, newSecret } from '../broker/secret.ts';
import { isUserName } from '../broker/user-name.ts';
import type { Context } from '../context.ts';
import type { BrokerAccount, SiteReads } from '../ports/site-store.ts';

/** What a person pastes into a device. The secret is shown once and kept nowhere. */
export interface Credential {
  readonly userName: string;
  readonly secret: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** A fresh account with its secret; nothing is stored yet. */
export async function makeCredential(
  context: Context,
  who: { readonly userName: string; readonly dialect: string | null; readonly kind: BrokerAccount['kind'] },
  rights: Pick<BrokerAccount, 'publish' | 'subscribe'>,
): Promise<{ readonly account: BrokerAccount; readonly credential: Credential }> {
  const secret = newSecret(context.crypto);
  const { publish, subscribe } = rights;
  const account: BrokerAccount = {
    ...who,
    publish,
    subscribe,
    secretHash: await hashSecret(secret, context.crypto),
    createdAt: context.now(),
    createdBy: actorName(context.actor),
    revokedAt: null,
  };
  return { account, credential: { userName: who.userName, secret, publish, subscribe } };
}

/** Directory key of the device that speaks a dialect under its own account; null for a gateway, whose devices name themselves. */
export function directoryId(dialect: string, userName: string, rights: AccountRights): string | null {
  if (rights.kind === 'gateway') return null;
  return dialect === 'native' ? userName : `${dialect}/${userName}`;
}

/** Account that a device of its own credential uses; null when it speaks through a gateway or never had one. */
export async function accountOf(
  reads: Pick<SiteReads, 'brokerAccounts'>,
  device: { readonly id: string; readonly dialect: string },
): Promise<BrokerAccount | null> {
  const userName = device.dialect === 'native' ? device.id : device.id.replace(`${device.dialect}/`, '');
  if (!isUserName(userName) || rightsOf(device.dialect, userName)?.kind === 'gateway') return null;
  const accounts = await reads.brokerAccounts();
  return accounts.find((account) => account.userName === userName && account.dialect === device.dialect) ?? null;
}

/** An account without its hash: what audit rows and lists may hold. */
export const withoutHash = ({ secretHash: _, ...account }: BrokerAccount): Omit<BrokerAccount, 'secretHash'> => account;
