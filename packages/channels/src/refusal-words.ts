import { failureWords, type Words } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';

/** A refusal for people: what happened, with the technical detail behind it. */
export function refusalWords({ kind, detail }: ChannelRefusal): Words {
  const { en, nl } = failureWords[kind];
  return { en: `${en} (${detail}).`, nl: `${nl} (${detail}).` };
}
