import type { BrokerAccount } from '../ports/site-store.ts';
import { coversFilter, isTopicFilter, isTopicName, matchesFilter } from './topic-filter.ts';

type Rights = Pick<BrokerAccount, 'publish' | 'subscribe' | 'revokedAt'>;

/** `$SYS`, `$share`, `$CONTROL` and their like belong to the broker: no account of ours reads or writes there. */
const isReserved = (topic: string): boolean => topic.startsWith('$');

/** May this account publish to (or leave a will on) the topic? */
export const mayPublish = (account: Rights, topic: string): boolean =>
  account.revokedAt === null &&
  isTopicName(topic) &&
  !isReserved(topic) &&
  account.publish.some((filter) => matchesFilter(filter, topic));

/** May this account subscribe with the filter? Only when nothing the filter can match lies outside its own. */
export const maySubscribe = (account: Rights, filter: string): boolean =>
  account.revokedAt === null &&
  isTopicFilter(filter) &&
  !isReserved(filter) &&
  account.subscribe.some((own) => coversFilter(own, filter));
