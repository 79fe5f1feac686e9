import {
  brokerLine,
  deviceOffline,
  endingOf,
  expireAcknowledgement,
  feedKey,
  type Instant,
  inForce,
  isLossOfPower,
  lineKey,
  type Root,
  rootsAfter,
  scopeKey,
  withhold,
  withoutPower,
} from '@wachter/core';
import type { World } from '../pipeline/world.ts';
import type { Guarded } from './guarded.ts';
import { collect } from './step-reading.ts';
import { decisionFor, LONGEST_SETTLE_MS } from './withheld-by.ts';

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
      const isFree = force.size === 0 && roots.size === 0 && facts.tests.length === 0;
      if (!run || (isFree && run.alarm === null && run.withholding.kind === 'none')) continue;
      const outcome = withhold(run, decisionFor(world, { guarded, run }, { now, force }), how);
      runs[index] = collect(world, expireAcknowledgement(collect(world, outcome), now));
    }
  };
  for (const entry of world.points.values()) if (entry.runs.length > 0) bring(entry);
  for (const entry of world.devices.values()) if (entry.runs.length > 0) bring(entry);
  for (const entry of world.sites.values()) bring(entry);
}
