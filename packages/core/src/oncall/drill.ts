import type { Instant } from '../reading/reading.ts';
import type { NoticeState, OwedNotice } from './outbox.ts';

/** One way to one recipient in an exercise. A press on the link of its message acknowledges it. */
export interface DrillHop {
  readonly recipient: string;
  readonly channelId: string;
  readonly state: NoticeState;
  readonly owedAt: Instant;
  readonly sentAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly attempts: number;
  readonly failure: string | null;
}

type Press = { readonly userId: string; readonly activation: number; readonly usedAt: Instant | null };

/** The notices of an exercise with the presses on their links; each way has an activation of its own, and a link anew for each attempt. */
export function drillHops(notices: readonly OwedNotice[], links: readonly Press[]): readonly DrillHop[] {
  return notices.map((notice) => {
    const presses = links.flatMap(({ userId, activation, usedAt }) =>
      userId === notice.recipient && activation === notice.activation && usedAt !== null ? [usedAt] : [],
    );
    return {
      ...{ recipient: notice.recipient, channelId: notice.channelId, state: notice.state, owedAt: notice.createdAt },
      ...{ sentAt: notice.sentAt, attempts: notice.attempts, failure: notice.state === 'sent' ? null : notice.lastError },
      acknowledgedAt: presses.length === 0 ? null : Math.min(...presses),
    };
  });
}

/** An exercise is over for its messages when each was sent or given up; presses may still come. */
export const isDrillUnderWay = (hops: readonly Pick<DrillHop, 'state'>[]): boolean =>
  hops.some(({ state }) => state === 'queued');
