import { type Instant, type Message, type OwedNotice, owe, type Result, refuse } from '@wachter/core';
import type { ChannelRow, Delivery, Failure } from '@wachter/services';
import type { Telling, TellingSetup } from '@wachter/services/oncall/who-is-told';
import type { Channel, ChannelEdge, ChannelRefusal, Notice, Sent } from '@wachter/services/ports/channel';
import { type ComposeSettings, compose } from './compose.ts';

export interface DeliverySettings extends ComposeSettings {
  readonly catalogue: ReadonlyMap<string, Channel>;
  /** Configuration of a channel with its secrets; null when they cannot be opened. */
  readonly openConfig: (row: ChannelRow) => Readonly<Record<string, unknown>> | null;
  readonly edge: ChannelEdge;
  readonly random: () => number;
  readonly newId: () => string;
}

/** What is known when a round begins. */
export interface RoundKnowledge {
  readonly setup: TellingSetup;
  readonly telling: Telling;
}

export interface Outcome {
  readonly delivery: Delivery;
  /** The same word by the next channel of the recipient. */
  readonly instead: readonly OwedNotice[];
}

const firstRetryMs = 15_000;
const longestRetryMs = 600_000;
/** A word that is a day old helps nobody. */
const givenUpAfterMs = 24 * 3_600_000;
/** An exercise asks whether it works now. */
const drillGivenUpAfterMs = 5 * 60_000;

/** Grows from 15 s to 10 min; a fifth of chance keeps many from trying again at once. A server that said when is believed. */
export function retryAt(
  attempts: number,
  now: Instant,
  more: { readonly random: () => number; readonly afterSeconds?: number },
): Instant {
  const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** attempts) * (0.8 + 0.4 * more.random());
  return now + Math.round(Math.max(wait, (more.afterSeconds ?? 0) * 1000));
}

/** Tries once to send a message, and says what came of it. Never throws for what a channel does. */
export async function attempt(settings: DeliverySettings, known: RoundKnowledge, message: Message): Promise<Outcome> {
  const [first] = message.notices;
  const notice = await compose(settings, known.setup, message);
  const gone = { kind: 'given-up', error: 'subject-gone', at: settings.now(), blames: 'message' } as const;
  if (!first || !notice) return { delivery: gone, instead: [] };
  const result = await send(settings, known.setup, { message, first, notice });
  if (result.ok) return { delivery: { kind: 'sent', at: settings.now(), ...result.value }, instead: [] };
  return { delivery: failed(settings, first, result.error), instead: fallback(settings, known.telling, message) };
}

interface Letter {
  readonly message: Message;
  readonly first: OwedNotice;
  readonly notice: Notice;
}

async function send(
  { catalogue, openConfig, edge }: DeliverySettings,
  setup: TellingSetup,
  { message, first, notice }: Letter,
): Promise<Result<Sent, ChannelRefusal>> {
  const row = setup.channels.find(({ id, isEnabled }) => id === first.channelId && isEnabled);
  const channel = row && catalogue.get(row.type);
  if (!row || !channel) return refuse({ kind: 'misconfigured', retryable: false, detail: 'the channel is gone or switched off' });
  const config = openConfig(row);
  if (!config)
    return refuse({ kind: 'misconfigured', retryable: true, detail: 'its secrets cannot be opened: the key is another one' });
  try {
    return await channel.send({ config, address: first.address, notice, deliveryId: message.id }, edge);
  } catch (error) {
    return refuse({ kind: 'refused', retryable: true, detail: error instanceof Error ? error.name : 'unknown error' });
  }
}

function failed({ now, random }: DeliverySettings, first: OwedNotice, refusal: ChannelRefusal): Delivery {
  const failure = { error: `${refusal.kind}: ${refusal.detail}`, at: now(), blames: blameOf(refusal) };
  if (refusal.kind === 'aborted') return { kind: 'retry', nextAt: now(), ...failure };
  const patienceMs = first.subjectKind === 'drill' ? drillGivenUpAfterMs : givenUpAfterMs;
  if (!refusal.retryable || now() - first.createdAt > patienceMs) return { kind: 'given-up', ...failure };
  const { retryAfterSeconds: afterSeconds } = refusal;
  const nextAt = retryAt(first.attempts, now(), { random, ...(afterSeconds ? { afterSeconds } : {}) });
  return { kind: 'retry', nextAt, ...failure };
}

function blameOf({ kind }: ChannelRefusal): Failure['blames'] {
  if (kind === 'aborted') return 'message';
  return kind === 'address-gone' ? 'address' : 'channel';
}

/** What is owed stays owed: the next way to the person, round to the first, is tried at once; this one again later. An exercise goes every way of itself. */
function fallback({ newId, now }: DeliverySettings, { routesOf }: Telling, { notices }: Message): readonly OwedNotice[] {
  return notices.flatMap((notice) => {
    if (notice.subjectKind === 'drill') return [];
    const routes = routesOf(notice.recipient);
    const at = routes.findIndex(({ channelId }) => channelId === notice.channelId);
    const next = routes[(at + 1) % routes.length];
    if (!next || next.channelId === notice.channelId) return [];
    const { subjectKind, subjectId, activation, kind, sequence, recipient, priority } = notice;
    const key = { subjectKind, subjectId, activation, kind, sequence, recipient, channelId: next.channelId };
    return [owe(key, { id: newId(), address: next.address, priority, now: now() })];
  });
}
