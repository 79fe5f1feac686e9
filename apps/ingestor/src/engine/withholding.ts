import {
  type AlarmSettings,
  aboutData,
  brokerLine,
  deviceOffline,
  type Equipment,
  endingOf,
  expireAcknowledgement,
  explainedBy,
  feedKey,
  type Incident,
  type Instant,
  inForce,
  isLossOfPower,
  lineKey,
  mayShelve,
  quantityById,
  type Root,
  type RootSubject,
  type RuleRun,
  rootsAfter,
  scopeKey,
  scopeKeysOf,
  upstreamOf,
  type WithholdingFacts,
  type WithholdingSubject,
  weightier,
  withhold,
  withholdingOf,
  withoutPower,
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
  /** Devices that do not answer, feeds without power and lines that carry nothing, by their key; kept over a change of the directory. */
  roots: ReadonlyMap<string, Root>;
  /** The incident each site is in. */
  readonly incidents: Map<string, Incident>;
  readonly facts: WithholdingFacts;
  readonly parents: ReadonlyMap<string, string | null>;
  /** Equipment that feeds devices, at once or by way of other equipment, by id. */
  readonly feeds: ReadonlyMap<string, Pick<Equipment, 'id' | 'kind' | 'name' | 'fedBy'>>;
  /** By rule id, filled when first asked for. */
  readonly subjects: Map<string, Subject>;
}

export const nothingWithheld = (): Withheld => ({
  settings: new Map(),
  roots: new Map(),
  incidents: new Map(),
  facts: { withholdings: [], windows: [], timeZones: new Map() },
  parents: new Map(),
  feeds: new Map(),
  subjects: new Map(),
});

function feedsOf(equipment: Directory['equipment'], devices: Directory['devices']): Withheld['feeds'] {
  const ids = upstreamOf(
    devices.flatMap(({ fedById }) => fedById ?? []),
    equipment,
  );
  return new Map(equipment.filter(({ id }) => ids.has(id)).map((thing) => [thing.id, thing]));
}

export const withheldOf = (
  before: Withheld,
  { withholdings, windows, sites, locations, equipment, devices }: Directory,
): Withheld => ({
  ...before,
  settings: new Map(sites.map(({ id, settings }) => [id, settings])),
  facts: { withholdings, windows, timeZones: new Map(sites.map(({ id, timeZone }) => [id, timeZone])) },
  feeds: feedsOf(equipment, devices),
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
    keys: [
      ...scopeKeysOf(bound, above),
      ...feedKeysOf(world, device?.id ?? null),
      ...(isSite(guarded) ? [] : [lineKey(instance.siteId)]),
    ],
    isVital: mayShelve(instance, quantity) !== null,
    isAboutData: aboutData.has(instance.type),
    settleMs: isPoint(guarded) ? Math.min(guarded.staleMs, LONGEST_SETTLE_MS) : DEVICE_SETTLE_MS,
  };
  world.withheld.subjects.set(instance.id, subject);
  return subject;
}

/** The feeds of a device and of the gateways it comes by, the outermost last. */
function feedKeysOf(world: World, deviceId: string | null): readonly string[] {
  const keys: string[] = [];
  const seen = new Set<string>();
  for (let at = deviceId; at !== null && !seen.has(at); ) {
    seen.add(at);
    const device = world.devices.get(at)?.device;
    if (device?.fedById) keys.push(feedKey(device.fedById));
    at = device?.parentId ?? null;
  }
  return keys;
}

/** Feeds that give no power, by the alarms of their own points or because nothing feeds them. */
function lostFeeds(world: World): readonly Omit<Root, 'endedAt'>[] {
  const { feeds } = world.withheld;
  if (feeds.size === 0) return [];
  const lost = new Map<string, Omit<Root, 'endedAt' | 'key'>>();
  for (const { point, runs } of world.points.values()) {
    const feed = point.equipmentId === null ? undefined : feeds.get(point.equipmentId);
    if (!feed) continue;
    for (const { instance, alarm } of runs) {
      if (alarm === null || !isLossOfPower({ ...alarm, quantity: point.quantity }, feed.kind)) continue;
      lost.set(feed.id, { kind: 'no-power', alarmId: alarm.id, ruleId: instance.id, name: feed.name, since: alarm.raisedAt });
    }
  }
  if (lost.size === 0) return [];
  return [...withoutPower([...feeds.values()], lost)].map(([id, loss]) => ({ ...loss, key: feedKey(id) }));
}

function lostLines(world: World): readonly Omit<Root, 'endedAt'>[] {
  return [...world.sites.values()].flatMap(({ siteId, runs }) =>
    runs.flatMap(({ instance, alarm }) =>
      instance.type === brokerLine.id && alarm?.clearedAt === null
        ? [
            {
              kind: 'line' as const,
              key: lineKey(siteId),
              alarmId: alarm.id,
              ruleId: instance.id,
              name: '',
              since: alarm.raisedAt,
            },
          ]
        : [],
    ),
  );
}

/** Time in which whatever hangs on a device is expected to speak once it is back. */
const DEVICE_SETTLE_MS = 60_000;
const LONGEST_SETTLE_MS = 15 * 60_000;

/** Looks which devices do not answer, which feeds give no power and which lines carry nothing. Returns whether that has changed, so that what hangs on them can be brought under it at once. */
export function findRoots(world: World, now: Instant): boolean {
  const silent: Omit<Root, 'endedAt'>[] = [...lostFeeds(world), ...lostLines(world)];
  for (const { device, runs } of world.devices.values()) {
    for (const { instance, alarm } of runs) {
      if (instance.type !== deviceOffline.id || alarm === null || alarm.clearedAt !== null || alarm.isLate) continue;
      const told = { alarmId: alarm.id, ruleId: instance.id, name: device.name, since: alarm.raisedAt };
      silent.push({ kind: 'silent', key: scopeKey('device', device.id), ...told });
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
