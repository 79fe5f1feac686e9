import { type DrillHop, drillHops, isGroupRecipient, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { DrillRow } from '../ports/notify-store.ts';

export const ListDrills = z.strictObject({ siteId: Id, limit: z.number().int().min(1).max(100).default(20) });

/** One way of an exercise by name. `person` null: those who read along in the channel. */
export interface NamedHop extends Omit<DrillHop, 'recipient'> {
  readonly person: string | null;
  /** Empty when the channel is gone. */
  readonly channel: string;
}

export interface DrillReport extends Omit<DrillRow, 'unreached'> {
  readonly hops: readonly NamedHop[];
  /** Names of those whom no channel reached. */
  readonly unreached: readonly string[];
}

/** The exercises with names in place of ids. */
export async function reportsOf({ store }: Context, drills: readonly DrillRow[]): Promise<readonly DrillReport[]> {
  const [channels, users] = await Promise.all([store.notify.channels(), store.people.users()]);
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const channelNames = new Map(channels.map(({ id, name }) => [id, name]));
  const reports: DrillReport[] = [];
  // One after the other: a page of many drills must not take every connection.
  for (const { unreached, ...drill } of drills) {
    const [notices, links] = await Promise.all([store.notify.noticesOf(drill.id), store.notify.linksOf(drill.id)]);
    const hops = drillHops(notices, links).map(({ recipient, ...hop }) => ({
      ...hop,
      person: isGroupRecipient(recipient) ? null : (names.get(recipient) ?? recipient),
      channel: channelNames.get(hop.channelId) ?? '',
    }));
    reports.push({ ...drill, hops, unreached: unreached.map((id) => names.get(id) ?? id) });
  }
  return reports;
}

/** Drills of a site, newest first: who got the message by which channel, when, and when it was acknowledged. */
export const listDrills = defineVerb({
  action: 'drill.read',
  input: ListDrills,
  run: async (context, { siteId, limit }): Promise<Result<readonly DrillReport[], never>> =>
    ok(await reportsOf(context, await context.store.notify.drills(siteId, { limit, kind: 'drill' }))),
});
