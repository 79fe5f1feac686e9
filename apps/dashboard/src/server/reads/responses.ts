import type { Words } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { Responses } from '../../features/wall/responses.ts';
import { mayRead } from './read.ts';

/** Each text once; empty when the actor may not read rules. */
export async function readResponses(context: Context): Promise<Responses> {
  const siteId = context.actor.kind === 'display' ? context.actor.siteId : null;
  if (!mayRead(context, 'rule.read', { kind: 'rule', siteId }).ok) return { texts: [], ofRule: {} };
  const rules = await context.store.site.rules();
  const texts: Words[] = [];
  const places = new Map<string, number>();
  const ofRule: Record<string, number> = {};
  for (const rule of rules) {
    if (!rule.response || (siteId !== null && rule.siteId !== siteId)) continue;
    const known = places.get(rule.response.en);
    const place = known ?? texts.push(rule.response) - 1;
    places.set(rule.response.en, place);
    ofRule[rule.id] = place;
  }
  return { texts, ofRule };
}
