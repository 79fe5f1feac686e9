import {
  endingOf,
  expireAcknowledgement,
  type Instant,
  inForce,
  mayShelve,
  quantityById,
  type RuleRun,
  scopeKeysOf,
  type WithholdingFacts,
  type WithholdingSubject,
  withhold,
  withholdingOf,
} from '@wachter/core';
import type { Directory } from '@wachter/services';
import type { World } from '../pipeline/world.ts';
import { type Guarded, isPoint } from './guard.ts';
import { collect } from './step-reading.ts';

/** What people withheld, and what each rule hangs on. Made anew from every directory. */
export interface Withheld {
  readonly facts: WithholdingFacts;
  readonly parents: ReadonlyMap<string, string | null>;
  /** By rule id, filled when first asked for. */
  readonly subjects: Map<string, WithholdingSubject>;
}

export const nothingWithheld = (): Withheld => ({
  facts: { withholdings: [], windows: [], timeZones: new Map() },
  parents: new Map(),
  subjects: new Map(),
});

export const withheldOf = ({ withholdings, windows, sites, locations }: Directory): Withheld => ({
  facts: { withholdings, windows, timeZones: new Map(sites.map(({ id, timeZone }) => [id, timeZone])) },
  parents: new Map(locations.map(({ id, parentId }) => [id, parentId])),
  subjects: new Map(),
});

function subjectOf(world: World, guarded: Guarded, { instance }: RuleRun): WithholdingSubject {
  const known = world.withheld.subjects.get(instance.id);
  if (known) return known;
  const point = isPoint(guarded) ? guarded.point : null;
  const device = (isPoint(guarded) ? guarded.device : guarded)?.device ?? null;
  const bound = {
    ...{ ruleId: instance.id, pointId: point?.id ?? null, equipmentId: point?.equipmentId ?? null, deviceId: device?.id ?? null },
    locationId: point?.locationId ?? device?.locationId ?? null,
  };
  const above = {
    device: (id: string) => world.devices.get(id)?.device.parentId,
    location: (id: string) => world.withheld.parents.get(id),
  };
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  const subject = { keys: scopeKeysOf(bound, above), isVital: mayShelve(instance, quantity) !== null };
  world.withheld.subjects.set(instance.id, subject);
  return subject;
}

/**
 * Brings every rule under what is in force now, and ends acknowledgements that were outlasted. By level: an end that came while no
 * ingestor ran is found at the first tick of the next one.
 */
export function applyWithholding(world: World, now: Instant): void {
  const { facts } = world.withheld;
  const force = inForce(facts, now);
  const how = { now, ending: (by: string | null) => endingOf(facts, by) };
  const bring = (guarded: Guarded) => {
    const { runs } = guarded;
    for (let index = 0; index < runs.length; index++) {
      const run = runs[index];
      if (!run || (force.size === 0 && run.alarm === null && run.withholding.kind === 'none')) continue;
      const outcome = withhold(run, withholdingOf(subjectOf(world, guarded, run), force), how);
      runs[index] = collect(world, expireAcknowledgement(collect(world, outcome), now));
    }
  };
  for (const entry of world.points.values()) if (entry.runs.length > 0) bring(entry);
  for (const entry of world.devices.values()) if (entry.runs.length > 0) bring(entry);
}
