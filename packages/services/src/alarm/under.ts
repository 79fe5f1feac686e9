import { type Alarm, inOrderOfCause, ok, pathOf, type Result, refuse, type Words } from '@wachter/core';
import { z } from 'zod';
import { withoutNames } from '../access/without-names.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const ListUnder = z.strictObject({ alarmId: Id });

export interface UnderRoot {
  readonly alarms: readonly Alarm[];
  /** Why they are quiet, in words. */
  readonly path: Words;
}

const MOST = 5000;

/** The alarms that are suppressed because this one explains them, and the path that says why. */
export const listUnder = defineVerb({
  action: 'alarm.journal',
  input: ListUnder,
  run: async (context, { alarmId }): Promise<Result<UnderRoot, NotFound>> => {
    const { alarms, site } = context.store;
    const root = await alarms.get(alarmId);
    if (!root) return refuse(notFound('alarm', alarmId));
    const under = await alarms.list({ withheldBy: alarmId, isOpen: true, limit: MOST });
    const device = root.deviceId === null ? null : await site.device(root.deviceId);
    const point = root.pointId === null ? null : await site.point(root.pointId);
    const thing = point?.equipmentId ? (await site.equipment()).find(({ id }) => id === point.equipmentId) : null;
    const kind = thing ? 'no-power' : root.deviceId === null && root.pointId === null ? 'line' : 'silent';
    const found = { name: thing?.name ?? device?.name ?? point?.name ?? '', kind } as const;
    const shown = inOrderOfCause(under).map((alarm) => withoutNames(alarm, context.actor));
    return ok({ alarms: shown, path: pathOf(found, under) });
  },
});
