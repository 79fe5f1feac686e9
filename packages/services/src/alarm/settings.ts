import { AlarmSettings, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const ReadAlarmSettings = z.strictObject({ siteId: Id });

/** How a site treats its alarms; the defaults where nobody set any. */
export const readAlarmSettings = defineVerb({
  action: 'settings.read',
  input: ReadAlarmSettings,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<{ readonly settings: AlarmSettings }, NotFound>> => {
    const isThere = (await context.store.site.sites()).some((site) => site.id === siteId);
    return isThere ? ok({ settings: await context.store.site.alarmSettings(siteId) }) : refuse(notFound('site', siteId));
  },
});

/** Replaces all settings; a field that is left out gets its default. */
export const EditAlarmSettings = z.strictObject({ siteId: Id, settings: AlarmSettings });

export const editAlarmSettings = defineVerb({
  action: 'settings.edit',
  input: EditAlarmSettings,
  siteOf: (input) => input.siteId,
  run: (context, { siteId, settings }): Promise<Result<{ readonly settings: AlarmSettings }, NotFound>> =>
    context.store.site.transaction(async (tx) => {
      if (!(await tx.sites()).some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
      const before = await tx.alarmSettings(siteId);
      await tx.putAlarmSettings(siteId, settings);
      const what = { action: 'settings.edit', objectKind: 'settings', objectId: siteId };
      await tx.audit(auditOf(context, { ...what, before, after: settings }));
      return ok({ settings });
    }),
});
