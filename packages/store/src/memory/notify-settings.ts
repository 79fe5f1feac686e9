import type { ChannelRow, NotifySettings } from '@wachter/services/ports/index';
import { appendAudit, asJson, type Database } from './database.ts';

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const byAge = (a: ChannelRow, b: ChannelRow): number => a.createdAt - b.createdAt || byId(a, b);

export const memoryNotifySettings = (database: Database): NotifySettings => ({
  rotas: async (siteId) =>
    [...database.read().notify.rotas.values()].filter((row) => siteId === undefined || row.siteId === siteId).toSorted(byId),
  putRota: (row, audit) =>
    database.write((draft) => {
      draft.notify.rotas.set(row.id, asJson(row));
      appendAudit(draft, audit, database.now());
    }),
  deleteRota: (id, audit) =>
    database.write((draft) => {
      if (!draft.notify.rotas.delete(id)) return false;
      appendAudit(draft, audit, database.now());
      return true;
    }),
  policies: async () => [...database.read().notify.policies.values()],
  putPolicy: (row, audit) =>
    database.write((draft) => {
      const { siteId, policy } = row;
      if (policy === null) draft.notify.policies.delete(siteId);
      else draft.notify.policies.set(siteId, asJson({ siteId, policy }));
      appendAudit(draft, audit, database.now());
    }),
  drillPlans: async () => {
    const { drills, drillPlans } = database.read().notify;
    const dueOf = (siteId: string) => [...drills.values()].flatMap((one) => (one.siteId === siteId ? (one.dueAt ?? []) : []));
    return [...drillPlans.values()]
      .map((row) => ({ ...row, lastDueAt: dueOf(row.siteId).toSorted((a, b) => b - a)[0] ?? null }))
      .toSorted((a, b) => (a.siteId < b.siteId ? -1 : 1));
  },
  putDrillPlan: (row, audit) =>
    database.write((draft) => {
      draft.notify.drillPlans.set(row.siteId, asJson(row));
      appendAudit(draft, audit, database.now());
    }),
  deleteDrillPlan: (siteId, audit) =>
    database.write((draft) => {
      if (!draft.notify.drillPlans.delete(siteId)) return false;
      appendAudit(draft, audit, database.now());
      return true;
    }),
  channels: async () => [...database.read().notify.channels.values()].toSorted(byAge),
  channelHealth: async () => {
    const { channels, health } = database.read().notify;
    return [...channels.values()]
      .toSorted(byAge)
      .map(({ id }) => health.get(id) ?? { channelId: id, failingSince: null, failure: null, lastSentAt: null });
  },
  putChannel: (row, audit) =>
    database.write((draft) => {
      const createdAt = draft.notify.channels.get(row.id)?.createdAt ?? row.createdAt;
      draft.notify.channels.set(row.id, asJson({ ...row, createdAt }));
      appendAudit(draft, audit, database.now());
    }),
  deleteChannel: (id, audit) =>
    database.write((draft) => {
      if (!draft.notify.channels.delete(id)) return false;
      draft.notify.health.delete(id);
      for (const contact of [...draft.notify.contacts.values()]) {
        if (contact.channelId === id) draft.notify.contacts.delete(contact.id);
      }
      appendAudit(draft, audit, database.now());
      return true;
    }),
  contacts: async (userId) =>
    [...database.read().notify.contacts.values()]
      .filter((row) => userId === undefined || row.userId === userId)
      .toSorted((a, b) => (a.userId === b.userId ? a.position - b.position : a.userId < b.userId ? -1 : 1)),
  setContacts: (userId, contacts, audit) =>
    database.write((draft) => {
      for (const contact of [...draft.notify.contacts.values()]) {
        if (contact.userId === userId) draft.notify.contacts.delete(contact.id);
      }
      for (const contact of contacts) draft.notify.contacts.set(contact.id, asJson(contact));
      appendAudit(draft, audit, database.now());
    }),
});
