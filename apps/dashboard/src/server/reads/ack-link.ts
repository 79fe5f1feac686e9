import { describeAlarm, type Locale, quantityById } from '@wachter/core';
import { type LinkView, readLink } from '@wachter/services/notice/link';
import { services } from '../store.ts';

export type AckPage =
  | Exclude<LinkView, { readonly kind: 'alarm' }>
  | { readonly kind: 'alarm'; readonly person: string; readonly sentence: string };

/** What the link in a message shows: the alarm in one sentence, or why the link is worth nothing. Changes nothing. */
export async function readAckPage(token: string, locale: Locale): Promise<AckPage> {
  const view = await readLink(services(), token);
  if (view.kind !== 'alarm') return view;
  const { alarm, person } = view;
  const { site } = services().store;
  const point = alarm.pointId === null ? null : await site.point(alarm.pointId);
  const device = alarm.deviceId === null ? null : await site.device(alarm.deviceId);
  const placeId = point?.locationId ?? device?.locationId ?? null;
  const location = (await site.locations(alarm.siteId)).find(({ id }) => id === placeId) ?? null;
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  return { kind: 'alarm', person, sentence: describeAlarm(alarm, { point, device, location, quantity }, locale) };
}
