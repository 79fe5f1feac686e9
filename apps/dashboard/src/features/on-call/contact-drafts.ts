import { type ChannelField, type Draft, draftOf, typedValues } from './channel-fields.ts';
import type { ContactRow } from './view.ts';

/** A contact while it is edited. `stored` is kept for addresses that no person can type. */
export interface ContactDraft {
  readonly key: number;
  readonly channelId: string;
  readonly address: Draft;
  readonly stored: unknown;
  /** It was saved before, so that it can be tested. */
  readonly isStored: boolean;
  readonly isEnabled: boolean;
  /** The other side does not know the stored address any more. */
  readonly goneAt: number | null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in the form at first. `fieldsOf` null: the address of that channel cannot be typed. */
export const contactDrafts = (
  contacts: readonly ContactRow[],
  fieldsOf: (channelId: string) => readonly ChannelField[] | null,
): readonly ContactDraft[] =>
  contacts.map(({ channelId, address, isEnabled, goneAt }, key) => ({
    key,
    channelId,
    address: draftOf(fieldsOf(channelId) ?? [], isRecord(address) ? address : {}),
    stored: address,
    isStored: true,
    isEnabled,
    goneAt,
  }));

export const freshContact = (drafts: readonly ContactDraft[], channelId: string): ContactDraft => ({
  key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1,
  channelId,
  address: {},
  stored: {},
  isStored: false,
  isEnabled: true,
  goneAt: null,
});

/** The address as the channel reads it. */
export const addressOf = (draft: ContactDraft, fields: readonly ChannelField[] | null): unknown =>
  fields ? typedValues(fields, draft.address) : draft.stored;
