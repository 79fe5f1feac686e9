import { z } from 'zod';
import type { SecretSeal } from '../ports/crypto.ts';
import type { ChannelRow } from '../ports/notify-settings.ts';

const purposeOf = (channelId: string): string => `channel/${channelId}/secrets`;
const Secrets = z.record(z.string(), z.unknown());

/** The fields that are secrets, sealed for this channel only; null when it has none. */
export const sealSecrets = (channelId: string, secrets: Readonly<Record<string, unknown>>, seal: SecretSeal): string | null =>
  Object.keys(secrets).length === 0 ? null : seal.seal(JSON.stringify(secrets), purposeOf(channelId));

/** The sealed fields; null when the key does not open them. */
export function openSecrets(
  { id, sealedSecrets }: Pick<ChannelRow, 'id' | 'sealedSecrets'>,
  seal: SecretSeal | null,
): Readonly<Record<string, unknown>> | null {
  if (sealedSecrets === null) return {};
  const opened = seal?.open(sealedSecrets, purposeOf(id));
  return opened?.ok ? Secrets.parse(JSON.parse(opened.value)) : null;
}

/** The configuration as the channel needs it, for whoever sends. */
export function openChannelConfig(row: ChannelRow, seal: SecretSeal | null): Readonly<Record<string, unknown>> | null {
  const secrets = openSecrets(row, seal);
  return secrets && { ...row.config, ...secrets };
}
