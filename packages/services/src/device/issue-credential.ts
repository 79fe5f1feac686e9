import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { rightsOf } from '../broker/account-rights.ts';
import { isUserName } from '../broker/user-name.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { accountOf, type Credential, makeCredential, withoutHash } from './credential.ts';

/** `id` of a device with a credential of its own, or the user name of a gateway's account. */
export const IssueCredential = z.strictObject({ id: DeviceId });

export type IssueCredentialRefusal =
  | NotFound
  | { readonly kind: 'device-blocked'; readonly id: string }
  /** The user name belongs to another account: names on the wire are chosen by strangers. */
  | { readonly kind: 'device-exists'; readonly id: string }
  | { readonly kind: 'speaks-through-gateway'; readonly id: string };

/** A new secret in place of the old one, which stops working at once. Also gives a device of a site file its first credential. */
export const issueCredential = defineVerb({
  action: 'device.add',
  input: IssueCredential,
  run: (context, { id }): Promise<Result<{ readonly credential: Credential }, IssueCredentialRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const device = await tx.device(id);
      const named = device ? null : (await tx.brokerAccounts()).find((account) => account.userName === id);
      const before = (device ? await accountOf(tx, device) : named) ?? null;
      if (!device && !before) return refuse(notFound('device', id));
      if (device?.status === 'blocked') return refuse({ kind: 'device-blocked', id });
      const dialect = before?.dialect ?? device?.dialect ?? null;
      const userName = before?.userName ?? id.replace(`${dialect}/`, '');
      const rights = before ?? (dialect && isUserName(userName) ? rightsOf(dialect, userName) : null);
      if (!rights || (!before && rights.kind === 'gateway')) return refuse({ kind: 'speaks-through-gateway', id });
      const isTaken = !before && (await tx.brokerAccounts()).some((account) => account.userName === userName);
      if (isTaken) return refuse({ kind: 'device-exists', id: userName });
      const made = await makeCredential(context, { userName, dialect, kind: rights.kind }, rights);
      await tx.putBrokerAccount(made.account);
      await tx.audit(
        auditOf(context, {
          action: 'device.issue-credential',
          objectKind: 'device',
          objectId: id,
          before: before && withoutHash(before),
          after: withoutHash(made.account),
        }),
      );
      return ok({ credential: made.credential });
    }),
});
