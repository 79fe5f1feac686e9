import { type DeviceStatus, ok, type Result, refuse } from '@wachter/core';
import { actorName } from '../access/actor.ts';
import { auditOf, type Context } from '../context.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { accountOf } from './credential.ts';

export type SetStatusRefusal =
  | NotFound
  | { readonly kind: 'already-in-status'; readonly id: string; readonly status: DeviceStatus };

/** Ends the credential of a device. Gives its user name, null when it has none of its own or it had ended before. */
export async function endCredential(
  tx: SiteTransaction,
  device: { readonly id: string; readonly dialect: string },
  now: number,
): Promise<string | null> {
  const account = await accountOf(tx, device);
  if (!account || account.revokedAt !== null) return null;
  await tx.putBrokerAccount({ ...account, revokedAt: now });
  return account.userName;
}

/** Shared by `ignoreDevice` and `blockDevice`: one status, one audit row. */
export async function setStatus(
  context: Context,
  id: string,
  status: 'ignored' | 'blocked',
): Promise<Result<{ readonly revoked: string | null }, SetStatusRefusal>> {
  return context.store.site.transaction(async (tx) => {
    const device = await tx.device(id);
    if (!device) return refuse(notFound('device', id));
    if (device.status === status) return refuse({ kind: 'already-in-status', id, status });
    await tx.setDeviceStatus(id, status, actorName(context.actor), context.now());
    const revoked = status === 'blocked' ? await endCredential(tx, device, context.now()) : null;
    await tx.audit(
      auditOf(context, {
        action: status === 'blocked' ? 'device.block' : 'device.ignore',
        objectKind: 'device',
        objectId: id,
        before: { status: device.status },
        after: { status, revoked },
      }),
    );
    return ok({ revoked });
  });
}
