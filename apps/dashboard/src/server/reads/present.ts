import { type LiveSnapshot, ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { Store } from '@wachter/services/ports/store';
import { audienceOf, type SiteLookup, siteLookup } from '../live/audience.ts';
import { mayRead, type Read } from './read.ts';
import { lastSiteModel, readSiteModel } from './site-model.ts';

/** Which site points and devices belong to, for what displays may see. */
export const siteLookupOf = (store: Store): SiteLookup => siteLookup(() => lastSiteModel(store));

/** The present once, for the first picture of a page; afterwards the stream carries it on. */
export async function readPresent(context: Context): Promise<Read<LiveSnapshot>> {
  const { actor } = context;
  const siteId = actor.kind === 'display' ? actor.siteId : null;
  const allowed = mayRead(context, 'point.read', { kind: 'point', siteId });
  if (!allowed.ok) return allowed;
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  return ok(audienceOf(actor, siteLookupOf(context.store)).snapshot(await context.store.live.snapshot()));
}
