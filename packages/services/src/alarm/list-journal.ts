import { type JournalLine, ok, type Result, refuse, transitions } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { AlarmStates, DeviceId, Id, Moment, Priorities } from '../fields.ts';
import { type Invalid, invalid } from '../refusal.ts';

const Part = z.string().trim().min(1).max(120);

/** Instants in milliseconds, [from, to) by time of recording. `cursor` is the `next` of the page before. */
export const ListJournal = z
  .strictObject({
    siteId: Id.optional(),
    locationId: Id.optional(),
    pointId: z.number().int().optional(),
    deviceId: DeviceId.optional(),
    ruleId: Id.optional(),
    ruleType: Part.optional(),
    /** Part of the tag or name of a point, or of the id or name of a device. */
    subject: Part.optional(),
    /** Part of the name of whoever did it. */
    actor: Part.optional(),
    kinds: z.array(z.enum(transitions)).max(transitions.length).optional(),
    /** State that the occurrence is in now. */
    states: AlarmStates.optional(),
    priorities: Priorities.optional(),
    from: Moment.optional(),
    to: Moment.optional(),
    cursor: z.string().max(80).optional(),
    limit: z.number().int().min(1).max(500).default(100),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must lie after the start',
  });

export interface JournalPage {
  readonly lines: readonly JournalLine[];
  /** Null on the last page. */
  readonly next: string | null;
}

function positionOf(cursor: string): { readonly recordedAt: number; readonly id: number } | null {
  const [, at, id] = /^(\d{1,16})_(\d{1,15})$/.exec(cursor) ?? [];
  return at && id ? { recordedAt: Number(at), id: Number(id) } : null;
}

/** Transitions of all alarms, last recorded first, page by page; a page is stable while new rows come in. */
export const listJournal = defineVerb({
  action: 'alarm.journal',
  input: ListJournal,
  siteOf: (input) => input.siteId,
  run: async (context, { cursor, limit, ...filter }): Promise<Result<JournalPage, Invalid>> => {
    const before = cursor === undefined ? undefined : positionOf(cursor);
    if (before === null) return refuse(invalid('cursor', 'is not one that this list gave'));
    const found = await context.store.alarms.listJournal({ ...filter, before, limit: limit + 1 });
    const lines = found.slice(0, limit);
    const last = lines.at(-1);
    return ok({ lines, next: found.length > limit && last ? `${last.recordedAt}_${last.id}` : null });
  },
});
