import {
  type Due,
  EscalationPolicy,
  isGroupRecipient,
  ok,
  type Priority,
  type Result,
  refuse,
  routesFirstBy,
  tellingTimeline,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { loadTellingSetup, tellingAt } from './who-is-told.ts';

/** `policy` left out: the one that holds. */
export const PreviewPolicy = z.strictObject({ siteId: Id, policy: EscalationPolicy.optional() });

export interface ToldThen {
  /** Null: those who read along in the channel. */
  readonly person: string | null;
  /** Channels in the order they would be tried; empty: nothing reaches them. */
  readonly channels: readonly string[];
}

/** What would be told at a minute after the beginning of an alarm that nobody acknowledges. */
export interface PreviewEntry {
  readonly minute: number;
  readonly isRepeat: boolean;
  readonly told: readonly ToldThen[];
}

const lookAheadMinutes = 60;

/** Who would be told of an alarm that begins now, in its first hour, by priority; hand-overs of duty in that hour included. */
export const previewPolicy = defineVerb({
  action: 'rota.read',
  input: PreviewPolicy,
  run: async (context, { siteId, policy }): Promise<Result<Readonly<Record<Priority, readonly PreviewEntry[]>>, NotFound>> => {
    const now = context.now();
    const setup = await loadTellingSetup(context.store);
    if (!setup.sites.some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
    const names = new Map(setup.users.map(({ id, name }) => [id, name]));
    const channelNames = new Map(setup.channels.map(({ id, name }) => [id, name]));
    const held = policy ?? tellingAt(setup, context.channels, now).policyOf(siteId);
    const toldAt = ({ targets, firstBy }: Due, minute: number): readonly ToldThen[] => {
      const { recipientsOf, routesOf } = tellingAt(setup, context.channels, now + minute * 60_000);
      const recipients = [...new Set(targets.flatMap((target) => recipientsOf(target, siteId)))];
      return recipients.map((recipient) => ({
        person: isGroupRecipient(recipient) ? null : (names.get(recipient) ?? recipient),
        channels: routesFirstBy(routesOf(recipient), firstBy).map(({ channelId }) => channelNames.get(channelId) ?? ''),
      }));
    };
    const isReached = (due: Due, minute: number) => toldAt(due, minute).some(({ channels }) => channels.length > 0);
    const of = (priority: Priority): readonly PreviewEntry[] =>
      tellingTimeline(held, { priority, untilMinute: lookAheadMinutes }, isReached).map((entry) => ({
        ...{ minute: entry.minute, isRepeat: entry.isRepeat, told: toldAt(entry, entry.minute) },
      }));
    return ok({ critical: of('critical'), high: of('high'), medium: of('medium'), low: of('low') });
  },
});
