import type { QuarantineStore } from '@wachter/services/ports/index';
import type { Database } from './database.ts';
import type { StoredQuarantine } from './tables.ts';

const excerptBytes = 2000;

/** Text where the bytes are UTF-8 (a letter cut in two at the end is left out), else hexadecimal. */
function excerptOf(payload: Uint8Array): string {
  const head = payload.slice(0, excerptBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: payload.length > excerptBytes });
  } catch {
    return Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

const shown = ({ payload, ...row }: StoredQuarantine) => ({ ...row, excerpt: excerptOf(payload), size: payload.length });

export const memoryQuarantineStore = (database: Database): QuarantineStore => ({
  list: async ({ deviceId, kind, beforeId, limit }) =>
    [...database.read().quarantine.values()]
      .filter((row) => deviceId === undefined || row.deviceId === deviceId)
      .filter((row) => kind === undefined || row.kind === kind)
      .filter((row) => beforeId === undefined || row.id < beforeId)
      .toSorted((a, b) => b.id - a.id)
      .slice(0, limit)
      .map(shown),
  counts: async () =>
    [...database.read().quarantineCounts].map(([key, { count, lastAt }]) => {
      const [deviceId, kind] = JSON.parse(key) as [string, string];
      return { deviceId, kind, count, lastAt };
    }),
});
