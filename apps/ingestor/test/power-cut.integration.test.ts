import type { Alarm } from '@wachter/core';
import { makeNewId } from '@wachter/services/new-id';
import { retirePoint } from '@wachter/services/point/retire';
import { editRule } from '@wachter/services/rule/edit';
import { openStore, silentLog } from '@wachter/store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import mqtt from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import { data, SITE } from './bench.ts';
import { endAll, type IngestorProcess, startIngestor } from './ingestor-process.ts';
import { type LedgerSite, openLedgerSite } from './ledger-site.ts';
import { startLiveBroker } from './live-broker.ts';

const children = new Set<IngestorProcess>();
afterEach(() => endAll(children));

const POINTS = 500;
const IN_A_MESSAGE = 50;

/** Points `p0` to `p499` of the device, each with a limit of 30; a statement each, because the test is about what comes after. */
async function furnish({ sql }: LedgerSite): Promise<void> {
  await sql.query(
    `INSERT INTO point (tag, name, site_id, device_id, channel, quantity, interval_seconds, stale_seconds, status)
     SELECT 'p' || n, 'p' || n, $1, 'node-1', 'p' || n, 'inlet-temperature', 10, 60, 'active' FROM generate_series(0, $2::int - 1) AS n`,
    [SITE, POINTS],
  );
  const params = { high: { critical: 30 }, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 };
  await sql.query(
    `INSERT INTO rule (id, site_id, type, point_id, params, priority)
     SELECT gen_random_uuid(), site_id, 'limit', id, $1::jsonb, 'high' FROM point WHERE tag ~ '^p[0-9]+$'`,
    [JSON.stringify(params)],
  );
  await sql.query('UPDATE directory_revision SET revision = revision + 1');
}

/** Asks until it is so; each question is a round trip to the database. */
async function comes<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 4_000; tries += 1) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new Error('it never came');
}

it('keeps 500 alarms of a power cut as one incident (A13), ends a shelving that ran out while it was dead (A15), and takes over what was changed meanwhile (A14)', async () => {
  const site = await openLedgerSite(['node-1']);
  await furnish(site);
  const broker = await startLiveBroker();
  const store = openStore({ url: site.url, applicationName: 'test', poolSize: 2, statementTimeoutMs: 20_000, log: silentLog });
  const newId = makeNewId(Date.now, nodeCrypto.randomBytes);
  const services = { store, now: Date.now, newId, crypto: nodeCrypto, channels: new Map(), seal: null };
  const context = { ...services, hashPassword: async () => '', actor: { kind: 'system' as const, name: 'test' } };
  const start = () => startIngestor({ DATABASE_URL: site.url, MQTT_URL: broker.url }, children);
  const device = mqtt.connect(broker.url, { clientId: 'node-1', protocolVersion: 4 });
  let seq = 0;
  const say = (value: number) =>
    Promise.all(
      Array.from({ length: POINTS / IN_A_MESSAGE }, (_, part) => {
        const names = Array.from({ length: IN_A_MESSAGE }, (__, n) => `p${part * IN_A_MESSAGE + n}`);
        seq += 1;
        const body = data(seq, Date.now() + seq, Object.fromEntries(names.map((name) => [name, value])));
        return device.publishAsync('wachter/v1/node-1/data', JSON.stringify(body), { qos: 1 });
      }),
    );
  const alarmOf = async (tag: string): Promise<Alarm> => {
    const [alarm] = await store.alarms.list({ pointId: (await store.site.pointByTag(tag))?.id, limit: 1 });
    if (!alarm) throw new Error(`${tag} has no alarm`);
    return alarm;
  };
  const kinds = async (tag: string) => (await store.alarms.journal((await alarmOf(tag)).id)).map(({ kind }) => kind);

  const first = start();
  await first.until('listening');
  await say(35);
  const raised = () => site.count("SELECT count(DISTINCT alarm_id) AS n FROM journal WHERE kind = 'raised'");
  await comes(async () => ((await raised()) === POINTS ? true : null));
  expect(await site.count('SELECT count(*) AS n FROM alarm WHERE cleared_at IS NULL')).toBe(POINTS);
  expect(await site.count('SELECT count(DISTINCT incident_id) AS n FROM alarm')).toBe(1);
  const floods = await comes(async () =>
    (await store.live.health()).floods.length > 0 ? (await store.live.health()).floods : null,
  );
  expect(floods).toMatchObject([{ siteId: SITE }]);

  const shelved = await alarmOf('p1');
  const hour = 3_600_000;
  const shelving = {
    ...{ id: newId(), siteId: SITE, kind: 'shelved' as const, scopeKind: 'rule' as const, scopeId: shelved.ruleId },
    ...{ fromAt: Date.now(), untilAt: Date.now() + hour, reason: 'filter change', workOrder: null, createdAt: Date.now() },
    ...{ createdBy: 'Ada', createdByUser: null, source: null, endedAt: null, endedBy: null, remindedAt: null },
  };
  await store.site.transaction((tx) => tx.putWithholding(shelving));
  await comes(async () => ((await alarmOf('p1')).withheld === 'shelved' ? true : null));
  await first.kill('SIGKILL');
  // As if an hour had passed.
  await site.sql.query("UPDATE withholding SET from_at = from_at - interval '2 h', until_at = until_at - interval '2 h'");
  await site.sql.query('UPDATE lease SET expires_at = now()');
  const moved = { high: { critical: 40 }, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 };
  expect(await editRule(context, { id: (await alarmOf('p2')).ruleId, params: moved })).toMatchObject({ ok: true });
  expect(await retirePoint(context, { id: (await alarmOf('p3')).pointId ?? 0 })).toMatchObject({ ok: true });

  await start().until('listening');
  await comes(async () => ((await alarmOf('p1')).withheld === 'none' ? true : null));
  expect(await alarmOf('p1')).toMatchObject({ clearedAt: null, activation: 2, acknowledgedActivation: 0 });
  expect(await kinds('p1')).toEqual(expect.arrayContaining(['raised', 'shelved', 'unshelved']));
  await say(35);
  await comes(async () => ((await alarmOf('p2')).clearedAt === null ? null : true));
  await comes(async () => ((await alarmOf('p3')).clearedAt === null ? null : true));
  expect((await kinds('p3')).at(-1)).toBe('rule-changed');
  const orphans = `SELECT count(*) AS n FROM alarm a LEFT JOIN point p ON p.id = a.point_id AND p.status = 'active'
    WHERE a.cleared_at IS NULL AND p.id IS NULL`;
  expect(await site.count(orphans)).toBe(0);
  expect(await site.count('SELECT count(*) AS n FROM alarm WHERE cleared_at IS NULL')).toBe(POINTS - 2);
  await say(20);
  await comes(async () => ((await site.count('SELECT count(*) AS n FROM alarm WHERE cleared_at IS NULL')) === 0 ? true : null));

  await device.endAsync(true);
  await endAll(children);
  await store.close();
  await broker.stop();
  await site.close();
}, 90_000);
