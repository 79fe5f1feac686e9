import {
  type AnnouncedTest,
  factsOf,
  type Instant,
  type MaintenanceWindow,
  memberKey,
  memberScopes,
  nextOccurrences,
  ok,
  openOccurrence,
  type PlannedWork,
  type Point,
  type Result,
  refuse,
  type Scope,
  scenarioById,
  scopeKey,
  scopeKeysOf,
  type TouchedGroup,
  beforeYouTouch as touchGroups,
  type WatchedGroup,
  worstFirst,
} from '@wachter/core';
import { z } from 'zod';
import { findScope, scopeFields } from '../alarm/scope.ts';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Moment } from '../fields.ts';
import type { LiveStore } from '../ports/live-store.ts';
import type { SiteReads } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { presentOf, readThings, type SiteThings } from './present.ts';

/** Work as it would be announced. `also`: further things that the same work takes. */
export type Announced = Pick<
  MaintenanceWindow,
  'id' | 'siteId' | 'scopeKind' | 'scopeId' | 'startsAt' | 'durationMinutes' | 'recurrence' | 'cancelledAt'
> & { readonly also?: readonly Scope[] };

/** A test of several things as work that takes all of them. */
export const workOfTest = (test: Omit<AnnouncedTest, 'note' | 'announcedAt' | 'announcedBy' | 'cancelledBy'>): Announced => {
  const [first = '', ...others] = test.equipment;
  const { id, siteId, cancelledAt, from, until } = test;
  return {
    ...{ id, siteId, cancelledAt, scopeKind: 'equipment', scopeId: first, startsAt: from, recurrence: null },
    durationMinutes: (until - from) / 60_000,
    also: others.map((scopeId) => ({ scopeKind: 'equipment', scopeId })),
  };
};

export interface Touched {
  /** Groups that lose units, the worst first; each at the worst of the occurrences in the 60 days from the first start on. */
  readonly groups: readonly (TouchedGroup & {
    readonly name: string;
    readonly pointId: number;
    readonly overlapping: readonly NamedWindow[];
  })[];
  /** Points of the scope: what they say meanwhile says nothing of the place. */
  readonly blind: readonly Pick<Point, 'id' | 'name'>[];
}

export type NamedWindow = Pick<MaintenanceWindow, 'id' | 'name' | 'createdBy'>;

/** Work that comes back is looked at for so long from its first start on. */
const DAYS = 60;
const dayMs = 86_400_000;

/** What announced work does to redundancy groups and points, with the other work of the same time. */
export async function whatIsTouched(
  reads: { readonly site: SiteReads; readonly live: Pick<LiveStore, 'snapshot'> },
  work: Announced,
  now: Instant,
): Promise<Touched> {
  const [things, snapshot] = [await readThings(reads.site, now), await reads.live.snapshot()];
  const present = presentOf(things, snapshot, now);
  const points = things.points.filter(({ siteId }) => siteId === work.siteId);
  const groups = points.flatMap((point): readonly (WatchedGroup & { readonly point: Point })[] => {
    const { derivedFrom } = point;
    if (derivedFrom?.kind !== 'redundancy') return [];
    return [{ id: String(point.id), point, group: derivedFrom.group, facts: factsOf(derivedFrom.group, present) }];
  });
  const zone = things.facts.timeZones.get(work.siteId) ?? 'UTC';
  const tests = things.facts.tests.map((test) => ({
    ...{ ...workOfTest(test), name: scenarioById(test.scenario)?.name.en ?? test.scenario, createdBy: test.announcedBy },
  }));
  const others = [...things.facts.windows, ...tests].filter(({ siteId, id }) => siteId === work.siteId && id !== work.id);
  // Other work that began long ago may come back then, too.
  const days = DAYS + Math.ceil(Math.max(0, work.startsAt - now) / dayMs);
  const workOf = (one: Announced) => plannedWork(one, { zone, now, days, members: membersOf(things, groups, one) });
  const other = others.flatMap(workOf);
  const seen = workOf(work).flatMap((occurrence) => touchGroups(occurrence, groups, other));
  const named = new Map(groups.map(({ id, point }) => [id, point]));
  return {
    groups: worstFirst(seen).flatMap((touched) => {
      const point = named.get(touched.id);
      const overlapping = others
        .filter(({ id }) => touched.overlaps.includes(id))
        .map(({ id, name, createdBy }) => ({ id, name, createdBy }));
      return point ? [{ ...touched, name: point.name, pointId: point.id, overlapping }] : [];
    }),
    blind: pointsUnder(things, work).map(({ id, name }) => ({ id, name })),
  };
}

