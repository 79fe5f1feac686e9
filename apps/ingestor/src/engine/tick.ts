import { brokerLine, type Instant, type RuleInput, stepRun } from '@wachter/core';
import type { SiteEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { lineWorks } from './broker-line.ts';
import { watchFloods } from './floods.ts';
import { watchHeat } from './heat.ts';
import { watchRedundancy } from './redundancy.ts';
import { stepContext } from './step-context.ts';
import { collect } from './step-reading.ts';
import { bookedToTest } from './withheld-by.ts';
import { applyWithholding, findRoots } from './withholding.ts';

/**
 * The present, told to every rule: delays run out, silence becomes an alarm, withholding begins and ends. Silence is counted without the time in which we ourselves
 * could not hear.
 */
export function tick(world: World, now: Instant): void {
  const deaf = world.ears.deafMs(now);
  const heardAt = (at: Instant | null, deafBefore: number): Instant | null =>
    at === null ? null : Math.min(now, at + deaf - deafBefore);
  const through = heardThrough(world, heardAt);
  const tickDevices = (isChild: boolean) => {
    for (const device of world.devices.values()) {
      if (device.runs.length === 0 || (device.device.parentId !== null) !== isChild) continue;
      const own = heardAt(device.state.lastSeenAt, device.deafMsAtSeen);
      const lastReceivedAt = latest(own, through.get(device.device.id) ?? null);
      stepAll(world, device, { kind: 'tick', now, lastReceivedAt, isOnline: device.state.isOnline });
    }
  };
  // From the root outwards: what is silent behind a line or a gateway is explained before it speaks.
  for (const site of world.sites.values()) stepSite(world, site, now);
  tickDevices(false);
  applyWithholding(world, now);
  tickDevices(true);
  if (findRoots(world, now)) applyWithholding(world, now);
  watchRedundancy(world, now);
  watchHeat(world, now);
  for (const entry of world.points.values()) {
    if (entry.runs.length === 0) continue;
    const lastReceivedAt = heardAt(entry.latest?.freshAt ?? null, entry.deafMsAtLatest);
    stepAll(world, entry, { kind: 'tick', now, lastReceivedAt, isOnline: entry.device?.state.isOnline ?? null });
  }
  watchFloods(world, now);
}

const latest = (a: Instant | null, b: Instant | null): Instant | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));

/** When something was heard last that speaks through each gateway: one that has nothing to say of itself for hours is there as long as it passes on. */
function heardThrough(
  { devices }: Pick<World, 'devices'>,
  heardAt: (at: Instant | null, deafBefore: number) => Instant | null,
): ReadonlyMap<string, Instant> {
  const through = new Map<string, Instant>();
  for (const { device, state, deafMsAtSeen } of devices.values()) {
    const at = device.parentId === null ? null : heardAt(state.lastSeenAt, deafMsAtSeen);
    const passed = new Set([device.id]);
    for (let id = device.parentId; at !== null && id !== null && !passed.has(id); id = devices.get(id)?.device.parentId ?? null) {
      passed.add(id);
      through.set(id, Math.max(at, through.get(id) ?? at));
    }
  }
  return through;
}

/** What is wrong with our own telling is the beginning of no incident, and belongs to none; a line that is lost is. */
function stepSite(world: World, { siteId, runs, works }: SiteEntry, now: Instant): void {
  runs.forEach((run, index) => {
    const isLine = run.rule.id === brokerLine.id;
    const lostAt = run.alarm?.clearedAt === null ? run.alarm.activatedAt : null;
    const isOnline = isLine ? lineWorks(world, siteId, { now, lostAt }) : (works.get(run.rule.id) ?? null);
    const { incidentOf, ...own } = stepContext(world, now, false);
    const context = isLine && incidentOf ? { ...own, incidentOf } : own;
    runs[index] = collect(world, stepRun(run, { kind: 'tick', now, lastReceivedAt: null, isOnline }, context));
  });
}

function stepAll(
  world: World,
  { runs }: { runs: Parameters<typeof stepRun>[0][] },
  input: Extract<RuleInput, { kind: 'tick' }>,
): void {
  const context = stepContext(world, input.now, false);
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index];
    if (!run) continue;
    const outcome = bookedToTest(world, stepRun(run, input, context), input.now);
    if (outcome.run !== run) runs[index] = outcome.run;
    if (outcome.writes.length > 0 || outcome.journal.length > 0) collect(world, outcome);
  }
}
