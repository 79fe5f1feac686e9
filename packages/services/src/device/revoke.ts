import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { accountOf } from './credential.ts';

/** A device id, or the user name of a gateway's account. */
export const RevokeDevice = z.strictObject({ id: DeviceId });

export type RevokeDeviceRefusal =
  | NotFound
  | { readonly kind: 'no-credential'; readonly id: string }
  | { readonly kind: 'already-revoked'; readonly id: string; readonly at: number };

/** Ends a credential. The device, its points and its history stay. */
export const revokeDevice = defineVerb({
  action: 'device.revoke',
  input: RevokeDevice,
  run: (context, { id }): Promise<Result<{ readonly userName: string }, RevokeDeviceRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const device = await tx.device(id);
      const account = device
        ? await accountOf(tx, device)
        : ((await tx.brokerAccounts()).find(({ userName }) => userName === id) ?? null);
      if (!account) return refuse(device ? { kind: 'no-credential', id } : notFound('device', id));
      if (account.revokedAt !== null) return refuse({ kind: 'already-revoked', id, at: account.revokedAt });
      await tx.putBrokerAccount({ ...account, revokedAt: context.now() });
      const { userName } = account;
      const change = { before: { userName, revokedAt: null }, after: { userName, revokedAt: context.now() } };
      await tx.audit(auditOf(context, { action: 'device.revoke', objectKind: 'device', objectId: id, ...change }));
      return ok({ userName });
    }),
});
