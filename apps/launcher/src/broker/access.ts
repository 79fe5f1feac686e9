import { mayPublish, maySubscribe } from '@wachter/services/broker/may';
import { matchesFilter } from '@wachter/services/broker/topic-filter';
import type { BrokerAccount } from '@wachter/services/ports/site-store';

export type PublishDecision =
  | { readonly kind: 'allowed' }
  /** Allowed, but it must not stay on the broker: a retained reading would pass for a fresh one later. */
  | { readonly kind: 'without-retain' }
  | { readonly kind: 'refused' };

/** What a device is and whether it is there may stay on the broker, in the words of each dialect. A reading never does. */
const mayStay = [
  /^wachter\/v1\/[^/]+\/(birth|status)$/,
  /^tele\/[^/]+\/LWT$/,
  /^zigbee2mqtt\/bridge\/(state|info|devices)$/,
  /^zigbee2mqtt\/.+\/availability$/,
];

export function decidePublish(account: BrokerAccount | undefined, topic: string, isRetained: boolean): PublishDecision {
  if (!account || !mayPublish(account, topic)) return { kind: 'refused' };
  return isRetained && !mayStay.some((topics) => topics.test(topic)) ? { kind: 'without-retain' } : { kind: 'allowed' };
}

export const decideSubscribe = (account: BrokerAccount | undefined, filter: string): boolean =>
  account !== undefined && maySubscribe(account, filter);

/** Asked for every message on its way out: rights may have changed since the subscription. */
export const mayReceive = (account: BrokerAccount | undefined, topic: string): boolean =>
  account !== undefined && account.revokedAt === null && account.subscribe.some((filter) => matchesFilter(filter, topic));
