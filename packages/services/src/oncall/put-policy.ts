import { EscalationPolicy, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';
import { strangersOf } from './policy-strangers.ts';
import { loadTellingSetup } from './who-is-told.ts';

export const PutPolicy = z.strictObject({ siteId: Id, policy: EscalationPolicy.nullable() });

/** The steps of a site per priority; null: the default again. What is under way goes on by the new ones. */
export const putPolicy = defineVerb({
  action: 'rota.edit',
  input: PutPolicy,
  run: async (context, { siteId, policy }): Promise<Result<null, Invalid | NotFound>> => {
    const { store } = context;
    const setup = await loadTellingSetup(store);
    if (!setup.sites.some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
    const issues = policy === null ? [] : strangersOf(policy, setup);
    if (issues.length > 0) return refuse({ kind: 'invalid', issues });
    const before = setup.policies.find((row) => row.siteId === siteId)?.policy;
    const record = { action: 'policy.put', objectKind: 'site', objectId: siteId, before, after: policy };
    await store.notify.putPolicy({ siteId, policy }, auditOf(context, record));
    return ok(null);
  },
});
