import { type AlarmSettings, ok, type Priority, type SiteModel, type WithheldPlan } from '@wachter/core';
import { type ListedWindow, listMaintenanceWindows } from '@wachter/services/alarm/list-windows';
import { type ListedWithholding, listWithholdings } from '@wachter/services/alarm/list-withholdings';
import { readAlarmSettings } from '@wachter/services/alarm/settings';
import type { Context } from '@wachter/services/context';
import { mayRead, type Read } from './read.ts';

export interface WithheldRead {
  readonly withholdings: readonly ListedWithholding[];
  /** Planned work, open and coming. */
  readonly windows: readonly ListedWindow[];
}

/** Everything that keeps alarms from being told, in force now. */
export async function readWithheld(context: Context): Promise<Read<WithheldRead>> {
  const withholdings = await listWithholdings(context, {});
  if (!withholdings.ok) return withholdings;
  const windows = await listMaintenanceWindows(context, {});
  if (!windows.ok) return windows;
  return ok({ withholdings: withholdings.value, windows: windows.value });
}

/** What is withheld, to be counted by; of a display's own site only. Empty for whoever may not see alarms. */
export async function readWithheldPlan(context: Context): Promise<WithheldPlan> {
  const { actor, store } = context;
  const siteId = actor.kind === 'display' ? (actor.siteId ?? undefined) : undefined;
  if (!mayRead(context, 'alarm.read', { kind: 'alarm', siteId }).ok) return { withholdings: [], windows: [] };
  const [withholdings, windows, sites] = await Promise.all([
    store.site.withholdings({ since: context.now(), ...(siteId === undefined ? {} : { siteId }) }),
    store.site.windows(siteId),
    store.site.sites(),
  ]);
  const zoneOf = (id: string) => sites.find((site) => site.id === id)?.timeZone ?? 'UTC';
  return {
    withholdings: withholdings.map(({ kind, fromAt, untilAt, endedAt }) => ({ kind, fromAt, untilAt, endedAt })),
    windows: windows
      .filter((window) => window.cancelledAt === null)
      .map(({ startsAt, durationMinutes, recurrence, cancelledAt, siteId: of }) => ({
        ...{ startsAt, durationMinutes, recurrence, cancelledAt, timeZone: zoneOf(of) },
      })),
  };
}

/** Settings of each site of the model, by its id; sites that may not be read are left out. */
export async function readSettings(context: Context, model: SiteModel): Promise<ReadonlyMap<string, AlarmSettings>> {
  const found = new Map<string, AlarmSettings>();
  for (const { id } of model.sites) {
    const read = await readAlarmSettings(context, { siteId: id });
    if (read.ok) found.set(id, read.value.settings);
  }
  return found;
}

/** `site priority` of alarms that are acknowledged with a comment only. */
export const commentDuties = (settings: ReadonlyMap<string, AlarmSettings>): readonly string[] =>
  [...settings].flatMap(([siteId, { priorities }]) =>
    (Object.keys(priorities) as Priority[]).filter((one) => priorities[one].commentRequired).map((one) => `${siteId} ${one}`),
  );
