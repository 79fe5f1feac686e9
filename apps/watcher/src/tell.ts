import { channels, refusalWords, systemEdge } from '@wachter/channels';
import type { Words } from '@wachter/core';
import type { Notice } from '@wachter/services/ports/channel';
import type { Listener } from './settings.ts';

/** Tells one listener by its channel. Null when the other side took it, else the reason for people. */
export async function tell(
  { channel, config, address }: Listener,
  notice: Notice,
  { signal, deliveryId }: { readonly signal: AbortSignal; readonly deliveryId: string },
): Promise<Words | null> {
  const found = channels.get(channel);
  if (!found) return { en: 'There is no such channel.', nl: 'Dit kanaal bestaat niet.' };
  const result = await found.send({ config, address, notice, deliveryId }, { ...systemEdge, signal });
  return result.ok ? null : refusalWords(result.error);
}
