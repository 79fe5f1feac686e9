import { type Alarm, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { withoutNames } from '../access/without-names.ts';
import { defineVerb } from '../define-verb.ts';
import { AlarmStates, DeviceId, Id, Moment, Priorities } from '../fields.ts';
import { type Invalid, invalid } from '../refusal.ts';

/** Instants in milliseconds, [from, to) by first raise. `cursor` is the `next` of the page before. */
export const ListAlarms = z.strictObject({
  siteId: Id.optional(),
  locationId: Id.optional(),
  pointId: z.number().int().optional(),
  deviceId: DeviceId.optional(),
  withheldBy: Id.optional(),
  incidentId: Id.optional(),
  states: AlarmStates.optional(),
  priorities: Priorities.optional(),
  isOpen: z.boolean().optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  cursor: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

export interface AlarmPage {
  readonly alarms: readonly Alarm[];
  /** Null on the last page. */
  readonly next: string | null;
}

type Position = { readonly raisedAt: number; readonly id: string };

function positionOf(cursor: string): Position | null {
  const [, at, id] = /^(\d{1,16})_([0-9a-f-]{36})$/.exec(cursor) ?? [];
  return at && id ? { raisedAt: Number(at), id } : null;
}

/** Occurrences, newest raise first, page by page; a page is stable while new alarms come in. */
export const listAlarms = defineVerb({
  action: 'alarm.read',
  input: ListAlarms,
  siteOf: (input) => input.siteId,
  run: async (context, { cursor, limit, ...filter }): Promise<Result<AlarmPage, Invalid>> => {
    const before = cursor === undefined ? undefined : positionOf(cursor);
    if (before === null) return refuse(invalid('cursor', 'is not one that this list gave'));
    const found = await context.store.alarms.list({ ...filter, before, limit: limit + 1 });
    const alarms = found.slice(0, limit).map((alarm) => withoutNames(alarm, context.actor));
    const last = alarms.at(-1);
    return ok({ alarms, next: found.length > limit && last ? `${last.raisedAt}_${last.id}` : null });
  },
});