function plannedWork(
  work: Announced,
  at: { readonly zone: string; readonly now: Instant; readonly days: number; readonly members: ReadonlySet<string> },
): readonly PlannedWork[] {
  const window: MaintenanceWindow = {
    ...{ name: '', reason: '', workOrder: null, createdAt: at.now, createdBy: '', cancelledBy: null },
    ...work,
  };
  const open = openOccurrence(window, at.zone, at.now);
  const coming = nextOccurrences(window, at.zone, { now: at.now, days: at.days });
  return [...(open ? [open] : []), ...coming].map(({ from, until }) => ({ id: work.id, from, until, members: at.members }));
}

interface Hangs {
  readonly location: (id: string) => string | null | undefined;
  readonly device: (id: string) => string | null | undefined;
}

/** What lies above a place or a device, from the rows of the site. */
function hangs({ locations, devices }: SiteThings): Hangs {
  const parents = new Map(locations.map(({ id, parentId }) => [id, parentId]));
  const gateways = new Map(devices.map(({ id, parentId }) => [id, parentId]));
  return { location: (id) => parents.get(id), device: (id) => gateways.get(id) };
}

const membersOf = (things: SiteThings, groups: readonly WatchedGroup[], work: Announced): ReadonlySet<string> =>
  new Set([work, ...(work.also ?? [])].flatMap((scope) => [...membersUnder(things, groups, scope)]));

/** Members of the groups that lie under a scope. */
function membersUnder(things: SiteThings, groups: readonly WatchedGroup[], scope: Scope): ReadonlySet<string> {
  const above = hangs(things);
  const key = scopeKey(scope.scopeKind, scope.scopeId);
  const placesOf = (member: WatchedGroup['group']['members'][number]) =>
    things.points
      .filter(({ id, equipmentId }) => (member.kind === 'equipment' ? equipmentId === member.id : String(id) === member.id))
      .map(({ locationId }) => locationId);
  const members = groups.flatMap(({ group }) => group.members);
  return new Set(
    members.flatMap((member) => {
      const scopes =
        member.kind === 'device'
          ? scopeKeysOf({ ...nothing, deviceId: member.id, locationId: locationOf(things, member.id) }, above)
          : memberScopes(member, placesOf(member), above.location);
      return scopes.includes(key) ? [memberKey(member)] : [];
    }),
  );
}

const nothing = { ruleId: '', pointId: null, equipmentId: null };

const locationOf = ({ devices }: SiteThings, id: string): string | null =>
  devices.find((device) => device.id === id)?.locationId ?? null;

/** Active points that measure something and lie under a scope. */
function pointsUnder(things: SiteThings, scope: Scope): readonly Point[] {
  const above = hangs(things);
  const key = scopeKey(scope.scopeKind, scope.scopeId);
  return things.points.filter(
    ({ id, equipmentId, deviceId, locationId, derivedFrom }) =>
      derivedFrom === null && scopeKeysOf({ ruleId: '', pointId: id, equipmentId, deviceId, locationId }, above).includes(key),
  );
}

export const BeforeYouTouch = z.strictObject({
  ...scopeFields,
  startsAt: Moment,
  durationMinutes: z.number().int().min(5).max(10_080),
  recurrence: z.strictObject({ every: z.enum(['day', 'week', 'month']) }).nullish(),
});

/** What work would do before it is announced: groups that lose their margin, points that go blind, other work of the same time. */
export const previewTouch = defineVerb({
  action: 'window.edit',
  input: BeforeYouTouch,
  run: async (context: Context, { recurrence, ...input }): Promise<Result<Touched, NotFound>> => {
    const found = await findScope(context.store.site, input);
    if (!found) return refuse(notFound(input.scopeKind, input.scopeId));
    const work = { ...input, id: '', siteId: found.siteId, recurrence: recurrence ?? null, cancelledAt: null };
    return ok(await whatIsTouched(context.store, work, context.now()));
  },
});
