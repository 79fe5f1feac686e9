import { type RuleRun, withFreshMemory } from '@wachter/core';
import type { World } from './world.ts';

/**
 * Our wall clock was set by so much; the clocks of the devices were not. What we know by arrival moves along, so that nobody falls silent
 * by it and nobody is taken for fresh until the old time comes again; offsets of devices change by the opposite. Rules begin anew with
 * the condition that holds: a delay that was running runs once more, so a jump neither shortens nor ends one.
 */
export function shiftClock(world: World, ms: number): void {
  for (const device of world.devices.values()) {
    device.deafMsAtSeen -= ms;
    device.skew.jumped(ms);
    startAnew(device.runs);
  }
  for (const site of world.sites.values()) startAnew(site.runs);
  for (const entry of world.points.values()) {
    entry.ruledAt += ms;
    startAnew(entry.runs);
    if (entry.latest) entry.latest = { ...entry.latest, freshAt: entry.latest.freshAt + ms };
  }
}

function startAnew(runs: RuleRun[]): void {
  for (const [index, run] of runs.entries()) runs[index] = withFreshMemory(run);
}
