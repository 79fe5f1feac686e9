import { isGroupRecipient, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import type { Forbidden } from '../access/authorize.ts';
import { can } from '../access/can.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { type DrillReport, reportsOf } from './list-drills.ts';

export const ReadDrill = z.strictObject({ id: Id });

/** One exercise as it stands. A test may be watched by whoever it was sent to; all else needs the right to read drills. */
export const readDrill = defineVerb({
  action: 'contact.edit',
  input: ReadDrill,
  run: async (context, { id }): Promise<Result<DrillReport, Forbidden | NotFound>> => {
    const { actor, store } = context;
    const drill = await store.notify.drill(id);
    if (!drill) return refuse(notFound('drill', id));
    const recipients = (await store.notify.noticesOf(id)).map(({ recipient }) => recipient);
    const isOwn = actor.kind === 'user' && recipients.every((one) => !isGroupRecipient(one) && one === actor.id);
    const right = can(actor, 'drill.read', { kind: 'drill' });
    if (!isOwn && !right.allowed) return refuse({ kind: 'forbidden', action: 'drill.read', reason: right.reason });
    const [report] = await reportsOf(context, [drill]);
    return report ? ok(report) : refuse(notFound('drill', id));
  },
});
