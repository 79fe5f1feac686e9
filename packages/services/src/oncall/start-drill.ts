import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { composeDrill, isUnderWay } from './compose-drill.ts';
import { loadTellingSetup } from './who-is-told.ts';

export const StartDrill = z.strictObject({ siteId: Id });

export type StartDrillRefusal =
  | NotFound
  /** No channel reaches anybody who could be told. */
  | { readonly kind: 'nobody-to-tell' }
  | { readonly kind: 'drill-under-way' };

/** A marked message to everybody whom the site may ever tell, by every way to them. Its times are the proof that people can be told. */
export const startDrill = defineVerb({
  action: 'drill.start',
  input: StartDrill,
  run: async (context, { siteId }): Promise<Result<{ readonly id: string }, StartDrillRefusal>> => {
    const { store, now } = context;
    const setup = await loadTellingSetup(store);
    if (!setup.sites.some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
    if (await isUnderWay(context, siteId)) return refuse({ kind: 'drill-under-way' });
    const id = context.newId();
    const { recipients, notices, unreached } = composeDrill(context, setup, { id, siteId });
    if (notices.length === 0) return refuse({ kind: 'nobody-to-tell' });
    const drill = {
      ...{ id, siteId, kind: 'drill' as const, startedAt: now(), startedBy: actorName(context.actor), unreached },
      ...{ dueAt: null, omitted: null },
    };
    const after = { recipients, messages: notices.length, unreached: unreached.length };
    const record = { action: 'drill.start', objectKind: 'drill', objectId: id, after };
    await store.notify.startDrill(drill, notices, auditOf(context, record));
    return ok({ id });
  },
});
