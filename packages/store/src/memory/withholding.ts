import { defaultAlarmSettings } from '@wachter/core';
import type { SiteReads, SiteTransaction } from '@wachter/services/ports/index';
import { asJson } from './database.ts';
import type { Tables } from './tables.ts';

const firstMade = (
  a: { readonly createdAt: number; readonly id: string },
  b: { readonly createdAt: number; readonly id: string },
) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

export const withholdingReads = (read: () => Tables): Pick<SiteReads, 'withholdings' | 'windows' | 'alarmSettings'> => ({
  withholdings: async ({ since, siteId }) =>
    [...read().withholdings.values()]
      .filter((one) => (siteId === undefined || one.siteId === siteId) && (one.endedAt ?? one.untilAt) > since)
      .toSorted(firstMade),
  windows: async (siteId) =>
    [...read().windows.values()].filter((one) => siteId === undefined || one.siteId === siteId).toSorted(firstMade),
  alarmSettings: async (siteId) => read().alarmSettings.get(siteId) ?? defaultAlarmSettings,
});

/** As the database's foreign keys: a throw undoes the transaction. */
function needSite({ sites }: Tables, siteId: string): void {
  if (!sites.has(siteId)) throw new Error(`A reference points at nothing: site ${siteId}`);
}

export const withholdingWrites = (draft: Tables): Pick<SiteTransaction, 'putWithholding' | 'putWindow' | 'putAlarmSettings'> => ({
  putWithholding: async (withholding) => {
    needSite(draft, withholding.siteId);
    draft.withholdings.set(withholding.id, withholding);
  },
  putWindow: async (window) => {
    needSite(draft, window.siteId);
    draft.windows.set(window.id, asJson(window));
  },
  putAlarmSettings: async (siteId, settings) => {
    needSite(draft, siteId);
    draft.alarmSettings.set(siteId, asJson(settings));
  },
});
