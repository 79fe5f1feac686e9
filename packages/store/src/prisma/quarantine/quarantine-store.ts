import type { QuarantineRow, QuarantineStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

const excerptBytes = 2_000;

/** Text where the bytes are UTF-8; a character cut in two by the excerpt's end does not count against it. */
export function excerptOf(bytes: Uint8Array, size: number): string {
  const isCut = size > bytes.length;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
  } catch {
    return Buffer.from(bytes).toString('hex');
  }
}

type Stored = Omit<QuarantineRow, 'excerpt'> & { readonly head: Buffer };

export const quarantineStore = (pool: pg.Pool): QuarantineStore => ({
  list: async ({ deviceId, kind, beforeId, limit }) => {
    const rows = await select<Stored>(
      pool,
      'listing the quarantine',
      `SELECT id, received_at AS "receivedAt", device_id AS "deviceId", channel, topic, kind, detail,
         substring(payload FOR ${excerptBytes}) AS head, octet_length(payload) AS size
       FROM quarantine
       WHERE ($1::text IS NULL OR device_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::int8 IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4`,
      [deviceId ?? null, kind ?? null, beforeId ?? null, limit],
    );
    return rows.map(({ head, ...row }) => ({ ...row, excerpt: excerptOf(head, row.size) }));
  },
  counts: () =>
    select(
      pool,
      'counting the quarantine',
      `SELECT device_id AS "deviceId", kind, count, last_at AS "lastAt" FROM quarantine_count ORDER BY device_id, kind`,
    ),
});
