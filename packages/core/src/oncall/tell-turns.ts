import type { Instant } from '../reading/reading.ts';
import { groupBy } from './group-by.ts';
import { type OwedNotice, owe, type TellableAlarm } from './outbox.ts';

interface Telling {
  readonly alarm: TellableAlarm;
  /** All notices of the alarm, those of this round among them. */
  readonly notices: readonly OwedNotice[];
  /** Those that the present has overtaken. */
  readonly overtaken: ReadonlySet<string>;
  /** Nobody wants to be told anything new of it: acknowledged, withheld, or another one speaks for it. */
  readonly isQuiet: boolean;
  readonly now: Instant;
  readonly newId: () => string;
}

/** Sequences of their own, which no step of a ladder reaches. */
const turnsFrom = 1_000;

/**
 * Whoever was told of an alarm hears once that it is held because it comes and goes, and once that it stands steady again; when it is over instead,
 * "resolved" says so. Level, not edge: what was told last is compared with what is. What began is ended, also for an alarm that is quiet by now.
 */
export function tellTurns({ alarm, notices, overtaken, isQuiet, now, newId }: Telling): readonly OwedNotice[] {
  const isHeld = alarm.chatteringSince !== null;
  const standing = notices.filter(
    ({ id, state, subjectKind }) => subjectKind === 'alarm' && !overtaken.has(id) && (state === 'sent' || state === 'queued'),
  );
  const ways = groupBy(standing, ({ recipient, channelId }) => `${recipient} ${channelId}`);
  return [...ways.values()].flatMap((told) => {
    const [last] = told;
    const saidLast = told.reduce<OwedNotice | null>(laterOf, null);
    const isToldHeld = saidLast?.kind === 'chattering';
    const knows = told.some(({ kind, createdAt }) => kind !== 'resolved' && createdAt >= endedAt(told));
    if (!last || !knows || isHeld === isToldHeld || (isHeld && isQuiet)) return [];
    const kind = isHeld ? ('chattering' as const) : ('steady' as const);
    const sequence = turnsFrom + notices.filter((one) => one.kind === kind).length;
    const { recipient, channelId, address } = last;
    const key = { subjectKind: 'alarm' as const, subjectId: alarm.id, activation: alarm.activation, recipient, channelId };
    return [owe({ ...key, kind, sequence }, { id: newId(), address, priority: alarm.priority, now })];
  });
}

const turning: ReadonlySet<string> = new Set(['chattering', 'steady', 'resolved']);

const laterOf = (best: OwedNotice | null, one: OwedNotice): OwedNotice | null =>
  turning.has(one.kind) && (best === null || one.createdAt >= best.createdAt) ? one : best;

/** When this way last heard that it was over. */
const endedAt = (told: readonly OwedNotice[]): Instant =>
  Math.max(Number.NEGATIVE_INFINITY, ...told.filter(({ kind }) => kind === 'resolved').map(({ createdAt }) => createdAt));
