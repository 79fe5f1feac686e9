import {
  chooseMessages,
  type Escalation,
  groupBy,
  type Instant,
  type Message,
  type OwedNotice,
  type Withholding,
} from '@wachter/core';
import type { Delivery, NotifyStore, NotifyView } from '@wachter/services/ports/index';
import { unfinishedOf } from './alarms.ts';
import { appendAudit, asJson, type Database } from './database.ts';
import { holdFence } from './lease.ts';
import { memoryNotifySettings } from './notify-settings.ts';
import type { NotifyTables } from './notify-tables.ts';
import type { Tables } from './tables.ts';

const keyOf = ({ subjectId, activation, kind, sequence, recipient, channelId }: OwedNotice): string =>
  [subjectId, activation, kind, sequence, recipient, channelId].join(' ');
const escalationKey = ({ alarmId, activation }: Pick<Escalation, 'alarmId' | 'activation'>): string => `${alarmId} ${activation}`;

const isToBeReminded = ({ kind, endedAt, remindedAt, createdByUser }: Withholding): boolean =>
  kind === 'shelved' && endedAt === null && remindedAt === null && createdByUser !== null;

function viewOf(tables: Tables, now: Instant): NotifyView {
  const open = [...tables.notify.escalations.values()].filter(({ state }) => state !== 'done');
  const named = new Set(open.map(({ alarmId }) => alarmId));
  const alarms = new Map(unfinishedOf(tables).map((alarm) => [alarm.id, alarm]));
  for (const id of named) {
    const alarm = tables.alarms.get(id);
    if (alarm) alarms.set(id, alarm);
  }
  const present = [...alarms.values()].flatMap(
    ({ id, activation }) => tables.notify.escalations.get(escalationKey({ alarmId: id, activation })) ?? [],
  );
  return {
    alarms: [...alarms.values()],
    escalations: [...new Set([...open, ...present])],
    notices: [...tables.notify.notices.values()].filter(({ subjectId }) => named.has(subjectId)),
    shelvings: [...tables.withholdings.values()].filter((one) => isToBeReminded(one) && one.untilAt > now),
    floods: [...new Set([...tables.floods.values()].filter(({ endedAt }) => endedAt === null).map(({ siteId }) => siteId))],
  };
}

/** Leaves out what is owed already. */
function queue(notify: NotifyTables, notices: readonly OwedNotice[]): void {
  const keys = new Set([...notify.notices.values()].map(keyOf));
  for (const notice of notices) {
    if (keys.has(keyOf(notice))) continue;
    keys.add(keyOf(notice));
    notify.notices.set(notice.id, notice);
  }
}

function change(notify: NotifyTables, id: string, more: Partial<OwedNotice>): void {
  const notice = notify.notices.get(id);
  if (notice) notify.notices.set(id, { ...notice, ...more });
}

const queuedOf = (notify: NotifyTables): readonly OwedNotice[] =>
  [...notify.notices.values()].filter(({ state }) => state === 'queued');

function lastSent(notify: NotifyTables): ReadonlyMap<string, number> {
  const news = [...notify.notices.values()].filter(({ kind }) => kind !== 'drill');
  const groups = groupBy(news, ({ recipient }) => recipient);
  return new Map(
    [...groups].map(([recipient, rows]) => [
      recipient,
      Math.max(...rows.map(({ sentAt }) => sentAt ?? Number.NEGATIVE_INFINITY)),
    ]),
  );
}

function take(notify: NotifyTables, how: Parameters<NotifyStore['claim']>[1]) {
  const pending = queuedOf(notify);
  const messages = chooseMessages(pending, lastSent(notify), how.now).slice(0, how.atMost);
  return messages.map(({ id, notices }): Message => {
    const taken = notices.map((notice) => ({ ...notice, messageId: id, claimedUntil: how.now + how.forMs }));
    for (const notice of taken) notify.notices.set(notice.id, notice);
    return { id, notices: taken };
  });
}

function outcome(notice: OwedNotice, delivery: Delivery): OwedNotice {
  const tried = { ...notice, attempts: notice.attempts + 1, claimedUntil: null };
  switch (delivery.kind) {
    case 'sent':
      return { ...tried, state: 'sent', sentAt: delivery.at, providerId: delivery.providerId };
    case 'retry':
      return { ...tried, nextAt: delivery.nextAt, lastError: delivery.error };
    case 'given-up':
      return { ...tried, state: 'given-up', lastError: delivery.error };
    default:
      return delivery satisfies never;
  }
}

