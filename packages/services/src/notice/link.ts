import type { Alarm } from '@wachter/core';
import { type Actor, isRole } from '../access/actor.ts';
import { can } from '../access/can.ts';
import { hashToken } from '../access/token-secret.ts';
import { type AcknowledgedAlarm, acknowledgeAlarms } from '../alarm/acknowledge.ts';
import type { Services } from '../context.ts';
import type { ActionLink } from '../ports/notify-store.ts';

/** What a link is worth at this moment. Looking changes nothing: previews of messages open every link. */
export type LinkView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'used'; readonly at: number }
  | { readonly kind: 'expired' }
  /** The person may not acknowledge any more. */
  | { readonly kind: 'not-allowed' }
  /** A link of an exercise: the press says that it arrived, and changes no alarm. */
  | { readonly kind: 'drill'; readonly person: string }
  | { readonly kind: 'alarm'; readonly person: string; readonly alarm: Alarm; readonly activation: number };

export type LinkOutcome =
  | Exclude<LinkView, { readonly kind: 'alarm' | 'drill' }>
  | { readonly kind: 'drill-done' }
  | AcknowledgedAlarm['outcome'];

interface Found {
  readonly view: LinkView;
  readonly link: ActionLink | null;
  readonly actor: Actor | null;
}

async function find({ store, crypto, now }: Services, token: string): Promise<Found> {
  const link = await store.notify.link(hashToken(token, crypto));
  const nobody = { link, actor: null };
  if (!link) return { view: { kind: 'unknown' }, ...nobody };
  if (link.usedAt !== null) return { view: { kind: 'used', at: link.usedAt }, ...nobody };
  if (link.expiresAt <= now()) return { view: { kind: 'expired' }, ...nobody };
  const user = (await store.people.users()).find(({ id }) => id === link.userId);
  if (!user || user.isDisabled || !isRole(user.role)) return { view: { kind: 'not-allowed' }, ...nobody };
  if (link.subjectKind === 'drill') return { view: { kind: 'drill', person: user.name }, link, actor: null };
  const actor = { kind: 'user' as const, id: user.id, name: user.name, role: user.role };
  if (!can(actor, 'alarm.acknowledge', { kind: 'alarm' }).allowed) return { view: { kind: 'not-allowed' }, ...nobody };
  const alarm = await store.alarms.get(link.subjectId);
  if (!alarm) return { view: { kind: 'unknown' }, ...nobody };
  return { view: { kind: 'alarm', person: user.name, alarm, activation: link.activation }, link, actor };
}

export const readLink = async (services: Services, token: string): Promise<LinkView> => (await find(services, token)).view;

/**
 * Acknowledges in the name of the person whom the link names, once, by the verb that everybody uses. The word is stored before the link is
 * used up: a death in between leaves a link that says "acknowledged already".
 */
export async function acknowledgeByLink(services: Services, token: string, comment: string | null): Promise<LinkOutcome> {
  const { view, link, actor } = await find(services, token);
  if (view.kind === 'drill') {
    const isFirst = link !== null && (await services.store.notify.useLink(link.tokenHash, services.now()));
    return isFirst ? { kind: 'drill-done' } : { kind: 'used', at: services.now() };
  }
  if (view.kind !== 'alarm') return view;
  if (!link || !actor) return { kind: 'unknown' };
  const what = { alarmId: view.alarm.id, activation: view.activation };
  const done = await acknowledgeAlarms({ ...services, actor, source: 'link' }, { alarms: [what], comment });
  if (!done.ok) return done.error.kind === 'forbidden' ? { kind: 'not-allowed' } : { kind: 'comment-required' };
  const outcome = done.value[0]?.outcome ?? { kind: 'not-found' };
  if (outcome.kind === 'acknowledged') await services.store.notify.useLink(link.tokenHash, services.now());
  return outcome;
}
