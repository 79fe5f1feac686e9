import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { ingestorRights } from '../broker/account-rights.ts';
import { isTopicFilter } from '../broker/topic-filter.ts';
import { isUserName } from '../broker/user-name.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { type Credential, makeCredential, withoutHash } from './credential.ts';

/** `filters` are what the dialects in use listen to. The client id of the ingestor pair equals the user name. */
export const IssueIngestorCredential = z.strictObject({
  userName: z.string(),
  filters: z.array(z.string().refine(isTopicFilter, 'is not a topic filter')).min(1).max(100),
});

export type IssueIngestorCredentialRefusal =
  | { readonly kind: 'invalid-device-id'; readonly id: string }
  | { readonly kind: 'device-exists'; readonly id: string };

/** Makes or renews the account that an ingestor pair uses: it reads telemetry and writes acknowledgements and requests for births only. */
export const issueIngestorCredential = defineVerb({
  action: 'device.add',
  input: IssueIngestorCredential,
  run: async (context, input): Promise<Result<{ readonly credential: Credential }, IssueIngestorCredentialRefusal>> => {
    const { userName, filters } = input;
    if (!isUserName(userName)) return refuse({ kind: 'invalid-device-id', id: userName });
    const who = { userName, dialect: null, kind: 'ingestor' as const };
    const { account, credential } = await makeCredential(context, who, ingestorRights(filters));
    return context.store.site.transaction(async (tx) => {
      const before = (await tx.brokerAccounts()).find((other) => other.userName === userName);
      if (before && before.kind !== 'ingestor') return refuse({ kind: 'device-exists', id: userName });
      await tx.putBrokerAccount(account);
      await tx.audit(
        auditOf(context, {
          action: 'device.issue-credential',
          objectKind: 'device',
          objectId: userName,
          before: before && withoutHash(before),
          after: withoutHash(account),
        }),
      );
      return ok({ credential });
    });
  },
});