function noteHealth(notify: NotifyTables, notice: OwedNotice | undefined, delivery: Delivery): void {
  const channelId = notice?.channelId ?? '';
  if (!notice || !notify.channels.has(channelId)) return;
  const before = notify.health.get(channelId) ?? { channelId, failingSince: null, failure: null, lastSentAt: null };
  if (delivery.kind === 'sent') {
    notify.health.set(channelId, { channelId, failingSince: null, failure: null, lastSentAt: delivery.at });
    const own = [...notify.contacts.values()].find((row) => row.userId === notice.recipient && row.channelId === channelId);
    if (own && delivery.address !== undefined) notify.contacts.set(own.id, { ...own, address: asJson(delivery.address) });
    return;
  }
  const { at, error, blames } = delivery;
  const contact = [...notify.contacts.values()].find((row) => row.userId === notice.recipient && row.channelId === channelId);
  if (blames === 'message') return;
  if (blames === 'address' && contact) notify.contacts.set(contact.id, { ...contact, goneAt: at });
  else notify.health.set(channelId, { ...before, failingSince: before.failingSince ?? at, failure: error });
}

function takeOffOthers(notify: NotifyTables, sent: OwedNotice): void {
  const keyButChannel = (notice: OwedNotice) => keyOf({ ...notice, channelId: '' });
  for (const other of queuedOf(notify)) {
    if (keyButChannel(other) === keyButChannel(sent)) change(notify, other.id, { state: 'failed', claimedUntil: null });
  }
}

const outbox = (database: Database): Pick<NotifyStore, 'view' | 'commitRound' | 'claim' | 'record' | 'noticesOf'> => ({
  view: async () => viewOf(database.read(), database.now()),
  commitRound: (fence, plan) =>
    database.write((draft) => {
      holdFence(draft, fence);
      for (const escalation of plan.escalations) draft.notify.escalations.set(escalationKey(escalation), escalation);
      queue(draft.notify, plan.notices);
      for (const id of plan.overtaken)
        change(draft.notify, id, { state: 'given-up', lastError: 'overtaken', claimedUntil: null });
      for (const id of plan.reminded ?? []) {
        const withholding = draft.withholdings.get(id);
        if (withholding) draft.withholdings.set(id, { ...withholding, remindedAt: database.now() });
      }
    }),
  claim: (fence, how) =>
    database.write((draft) => {
      holdFence(draft, fence);
      return take(draft.notify, how);
    }),
  record: (message, delivery, instead) =>
    database.write((draft) => {
      for (const { id } of message.notices) {
        const notice = draft.notify.notices.get(id);
        if (!notice || notice.state === 'sent') continue;
        const after = outcome(notice, delivery);
        draft.notify.notices.set(id, after);
        if (after.state === 'sent') takeOffOthers(draft.notify, after);
      }
      queue(draft.notify, instead);
      noteHealth(draft.notify, message.notices[0], delivery);
    }),
  noticesOf: async (subjectId) =>
    [...database.read().notify.notices.values()]
      .filter((notice) => notice.subjectId === subjectId)
      .toSorted((a, b) => a.createdAt - b.createdAt || a.sequence - b.sequence),
});

/** Tells who is told, and what is owed. */
export const memoryNotifyStore = (database: Database): NotifyStore => ({
  ...memoryNotifySettings(database),
  ...outbox(database),
  addLink: (link) => database.write((draft) => void draft.notify.links.set(link.tokenHash, link)),
  link: async (tokenHash) => database.read().notify.links.get(tokenHash) ?? null,
  linksOf: async (subjectId) => [...database.read().notify.links.values()].filter((link) => link.subjectId === subjectId),
  useLink: (tokenHash, now) =>
    database.write((draft) => {
      const link = draft.notify.links.get(tokenHash);
      if (!link || link.usedAt !== null) return false;
      draft.notify.links.set(tokenHash, { ...link, usedAt: now });
      return true;
    }),
  startDrill: (drill, notices, audit) =>
    database.write((draft) => {
      draft.notify.drills.set(drill.id, drill);
      queue(draft.notify, notices);
      appendAudit(draft, audit, database.now());
    }),
  keepDueDrill: (fence, drill, { notices, audit }) =>
    database.write((draft) => {
      holdFence(draft, fence);
      const known = [...draft.notify.drills.values()];
      if (known.some(({ siteId, dueAt }) => siteId === drill.siteId && dueAt === drill.dueAt)) return false;
      draft.notify.drills.set(drill.id, drill);
      queue(draft.notify, notices);
      appendAudit(draft, audit, database.now());
      return true;
    }),
  drill: async (id) => database.read().notify.drills.get(id) ?? null,
  drills: async (siteId, { limit, kind }) =>
    [...database.read().notify.drills.values()]
      .filter((drill) => drill.siteId === siteId && drill.kind === kind)
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .slice(0, limit),
});
