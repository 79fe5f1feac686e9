import {
  annunciating,
  defaultAlarmSettings,
  ENGINE_ACTOR,
  type FloodAlarm,
  type FloodRecord,
  type FloodWatch,
  type Instant,
  type JournalEntry,
  noFlood,
  type StepOutcome,
  watchFlood,
} from '@wachter/core';
import type { RecordedTransition } from '@wachter/services';
import type { World } from '../pipeline/world.ts';

/** Floods of the sites, and the alarms since they were last looked for. */
export interface Floods {
  readonly watches: Map<string, FloodWatch>;
  readonly came: Map<string, FloodAlarm[]>;
}

export const noFloods = (): Floods => ({ watches: new Map(), came: new Map() });

const add = ({ came }: Floods, siteId: string, alarm: FloodAlarm): void => {
  const known = came.get(siteId);
  if (known) known.push(alarm);
  else came.set(siteId, [alarm]);
};

/** Counts what a step has to tell people; what is withheld tells nobody. */
export function countTold({ floods }: Pick<World, 'floods'>, { run, journal }: StepOutcome): void {
  for (const { kind, alarmId, recordedAt } of journal) {
    if (!annunciating.includes(kind) || run.withholding.kind !== 'none') continue;
    add(floods, run.instance.siteId, { at: recordedAt, rootId: run.alarm?.incidentId ?? alarmId });
  }
}

/** Goes on with the floods of storage, and with the alarms recorded lately. */
export function restoreFloods(
  { floods }: Pick<World, 'floods'>,
  open: readonly FloodRecord[],
  recorded: readonly RecordedTransition[],
): void {
  for (const flood of open) floods.watches.set(flood.siteId, { recent: [], flood });
  for (const { siteId, alarmId, kind, recordedAt } of recorded) {
    if (!annunciating.includes(kind)) continue;
    const watch = floods.watches.get(siteId) ?? noFlood;
    floods.watches.set(siteId, { ...watch, recent: [...watch.recent, { at: recordedAt, rootId: alarmId }] });
  }
}

/** Looks whether a flood begins, goes on or ends, and writes it. */
export function watchFloods(world: World, now: Instant): void {
  const { watches, came } = world.floods;
  for (const siteId of new Set([...watches.keys(), ...came.keys()])) {
    const before = watches.get(siteId) ?? noFlood;
    const limit = (world.withheld.settings.get(siteId) ?? defaultAlarmSettings).flood;
    const seen = { siteId, came: came.get(siteId) ?? [], now, newId: world.newId };
    const { watch, written } = watchFlood(before, seen, limit);
    watches.set(siteId, watch);
    if (written === null) continue;
    world.batch.floods.push(written);
    if (before.flood === null) world.batch.journal.push(rowOf(written, { kind: 'flood-began', at: written.beganAt, now }));
    if (watch.flood === null) world.batch.journal.push(rowOf(written, { kind: 'flood-ended', at: now, now }));
  }
  came.clear();
}

const rowOf = (
  { alarmId, alarms }: FloodRecord,
  { kind, at, now }: { readonly kind: 'flood-began' | 'flood-ended'; readonly at: Instant; readonly now: Instant },
): JournalEntry => ({
  ...{ alarmId, kind, conditionAt: at, recordedAt: now, actor: ENGINE_ACTOR, value: null, limit: null },
  ...{ level: null, quality: null, comment: `${alarms} alarms`, source: null },
});
