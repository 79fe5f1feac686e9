import {
  type AlarmSettings,
  aboutData,
  deviceOffline,
  endingOf,
  expireAcknowledgement,
  explainedBy,
  type Incident,
  type Instant,
  inForce,
  mayShelve,
  quantityById,
  type Root,
  type RootSubject,
  type RuleRun,
  rootsAfter,
  scopeKeysOf,
  type WithholdingFacts,
  type WithholdingSubject,
  weightier,
  withhold,
  withholdingOf,
} from '@wachter/core';
import type { Directory } from '@wachter/services';
import type { World } from '../pipeline/world.ts';
import { type Guarded, isPoint, isSite } from './guard.ts';
import { collect } from './step-reading.ts';

type Subject = WithholdingSubject & RootSubject;

/** What people withheld, and what each rule hangs on. Made anew from every directory. */
export interface Withheld {
  /** Settings of alarms by site id. */
  readonly settings: ReadonlyMap<string, AlarmSettings>;
  /** Devices that do not answer, by scope key; kept over a change of the directory. */
  roots: ReadonlyMap<string, Root>;
  /** The incident each site is in. */
  readonly incidents: Map<string, Incident>;
  readonly facts: WithholdingFacts;
  readonly parents: ReadonlyMap<string, string | null>;
  /** By rule id, filled when first asked for. */
  readonly subjects: Map<string, Subject>;
}

export const nothingWithheld = (): Withheld => ({
  settings: new Map(),
  roots: new Map(),
  incidents: new Map(),
  facts: { withholdings: [], windows: [], timeZones: new Map() },
  parents: new Map(),
  subjects: new Map(),
});

export const withheldOf = (before: Withheld, { withholdings, windows, sites, locations }: Directory): Withheld => ({
  ...before,
  settings: new Map(sites.map(({ id, settings }) => [id, settings])),
  facts: { withholdings, windows, timeZones: new Map(sites.map(({ id, timeZone }) => [id, timeZone])) },
  parents: new Map(locations.map(({ id, parentId }) => [id, parentId])),
  subjects: new Map(),
});

function subjectOf(world: World, guarded: Guarded, { instance }: RuleRun): Subject {
  const known = world.withheld.subjects.get(instance.id);
  if (known) return known;
  const point = isPoint(guarded) ? guarded.point : null;
  const device = isSite(guarded) ? null : ((isPoint(guarded) ? guarded.device : guarded)?.device ?? null);
  const bound = {
    ...{ ruleId: instance.id, pointId: point?.id ?? null, equipmentId: point?.equipmentId ?? null, deviceId: device?.id ?? null },
    locationId: point?.locationId ?? device?.locationId ?? null,
  };
  const above = {
    device: (id: string) => world.devices.get(id)?.device.parentId,
    location: (id: string) => world.withheld.parents.get(id),
  };
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  const subject: Subject = {
    ruleId: instance.id,
    keys: scopeKeysOf(bound, above),
    isVital: mayShelve(instance, quantity) !== null,
    isAboutData: aboutData.has(instance.type),
    settleMs: isPoint(guarded) ? Math.min(guarded.staleMs, LONGEST_SETTLE_MS) : DEVICE_SETTLE_MS,
  };
  world.withheld.subjects.set(instance.id, subject);
  return subject;
}

/** Time in which whatever hangs on a device is expected to speak once it is back. */
const DEVICE_SETTLE_MS = 60_000;
const LONGEST_SETTLE_MS = 15 * 60_000;

/** Looks which devices do not answer. Returns whether that has changed, so that what hangs on them can be brought under it at once. */
export function findRoots(world: World, now: Instant): boolean {
  const silent: Omit<Root, 'endedAt'>[] = [];
  for (const { device, runs } of world.devices.values()) {
    for (const { instance, alarm } of runs) {
      if (instance.type !== deviceOffline.id || alarm === null || alarm.clearedAt !== null || alarm.isLate) continue;
      silent.push({ alarmId: alarm.id, ruleId: instance.id, deviceId: device.id, name: device.name, since: alarm.raisedAt });
    }
  }
  const before = world.withheld.roots;
  world.withheld.roots = rootsAfter(before, silent, { now, keepMs: LONGEST_SETTLE_MS });
  const standing = (roots: ReadonlyMap<string, Root>) => [...roots.values()].filter(({ endedAt }) => endedAt === null);
  return standing(before).length !== standing(world.withheld.roots).length;
}

/**
 * Brings every rule under what is in force now, and ends acknowledgements that were outlasted. By level: an end that came while no
 * ingestor ran is found at the first tick of the next one.
 */
export function applyWithholding(world: World, now: Instant): void {
  findRoots(world, now);
  const { facts, roots } = world.withheld;
  const force = inForce(facts, now);
  const how = { now, ending: (by: string | null) => endingOf(facts, by) };
  const bring = (guarded: Guarded) => {
    const { runs } = guarded;
    for (let index = 0; index < runs.length; index++) {
      const run = runs[index];
      const isFree = force.size === 0 && roots.size === 0;
      if (!run || (isFree && run.alarm === null && run.withholding.kind === 'none')) continue;
      const subject = subjectOf(world, guarded, run);
      const outcome = withhold(run, weightier(withholdingOf(subject, force), explainedBy(subject, roots, now)), how);
      runs[index] = collect(world, expireAcknowledgement(collect(world, outcome), now));
    }
  };
  for (const entry of world.points.values()) if (entry.runs.length > 0) bring(entry);
  for (const entry of world.devices.values()) if (entry.runs.length > 0) bring(entry);
  for (const entry of world.sites.values()) bring(entry);
}
