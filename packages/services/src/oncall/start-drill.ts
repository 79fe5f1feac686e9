import { isDrillUnderWay, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { drillNotices, mayBeTold } from './drill-notices.ts';
import { loadTellingSetup, tellingAt } from './who-is-told.ts';

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
    const [last] = await store.notify.drills(siteId, { limit: 1, kind: 'drill' });
    if (last && isDrillUnderWay(await store.notify.noticesOf(last.id))) return refuse({ kind: 'drill-under-way' });
    const telling = tellingAt(setup, context.channels, now());
    const ways = mayBeTold(setup, telling, siteId).map((recipient) => ({ recipient, routes: telling.routesOf(recipient) }));
    const id = context.newId();
    const notices = ways.flatMap((way) => drillNotices(context, id, way));
    if (notices.length === 0) return refuse({ kind: 'nobody-to-tell' });
    const unreached = ways.filter(({ routes }) => routes.length === 0).map(({ recipient }) => recipient);
    const drill = { id, siteId, kind: 'drill' as const, startedAt: now(), startedBy: actorName(context.actor), unreached };
    const after = { recipients: ways.length, messages: notices.length, unreached: unreached.length };
    const record = { action: 'drill.start', objectKind: 'drill', objectId: id, after };
    await store.notify.startDrill(drill, notices, auditOf(context, record));
    return ok({ id });
  },
});
