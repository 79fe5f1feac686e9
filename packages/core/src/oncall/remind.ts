import type { Withholding } from '../alarm/withholding.ts';
import type { Instant } from '../reading/reading.ts';
import { type OwedNotice, owe, type Route } from './outbox.ts';

/** People hear of it so long before shelving ends. */
export const remindBeforeMs = 10 * 60_000;

/** Ends within the time in which people are reminded. */
export const endsSoon = ({ untilAt }: Pick<Withholding, 'untilAt'>, now: Instant): boolean =>
  untilAt > now && untilAt - now <= remindBeforeMs;

export interface RemindView {
  readonly now: Instant;
  /** Shelvings in force of which nobody was reminded yet. */
  readonly shelvings: readonly Withholding[];
  readonly routesOf: (recipient: string) => readonly Route[];
  readonly newId: () => string;
}

/** Whoever shelved something hears once, by the first way to them, that it ends soon. `reminded` is marked in the same transaction. */
export function planReminders({ now, shelvings, routesOf, newId }: RemindView): {
  readonly notices: readonly OwedNotice[];
  readonly reminded: readonly string[];
} {
  const due = shelvings.filter((one) => endsSoon(one, now) && one.createdByUser !== null);
  const notices = due.flatMap(({ id, createdByUser }) => {
    const [route] = routesOf(createdByUser ?? '');
    if (createdByUser === null || !route) return [];
    const key = { subjectKind: 'shelving' as const, subjectId: id, activation: 1, kind: 'ending' as const, sequence: 0 };
    const more = { id: newId(), address: route.address, priority: 'low' as const, now };
    return [owe({ ...key, recipient: createdByUser, channelId: route.channelId }, more)];
  });
  return { notices, reminded: due.map(({ id }) => id) };
}
