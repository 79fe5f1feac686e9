import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { hashToken, newTokenSecret } from '../access/token-secret.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

/** Size and distance set the smallest text that the wall may use. `siteId` null = all sites. */
export const AddDisplay = z.strictObject({
  name: Name,
  siteId: Id.nullish(),
  locale: z.enum(['en', 'nl']).default('en'),
  theme: z.enum(['dark', 'light']).default('dark'),
  diagonalInch: z.number().min(5).max(500).default(55),
  distanceMeters: z.number().min(0.3).max(100).default(5),
});

export interface AddedDisplay {
  readonly id: string;
  /** Shown once; typed or opened on the screen, which changes it for a cookie. */
  readonly secret: string;
}

export const addDisplay = defineVerb({
  action: 'display.manage',
  input: AddDisplay,
  run: async (context, input): Promise<Result<AddedDisplay, NotFound>> => {
    const siteId = input.siteId ?? null;
    if (siteId !== null && !(await context.store.site.sites()).some((site) => site.id === siteId)) {
      return refuse(notFound('site', siteId));
    }
    const secret = newTokenSecret('display', context.crypto);
    const display = {
      ...input,
      siteId,
      id: context.newId(),
      createdAt: context.now(),
      createdBy: actorName(context.actor),
    };
    const record = { action: 'display.add', objectKind: 'display', objectId: display.id, after: display };
    const tokenHash = hashToken(secret, context.crypto);
    await context.store.people.createDisplay({ ...display, tokenHash }, auditOf(context, record));
    return ok({ id: display.id, secret });
  },
});
