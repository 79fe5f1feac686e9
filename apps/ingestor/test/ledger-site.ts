import { openStore, silentLog } from '@wachter/store';
import { createTestDatabase } from '@wachter/tooling/test-database';
import pg from 'pg';
import { expect } from 'vitest';
import { createLedgerDevice, type LedgerDevice } from './ledger-device.ts';

const SITE = '00000000-0000-7000-8000-000000000001';

/** A database with approved native devices of two points each: `t`, a temperature, and `n`, the number of the message. */
export interface LedgerSite {
  readonly url: string;
  readonly sql: pg.Client;
  /** The column `n` of the first row. */
  readonly count: (text: string, ...values: unknown[]) => Promise<number>;
  /** What the devices wrote and what storage has: equal, without a double and without a hole. */
  readonly audit: (devices: readonly { readonly id: string; readonly written: () => number }[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openLedgerSite(devices: readonly string[]): Promise<LedgerSite> {
  const database = await createTestDatabase();
  const sql = new pg.Client({ connectionString: database.url });
  sql.on('error', () => undefined);
  await sql.connect();
  await furnish(database.url, devices);
  const count = async (text: string, ...values: unknown[]) => Number((await sql.query(text, values)).rows[0]?.n);
  const numbers = (what: string, device: string) =>
    count(
      `SELECT count(${what}) AS n FROM reading r JOIN point p ON p.id = r.point_id WHERE p.device_id = $1 AND p.channel = 'n'`,
      device,
    );
  return {
    url: database.url,
    sql,
    count,
    audit: async (written) => {
      for (const device of written) {
        const stored = [await numbers('*', device.id), await numbers('DISTINCT r.value', device.id)];
        expect(stored, `${device.id}: stored, distinct`).toEqual([device.written(), device.written()]);
      }
      expect(await count('SELECT count(*) AS n FROM device_gap WHERE closed_at IS NULL')).toBe(0);
    },
    close: async () => {
      await sql.end();
      await database.drop();
    },
  };
}

async function furnish(url: string, devices: readonly string[]): Promise<void> {
  const store = openStore({ url, applicationName: 'test', poolSize: 2, statementTimeoutMs: 20_000, log: silentLog });
  await store.site.transaction(async (tx) => {
    await tx.putSite({ id: SITE, slug: 'test', name: 'Test', timeZone: 'UTC' });
    for (const id of devices) {
      await tx.putDevice({
        ...{
          id,
          siteId: SITE,
          locationId: null,
          parentId: null,
          fedById: null,
          dialect: 'native',
          name: id,
          status: 'approved' as const,
        },
        ...{ model: null, firmware: null, approvedAt: Date.now(), approvedBy: 'test', mapping: null },
      });
      for (const channel of ['t', 'n']) {
        await tx.putPoint({
          ...{ id: null, tag: `${id}.${channel}`, name: channel, siteId: SITE, locationId: null, equipmentId: null },
          ...{ deviceId: id, channel, quantity: channel === 't' ? 'inlet-temperature' : null, sourceUnit: null },
          ...{ intervalSeconds: 1, staleSeconds: 60, status: 'active' as const, place: {}, derivedFrom: null },
        });
      }
    }
  });
  await store.close();
}

/** Devices that talk for as long as `work` takes; it gets them once all are connected. */
export async function underLoad(
  brokerUrl: string,
  ids: readonly string[],
  work: (devices: readonly LedgerDevice[]) => Promise<void>,
): Promise<readonly LedgerDevice[]> {
  const devices = await Promise.all(ids.map((id) => createLedgerDevice(brokerUrl, id)));
  let round = 0;
  const talk = setInterval(() => {
    round += 1;
    for (const device of devices) device.say(20 + (round % 5));
  }, 15);
  try {
    await work(devices);
  } finally {
    clearInterval(talk);
  }
  return devices;
}
