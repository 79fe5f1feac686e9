import type { Outcome } from './drive.ts';
import type { ClocksSeen } from './hearing.ts';
import type { LogEntry } from './log.ts';
import type { Reference } from './reference.ts';

/** How often each rare path was reached. */
export type Coverage = Readonly<Record<string, number>>;

type Counter = (what: { readonly reference: Reference; readonly outcome: Outcome }) => number;

const entries =
  (wanted: (entry: LogEntry) => boolean): Counter =>
  ({ outcome }) =>
    outcome.log.filter(wanted).length;
const said =
  (kind: string): Counter =>
  ({ outcome }) =>
    outcome.alarms.reduce((sum, { journal }) => sum + journal.filter((entry) => entry.kind === kind).length, 0);
const raised =
  (direction: string): Counter =>
  ({ outcome }) =>
    outcome.alarms.filter(({ alarm }) => alarm.direction === direction).length;

const clocks =
  (of: (seen: ClocksSeen) => number): Counter =>
  ({ reference }) =>
    of(reference.hearing.clocks);

const paths: Readonly<Record<string, Counter>> = {
  'high alarm': raised('high'),
  'low alarm': raised('low'),
  'state alarm': raised('state'),
  'alarm of a fast change': ({ outcome }) =>
    outcome.alarms.filter(({ alarm }) => /^(change|rise|fall)$/.test(alarm.direction)).length,
  'alarm of a count': raised('count'),
  'stale alarm': raised('stale'),
  'offline alarm': raised('offline'),
  cleared: said('cleared'),
  'raised again before it was acknowledged': said('re-raised'),
  escalated: said('escalated'),
  'de-escalated': said('de-escalated'),
  'held because it chattered': said('chattering-began'),
  'quiet again': said('chattering-ended'),
  'recorded late': said('recorded-late'),
  'late and confirmed': said('confirmed'),
  'changed by a changed rule': said('rule-changed'),
  shelved: said('shelved'),
  'back from the shelf': said('unshelved'),
  'suppressed by a window or a silent device': said('suppressed'),
  'back from being suppressed': said('unsuppressed'),
  'taken out of service': said('taken-out-of-service'),
  'returned to service': said('returned-to-service'),
  'raised under a silent device': ({ outcome }) =>
    outcome.alarms.filter(({ alarm }) => outcome.alarms.some((root) => root.alarm.id === alarm.withheldBy)).length,
  'withholding ended early': entries((entry) => entry.kind === 'withholding-put' && entry.withholding.endedAt !== null),
  'window cancelled': entries((entry) => entry.kind === 'window-put' && entry.window.cancelledAt !== null),
  acknowledged: entries(({ kind }) => kind === 'acknowledged'),
  'latched alarm reset': entries(({ kind }) => kind === 'reset'),
  'process died': entries(({ kind }) => kind === 'process-died'),
  'message lost with its process': entries((entry) => entry.kind === 'heard' && entry.isLost),
  'broker lost': entries(({ kind }) => kind === 'broker-gone'),
  'goodbye of a device': entries((entry) => entry.kind === 'status' && !entry.isOnline),
  'device taken out of use': entries((entry) => entry.kind === 'device-put' && !entry.isApproved),
  'retained copy after a lost session': entries((entry) => entry.kind === 'heard' && entry.isRetained),
  'retained value that was news': ({ reference }) =>
    reference.hearing.points.reduce(
      (sum, { stored }) => sum + [...stored.values()].filter(({ isRetained }) => isRetained).length,
      0,
    ),
  'value out of order': ({ reference }) => reference.hearing.points.reduce((sum, { outOfOrder }) => sum + outOfOrder.length, 0),
  'value of a wrong clock, live': clocks(({ wrongLive }) => wrongLive),
  'value of a wrong clock, late': clocks(({ wrongLate }) => wrongLate),
  'value from the future': clocks(({ inFuture }) => inFuture),
  'value with an absurd time': clocks(({ byArrival }) => byArrival),
  'restart that its clock hid': clocks(({ provenBoots }) => provenBoots),
  'restart with an open alarm': openAtRestart,
};

function openAtRestart({ outcome }: Parameters<Counter>[0]): number {
  const starts = outcome.log.filter(({ kind }) => kind === 'process-leads').map(({ at }) => at);
  return outcome.alarms.filter(({ alarm }) => starts.some((at) => at > alarm.recordedAt && at < (alarm.clearedAt ?? at + 1)))
    .length;
}

export const coverageOf = (reference: Reference, outcome: Outcome): Coverage =>
  Object.fromEntries(Object.entries(paths).map(([name, count]) => [name, count({ reference, outcome })]));

export const sumOf = (coverages: readonly Coverage[]): Coverage =>
  Object.fromEntries(Object.keys(paths).map((name) => [name, coverages.reduce((sum, one) => sum + (one[name] ?? 0), 0)]));

/** Paths that were reached less than `atLeast` times. */
export const unreached = (coverage: Coverage, atLeast: number): readonly string[] =>
  Object.entries(coverage).flatMap(([name, count]) => (count < atLeast ? [`${name}: ${count}`] : []));
