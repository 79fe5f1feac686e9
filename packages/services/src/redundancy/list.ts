import {
  dateOfDay,
  dayNumber,
  evaluateGroup,
  factsOf,
  firstInstantAt,
  type GroupState,
  type Health,
  type Instant,
  type MemberKind,
  memberKey,
  ok,
  type Point,
  type Reading,
  type RedundancyChange,
  type RedundancyGroup,
  type RedundancyTime,
  type Result,
  redundancyByCode,
  timeInStates,
  wallClockAt,
} from '@wachter/core';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { presentOf, readThings } from './present.ts';

export const ListRedundancy = z.strictObject({ siteId: Id.optional() });

export interface ListedMember {
  readonly kind: MemberKind;
  readonly id: string;
  readonly name: string;
  readonly side: string | null;
  readonly health: Health;
}

/** A group with what is so now, and where the time of this month went. */
export interface ListedGroup {
  readonly pointId: number;
  readonly siteId: string;
  readonly locationId: string | null;
  readonly tag: string;
  readonly name: string;
  readonly group: RedundancyGroup;
  readonly now: GroupState;
  readonly members: readonly ListedMember[];
  /** From the first of the month by the site's clocks until now. */
  readonly month: { readonly from: Instant; readonly to: Instant; readonly time: RedundancyTime };
}

/** Every redundancy group, the most troubled first. */
export const listRedundancy = defineVerb({
  action: 'point.read',
  input: ListRedundancy,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<readonly ListedGroup[], never>> => {
    const now = context.now();
    const { site, live } = context.store;
    const [things, equipment, snapshot] = await Promise.all([readThings(site, now), site.equipment(siteId), live.snapshot()]);
    const present = presentOf(things, snapshot, now);
    const nameOf = {
      equipment: new Map(equipment.map(({ id, name }) => [id, name])),
      device: new Map(things.devices.map(({ id, name }) => [id, name])),
      point: new Map(things.points.map(({ id, name }) => [String(id), name])),
    };
    const wanted = things.points.filter((point) => siteId === undefined || point.siteId === siteId);
    const listed = await Promise.all(
      wanted.flatMap((point) => {
        const { derivedFrom } = point;
        if (derivedFrom?.kind !== 'redundancy') return [];
        const { group } = derivedFrom;
        const facts = factsOf(group, present);
        const members = group.members.map(
          ({ kind, id, side }): ListedMember => ({
            ...{ kind, id, name: nameOf[kind].get(id) ?? id, side: side ?? null },
            health: facts.health.get(memberKey({ kind, id })) ?? 'unknown',
          }),
        );
        const zone = things.facts.timeZones.get(point.siteId ?? '') ?? 'UTC';
        return [listedGroup(context, point, { group, members, now: evaluateGroup(group, facts), from: monthStart(zone, now) })];
      }),
    );
    const rank = ({ now: { state, worst } }: ListedGroup) =>
      ['insufficient', 'no-margin', 'unverified', 'reduced', 'redundant'].indexOf(
        state === 'unverified' && worst === 'redundant' ? 'reduced' : state,
      );
    return ok(listed.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.pointId - b.pointId));
  },
});

const monthStart = (timeZone: string, at: Instant): Instant =>
  firstInstantAt(timeZone, dayNumber(`${dateOfDay(dayNumber(wallClockAt(timeZone, at).date)).slice(0, 8)}01`), 0);

async function listedGroup(
  context: Context,
  { id, siteId, locationId, tag, name, staleSeconds }: Point,
  seen: Pick<ListedGroup, 'group' | 'members' | 'now'> & { readonly from: Instant },
): Promise<ListedGroup> {
  const { from, ...shown } = seen;
  const to = context.now();
  const staleMs = staleSeconds * 1000;
  const readings: Reading[] = [];
  for await (const piece of context.store.history.stream(id, from - staleMs, to)) readings.push(...piece);
  const time = timeInStates(changesOf(readings, staleMs), { from, to });
  return { ...shown, pointId: id, siteId: siteId ?? '', locationId, tag, name, month: { from, to, time } };
}

/** A value holds until the next one, and no longer than the stale time: after that nobody was watching. */
function changesOf(readings: readonly Reading[], staleMs: number): readonly RedundancyChange[] {
  return readings.flatMap(({ value, observedAt }, index) => {
    const said = redundancyByCode(value);
    const next = readings[index + 1]?.observedAt ?? Number.POSITIVE_INFINITY;
    const unwatched = { state: null, isPlanned: false };
    const change: RedundancyChange = said ? { at: observedAt, ...said } : { at: observedAt, ...unwatched };
    return next - observedAt > staleMs ? [change, { at: observedAt + staleMs, ...unwatched }] : [change];
  });
}
