import { type Instant, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { scopes } from '../access/policy.ts';
import { hashToken, newTokenSecret } from '../access/token-secret.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Name } from '../fields.ts';
import { type Invalid, invalid } from '../refusal.ts';

/** `expiresAt` null = until revoked. */
export const CreateToken = z.strictObject({
  name: Name,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  expiresAt: z.number().int().positive().nullish(),
});

export interface CreatedToken {
  readonly id: string;
  /** Shown once. */
  readonly secret: string;
  readonly expiresAt: Instant | null;
}

export const createToken = defineVerb({
  action: 'token.manage',
  input: CreateToken,
  run: async (context, input): Promise<Result<CreatedToken, Invalid>> => {
    const expiresAt = input.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= context.now()) return refuse(invalid('expiresAt', 'lies in the past'));
    const secret = newTokenSecret('api', context.crypto);
    const token = {
      id: context.newId(),
      name: input.name,
      prefix: secret.slice(0, 18),
      scopes: [...new Set(input.scopes)],
      createdAt: context.now(),
      createdBy: actorName(context.actor),
      expiresAt,
    };
    const record = { action: 'token.create', objectKind: 'token', objectId: token.id, after: token };
    await context.store.people.createToken({ ...token, tokenHash: hashToken(secret, context.crypto) }, auditOf(context, record));
    return ok({ id: token.id, secret, expiresAt });
  },
});
