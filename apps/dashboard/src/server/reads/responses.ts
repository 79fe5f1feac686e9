import type { Context } from '@wachter/services/context';
import type { Advice, Responses } from '../../features/alarms/responses.ts';
import { mayRead } from './read.ts';

/** Each advice once; empty when the actor may not read rules. */
export async function readResponses(context: Context): Promise<Responses> {
  const siteId = context.actor.kind === 'display' ? context.actor.siteId : null;
  if (!mayRead(context, 'rule.read', { kind: 'rule', siteId }).ok) return { advice: [], ofRule: {} };
  const rules = await context.store.site.rules();
  const advice: Advice[] = [];
  const places = new Map<string, number>();
  const ofRule: Record<string, number> = {};
  for (const { id, siteId: site, response, respondWithinMinutes } of rules) {
    if (!response || (siteId !== null && site !== siteId)) continue;
    const key = JSON.stringify([response.en, response.nl, respondWithinMinutes]);
    const place = places.get(key) ?? advice.push({ response, respondWithinMinutes }) - 1;
    places.set(key, place);
    ofRule[id] = place;
  }
  return { advice, ofRule };
}
