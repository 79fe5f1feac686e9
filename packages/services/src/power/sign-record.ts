import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName, actorUser } from '../access/actor.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredSignature } from '../ports/test-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

/** `contentHash`: what the signer has seen. The edge has asked for the password of the signer just before. */
export const SignTestRecord = z.strictObject({
  recordId: Id,
  version: z.number().int().min(1),
  contentHash: z.string().regex(/^[0-9a-f]{64}$(?!\n)/),
});

export type SignRefusal =
  | NotFound
  | { readonly kind: 'record-changed'; readonly by: string; readonly at: number }
  | { readonly kind: 'already-signed'; readonly by: string; readonly at: number }
  /** Only a person with an account signs. */
  | { readonly kind: 'not-a-person' }
  /** Nobody approves what nobody has signed as performed. */
  | { readonly kind: 'not-signed-yet' }
  /** Who performed it does not approve it. */
  | { readonly kind: 'same-person' };

type Signed = Promise<Result<StoredSignature, SignRefusal>>;

const sign = (context: Context, input: z.output<typeof SignTestRecord>, role: StoredSignature['role']): Signed =>
  context.store.site.transaction(async (tx) => {
    const userId = actorUser(context.actor);
    if (userId === null) return refuse({ kind: 'not-a-person' });
    const last = (await tx.testRecords({ recordId: input.recordId })).at(-1);
    if (!last) return refuse(notFound('record', input.recordId));
    if (last.version !== input.version || last.contentHash !== input.contentHash) {
      return refuse({ kind: 'record-changed', by: last.recordedBy, at: last.recordedAt });
    }
    const known = last.signatures.find((one) => one.role === role);
    if (known) return refuse({ kind: 'already-signed', by: known.name, at: known.signedAt });
    const performed = last.signatures.find((one) => one.role === 'performed');
    if (role === 'approved' && !performed) return refuse({ kind: 'not-signed-yet' });
    if (role === 'approved' && performed?.userId === userId) return refuse({ kind: 'same-person' });
    const { recordId, version, contentHash } = last;
    const by = { userId, name: actorName(context.actor), signedAt: context.now() };
    const signature: StoredSignature = { recordId, version, contentHash, role, ...by };
    await tx.addTestSignature(signature);
    const action = role === 'performed' ? 'record.sign' : 'record.approve';
    await tx.audit(auditOf(context, { action, objectKind: 'record', objectId: recordId, after: { version, contentHash } }));
    return ok(signature);
  });

/** Signs the latest version as the one who did it. */
export const signTestRecord = defineVerb({
  action: 'record.sign',
  input: SignTestRecord,
  run: (context, input): Signed => sign(context, input, 'performed'),
});

/** Approves it as another person. */
export const approveTestRecord = defineVerb({
  action: 'record.approve',
  input: SignTestRecord,
  run: (context, input): Signed => sign(context, input, 'approved'),
});
