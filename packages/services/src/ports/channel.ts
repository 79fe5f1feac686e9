import type { AlarmLevel, Instant, Locale, Priority, Result, Words } from '@wachter/core';
import type { z } from 'zod';

/**
 * Why somebody is told: `raised` it began; `escalated` it got worse; `reminder` it still lasts and nobody took it; `resolved` it is over
 * (follows everything that was sent); `returned` it came back from being shelved or out of service and still lasts; `drill` an exercise;
 * `grouped` several at once, the gravest is named and `others` counts the rest.
 */
export const noticeKinds = [
  'raised',
  'escalated',
  'reminder',
  'resolved',
  'returned',
  'drill',
  'grouped',
  'ending',
  'chattering',
  'steady',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a channel has to say. Plain text throughout: a channel puts it in fixed places and reads no template in it. */
export interface Notice {
  readonly kind: NoticeKind;
  /** Language of the reader; `sentence`, `response`, `cause` and `consequence` are in it already. */
  readonly locale: Locale;
  readonly siteName: string;
  /** IANA name; times are written in it. */
  readonly timeZone: string;
  /** Building, room, rack; null when the thing has no place. */
  readonly place: string | null;
  /** What is wrong, as the alarm list says it. */
  readonly sentence: string;
  readonly priority: Priority;
  readonly level: AlarmLevel | null;
  /** When the condition began, by the source. */
  readonly since: Instant;
  /** What to do; null when the rule says nothing. */
  readonly response: string | null;
  /** What is usually behind it, and what happens when nobody acts. */
  readonly cause: string | null;
  readonly consequence: string | null;
  readonly respondWithinMinutes: number | null;
  /** Page of the alarm; null when the address of the dashboard is not known. */
  readonly link: string | null;
  /** Signed, single-use link that names the person and asks for a press; null where nothing can be acknowledged. */
  readonly acknowledgeLink: string | null;
  /** How many more alarms this message stands for; 0 for one alone. */
  readonly others: number;
}

/** What a person will see, for previews and for the record of deliveries. `title` is one line without control characters. */
export interface Rendered {
  readonly title: string;
  readonly text: string;
}

/** Why a channel did not deliver. `detail` is technical, one line, and holds neither secrets nor what the other side answered. */
export interface ChannelRefusal {
  readonly kind: /** Configuration or address does not fit the schema of the channel. */
    | 'misconfigured'
    /** The host may not be called: private, loopback, link-local or reserved address, a redirect. An audit row belongs to it. */
    | 'forbidden-address'
    /** The recipient is not known there any more (mailbox, push subscription): do not use this address again. */
    | 'address-gone'
    /** The other side does not know us (password, token, key). */
    | 'unauthorized'
    /** The other side said no to this message. */
    | 'refused'
    /** Too much at once, or busy; `retryAfterSeconds` when it said so. */
    | 'busy'
    | 'unreachable'
    | 'timed-out'
    /** The caller's signal ended it. */
    | 'aborted';
  readonly retryable: boolean;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

/** The other side took it. That a person read it is never claimed. */
export interface Sent {
  /** Number the provider gave it, at most 200 characters; null when it gives none. */
  readonly providerId: string | null;
  /** The address from now on, where a part of it has ended (one of the devices of a person); left out where nothing has changed. */
  readonly address?: unknown;
}

export interface ChannelOrder {
  /** Checked by the channel's `config` schema, with secrets opened. */
  readonly config: unknown;
  /** Checked by the channel's `address` schema. */
  readonly address: unknown;
  readonly notice: Notice;
  /** Stays the same when a delivery is tried again, so that the other side can recognise a repetition. */
  readonly deliveryId: string;
}

/** What a channel needs of the world. `resolve` gives every address of a host name and throws when there is none. */
export interface ChannelEdge {
  readonly now: () => Instant;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Ends a send that lasts. */
  readonly signal?: AbortSignal;
  /** Longest duration of one send as a whole; 10 s when left out. */
  readonly timeoutMs?: number;
}

/** Whom an instance of a channel reaches: one person at a time, each with an address, or whoever reads along (a team's room, a system). */
export type ChannelAudience = 'person' | 'group';

/**
 * A way to tell people. `config` and `address` are object schemas; forms are generated from them (`words` and `isSecret` in the metadata
 * of a field). `send` never throws for what the other side does; an expected refusal is a value that says whether to try again.
 */
export interface Channel {
  readonly id: string;
  readonly name: Words;
  readonly audience: ChannelAudience;
  readonly config: z.ZodType;
  readonly address: z.ZodType;
  /** Fields of `config` that are made when the channel is set up, never typed, and kept when it is changed. */
  readonly made?: { readonly fields: readonly string[]; readonly make: () => Readonly<Record<string, unknown>> };
  /** Names of the fields of `config` that are secrets: sealed in storage, never shown again. */
  readonly secretFields: readonly string[];
  /** The address that follows from what is known of everybody; null when the person must give one. */
  readonly addressOf: (person: { readonly email: string }) => unknown;
  readonly render: (notice: Notice) => Rendered;
  readonly send: (order: ChannelOrder, edge: ChannelEdge) => Promise<Result<Sent, ChannelRefusal>>;
}
