import {
  type AlarmSettings,
  aboutData,
  boundTo,
  type Equipment,
  type ExpectedSubject,
  endingOf,
  expectedBy,
  explainedBy,
  feedKey,
  type Incident,
  type Instant,
  lineKey,
  mayShelve,
  NOTHING_WITHHELD,
  quantityById,
  type Root,
  type RootSubject,
  type RuleRun,
  type StepOutcome,
  scopeKeysOf,
  upstreamOf,
  type WithholdingDecision,
  type WithholdingFacts,
  type WithholdingSubject,
  weightier,
  withhold,
  withholdingOf,
} from '@wachter/core';
import type { Directory } from '@wachter/services';
import type { World } from '../pipeline/world.ts';
import { type Guarded, isPoint, isSite } from './guarded.ts';

/** Time in which whatever hangs on a device is expected to speak once it is back. */
const DEVICE_SETTLE_MS = 60_000;
export const LONGEST_SETTLE_MS = 15 * 60_000;

type Subject = WithholdingSubject & RootSubject & ExpectedSubject;

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
  facts: { withholdings: [], windows: [], tests: [], timeZones: new Map() },
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
  { withholdings, windows, tests, sites, locations, equipment, devices }: Directory,
): Withheld => ({
  ...before,
  settings: new Map(sites.map(({ id, settings }) => [id, settings])),
  facts: { withholdings, windows, tests, timeZones: new Map(sites.map(({ id, timeZone }) => [id, timeZone])) },
  feeds: feedsOf(equipment, devices),
  parents: new Map(locations.map(({ id, parentId }) => [id, parentId])),
  subjects: new Map(),
});

function subjectOf(world: World, guarded: Guarded, { instance }: RuleRun): Subject {
  const known = world.withheld.subjects.get(instance.id);
  if (known) return known;
  const point = isPoint(guarded) ? guarded.point : null;
  const device = isSite(guarded) ? null : ((isPoint(guarded) ? guarded.device : guarded)?.device ?? null);
  const bound = boundTo(instance.id, point, device);
  const above = {
    device: (id: string) => world.devices.get(id)?.device.parentId,
    location: (id: string) => world.withheld.parents.get(id),
  };
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  const subject: Subject = {
    ruleId: instance.id,
    equipmentId: point?.equipmentId ?? null,
    quantity: point?.quantity ?? null,
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

/** Everything that decides whether people are told of what a rule says now. */
export function decisionFor(
  world: World,
  { guarded, run }: { readonly guarded: Guarded; readonly run: RuleRun },
  at: { readonly now: Instant; readonly force: ReadonlyMap<string, readonly WithholdingDecision[]> },
): WithholdingDecision {
  const { facts, roots } = world.withheld;
  const subject = subjectOf(world, guarded, run);
  const decided = weightier(withholdingOf(subject, at.force), explainedBy(subject, roots, at.now));
  return weightier(decided, expectedBy(subject, run.alarm, { tests: facts.tests, now: at.now }));
}

/**
 * A step whose alarm an announced test shows on purpose is booked to the test with the step itself, so that nobody is told in between. What the rule hangs
 * on was decided before it stepped.
 */
export function bookedToTest(world: World, outcome: StepOutcome, now: Instant): StepOutcome {
  const { facts } = world.withheld;
  const { run } = outcome;
  if (facts.tests.length === 0 || outcome.writes.length === 0 || run.alarm === null) return outcome;
  const guarded = world.posts.get(run.instance.id)?.guarded;
  if (!guarded) return outcome;
  const expected = expectedBy(subjectOf(world, guarded, run), run.alarm, { tests: facts.tests, now });
  const isOfTest = facts.tests.some(({ id }) => id === run.withholding.by);
  const other = isOfTest ? NOTHING_WITHHELD : run.withholding;
  const booked = withhold(run, weightier(other, expected), { now, ending: (by) => endingOf(facts, by) });
  return { run: booked.run, writes: [...outcome.writes, ...booked.writes], journal: [...outcome.journal, ...booked.journal] };
}
