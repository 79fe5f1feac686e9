import { ok } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { listChannels } from '@wachter/services/channel/list';
import { listDrills } from '@wachter/services/oncall/list-drills';
import { readDrillPlan } from '@wachter/services/oncall/read-drill-plan';
import { whoIsOnDuty } from '@wachter/services/oncall/who-is-on-duty';
import type { OnCallView } from '../../features/on-call/view.ts';
import type { UserContext } from '../context.ts';
import type { Read } from './read.ts';
import { readSiteModel } from './site-model.ts';

const webPushId = 'web-push';

/** Who is on duty and by what people are told. Whoever is no administrator gets their own contacts only. */
export async function readOnCall(context: UserContext): Promise<Read<OnCallView>> {
  const [onCall, model] = await Promise.all([whoIsOnDuty(context, {}), readSiteModel(context)]);
  if (!onCall.ok) return onCall;
  if (!model.ok) return model;
  const { actor, store } = context;
  const maySeeChannels = can(actor, 'channel.read', { kind: 'channel' }).allowed;
  const mayHaveContacts = can(actor, 'contact.edit', { kind: 'contact' }).allowed;
  const sites = model.value.sites.map(({ id, name, timeZone }) => ({ id, name, timeZone }));
  const maySeeDrills = can(actor, 'drill.read', { kind: 'drill' }).allowed;
  const [channels, rows, contacts, drills, plans] = await Promise.all([
    maySeeChannels ? listChannels(context, {}) : null,
    store.notify.channels(),
    mayHaveContacts ? store.notify.contacts(actor.role === 'administrator' ? undefined : actor.id) : [],
    maySeeDrills ? Promise.all(sites.map(({ id }) => listDrills(context, { siteId: id }))) : null,
    maySeeDrills ? Promise.all(sites.map(({ id }) => readDrillPlan(context, { siteId: id }))) : [],
  ]);
  if (channels && !channels.ok) return channels;
  return ok({
    onCall: onCall.value,
    sites,
    channels: channels?.value ?? null,
    pushChannels: rows.flatMap(({ id, name, type, isEnabled, config: { publicKey } }) =>
      type === webPushId && isEnabled && typeof publicKey === 'string' ? [{ id, name, publicKey }] : [],
    ),
    channelNames: rows.map(({ id, type, name }) => ({ id, type, name })),
    contacts,
    plannedDrills: plans.flatMap((found) => (found.ok ? (found.value ?? []) : [])),
    drills: drills?.flatMap((found) => (found.ok ? found.value : [])) ?? null,
  });
}
