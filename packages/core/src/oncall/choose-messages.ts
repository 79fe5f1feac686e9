import { type Priority, priorities } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import { groupBy } from './group-by.ts';
import type { OwedNotice } from './outbox.ts';

/** What goes out in one message: to one recipient, by one channel. The first is named, the others are counted. */
export interface Message {
  readonly id: string;
  readonly notices: readonly OwedNotice[];
}

/** A person gets at most one message in this time; what comes together is said together. */
export const messageEveryMs = 60_000;

const weight = (priority: Priority): number => priorities.indexOf(priority);

/** A fresh one before one that failed, the grave before the light, then in the order in which it came: the root cause first. */
const urgentFirst = (a: OwedNotice, b: OwedNotice): number =>
  Math.sign(a.attempts) - Math.sign(b.attempts) ||
  weight(a.priority) - weight(b.priority) ||
  a.createdAt - b.createdAt ||
  (a.id < b.id ? -1 : 1);

/** Good news, bad news and exercises are not mixed in one message. */
const tone = ({ kind }: OwedNotice): string => (kind === 'resolved' || kind === 'drill' || kind === 'ending' ? kind : 'news');

/** "It is over" waits until "it began" has gone out or was given up: in the other order it would be a lie. */
const isHeld = (notice: OwedNotice, pending: readonly OwedNotice[]): boolean =>
  notice.kind === 'resolved' &&
  pending.some(
    ({ subjectId, recipient, kind }) => subjectId === notice.subjectId && recipient === notice.recipient && kind !== 'resolved',
  );

/**
 * The messages that may go out now. `pending` are all queued notices; `lastSentAt` says when each recipient last got something. Exercises are
 * told at once. What failed together is tried again together, under the same id.
 */
export function chooseMessages(
  pending: readonly OwedNotice[],
  lastSentAt: ReadonlyMap<string, Instant>,
  now: Instant,
): readonly Message[] {
  const chosen: Message[] = [];
  for (const [recipient, theirs] of groupBy(pending, (notice) => notice.recipient)) {
    if (theirs.some(({ claimedUntil }) => claimedUntil !== null && claimedUntil > now)) continue;
    const due = theirs.filter((notice) => notice.nextAt <= now && !isHeld(notice, theirs)).toSorted(urgentFirst);
    const isTooSoon = (lastSentAt.get(recipient) ?? Number.NEGATIVE_INFINITY) > now - messageEveryMs;
    const first = due.find((notice) => !isTooSoon || notice.kind === 'drill');
    if (!first) continue;
    const together = due.filter(
      (notice) =>
        notice.channelId === first.channelId &&
        notice.messageId === first.messageId &&
        tone(notice) === tone(first) &&
        (first.kind !== 'drill' || notice.id === first.id),
    );
    chosen.push({ id: first.messageId ?? first.id, notices: together });
  }
  return chosen;
}
