import type { BrokerAccount } from '../ports/site-store.ts';
import { usableAccounts } from './render-password-file.ts';
import { isTopicFilter } from './topic-filter.ts';

const isSafe = (filter: string): boolean => isTopicFilter(filter) && !filter.startsWith('$') && !/[\r\n]/.test(filter);

/** Mosquitto's `acl_file`: per account what it may write and read. No line for everybody and none for `$SYS`, so the rest is denied. */
export function renderAclFile(accounts: readonly BrokerAccount[]): string {
  const blocks = usableAccounts(accounts).map((account) =>
    [
      `user ${account.userName}`,
      ...account.publish.filter(isSafe).map((filter) => `topic write ${filter}`),
      ...account.subscribe.filter(isSafe).map((filter) => `topic read ${filter}`),
      '',
    ].join('\n'),
  );
  return `# One block per account. What is not written here is denied.\n\n${blocks.join('\n')}`;
}
