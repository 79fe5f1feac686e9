import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endAll, type IngestorProcess, startIngestor } from './ingestor-process.ts';
import type { LedgerDevice } from './ledger-device.ts';
import { type LedgerSite, openLedgerSite, underLoad } from './ledger-site.ts';
import { type LiveBroker, startLiveBroker } from './live-broker.ts';

const DEVICES = ['ledger-1', 'ledger-2', 'ledger-3'];

let site: LedgerSite;
let broker: LiveBroker;
const children = new Set<IngestorProcess>();

const start = (settings: Readonly<Record<string, string>> = {}) =>
  startIngestor({ DATABASE_URL: site.url, MQTT_URL: broker.url, ...settings }, children);

async function everySecondMessage<T>(question: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await question();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited in vain');
}

async function settle(devices: readonly LedgerDevice[]): Promise<void> {
  await Promise.all(devices.map((device) => device.settled()));
  await site.audit(devices);
  for (const device of devices) await device.end();
}

/** The value that a share of `sorted` does not exceed. */
const quantile = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1];

beforeAll(async () => {
  site = await openLedgerSite(DEVICES);
});

afterAll(() => site.close());

beforeEach(async () => {
  await site.sql.query('DELETE FROM reading; DELETE FROM device_session; DELETE FROM device_gap; DELETE FROM device_state');
  broker = await startLiveBroker();
});

afterEach(async () => {
  await endAll(children);
  await broker.stop();
});

describe('the ingestor as a process', () => {
  it('loses nothing and doubles nothing when its leader is killed again and again, and the standby takes over (R01, H01)', async () => {
    let leader = start();
    await leader.until('listening');
    let standby = start();
    await standby.until('standby');
    const gaps: number[] = [];
    const devices = await underLoad(broker.url, DEVICES, async () => {
      for (let round = 0; round < 5; round++) {
        await new Promise((resolve) => setTimeout(resolve, 200 + round * 170));
        const killedAt = performance.now();
        await leader.kill('SIGKILL');
        const next = start();
        // The new one may be up before the lease of the dead one is over, and get it.
        leader = await Promise.race([standby, next].map((one) => one.until('listening').then(() => one)));
        gaps.push(Math.round(performance.now() - killedAt));
        standby = leader === next ? standby : next;
        await standby.until('standby');
      }
    });
    await settle(devices);
    const sorted = gaps.toSorted((a, b) => a - b);
    console.info(
      `${gaps.length} failovers, gap in ms: p50 ${quantile(sorted, 0.5)}, p99 ${quantile(sorted, 0.99)} (${gaps.join(', ')})`,
    );
  }, 120_000);

  it('ends within five seconds of SIGTERM under load, with everything it acknowledged stored (R04)', async () => {
    const ingestor = start();
    await ingestor.until('listening');
    let code: number | null = null;
    let tookMs = 0;
    const devices = await underLoad(broker.url, DEVICES, async () => {
      await everySecondMessage(async () => ((await site.count('SELECT count(*) AS n FROM reading')) > 100 ? true : null));
      const began = performance.now();
      code = await ingestor.kill('SIGTERM');
      tookMs = performance.now() - began;
    });
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    for (const device of devices) {
      const stored = await site.count('SELECT contiguous_seq AS n FROM device_session WHERE device_id = $1', device.id);
      expect(device.covered()).toBeLessThanOrEqual(stored);
    }
    const next = start();
    await next.until('listening');
    await settle(devices);
  }, 60_000);

  it('notices that the broker came back without its session, subscribes again, and gets everything from the devices (R10)', async () => {
    const ingestor = start();
    await ingestor.until('listening');
    const devices = await underLoad(broker.url, DEVICES, async () => {
      await everySecondMessage(async () => ((await site.count('SELECT count(*) AS n FROM reading')) > 100 ? true : null));
      const { port } = broker;
      await broker.stop();
      broker = await startLiveBroker(port);
      await ingestor.until('lost our session');
    });
    await settle(devices);
    const details = await everySecondMessage(async () => {
      const { rows } = await site.sql.query(`SELECT details, is_broker_connected FROM heartbeat WHERE role = 'ingestor'`);
      return rows[0]?.details.lostSessions === 1 && rows[0]?.is_broker_connected ? rows[0].details : null;
    });
    expect(details.lostSessions).toBe(1);
  }, 60_000);

  it('says so and is not well when the broker refuses its subscription (R13)', async () => {
    broker.refuse(['#']);
    const ingestor = start({ WACHTER_METRICS_PORT: '0' });
    await ingestor.until('refuses this account to read');
    const beat = await everySecondMessage(async () => {
      const { rows } = await site.sql.query(
        `SELECT details, is_broker_connected FROM heartbeat WHERE role = 'ingestor' AND details->>'problem' IS NOT NULL`,
      );
      return rows[0] ?? null;
    });
    expect(beat.is_broker_connected).toBe(false);
    expect(beat.details.problem).toContain('right to subscribe');
    const port = /"port":(\d+)/.exec(ingestor.log())?.[1];
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(health.status).toBe(503);
  }, 60_000);

  it('keeps its connection and acknowledges nothing while the database terminates its lines, and stores all after (D02)', async () => {
    const ingestor = start();
    await ingestor.until('listening');
    const devices = await underLoad(broker.url, DEVICES, async () => {
      for (let round = 0; round < 10; round++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        await site.sql.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wachter-ingestor'`,
        );
      }
    });
    await settle(devices);
    expect(ingestor.child.exitCode).toBeNull();
  }, 60_000);

  it('refuses to start without its settings, in one sentence each, and explains them all with --help', async () => {
    const ingestor = start({ MQTT_URL: 'http://not-a-broker', DATABASE_URL: '' });
    expect(await ingestor.ended).toBe(2);
    expect(ingestor.log()).toMatch(/Setting DATABASE_URL: .+\nSetting MQTT_URL: must begin with mqtt/);
  });

  it('shows a stored value to anybody with an ordinary client in the time of one transaction', async () => {
    const ingestor = start();
    await ingestor.until('listening');
    const client = await mqtt.connectAsync(broker.url, { clientId: 'stranger', protocolVersion: 4 });
    await client.publishAsync('tele/tasmota/SENSOR', '{"Time":"2017-02-16T10:13:52","DS18B20":{"Temperature":20.6}}', { qos: 1 });
    await client.endAsync();
    const value = await everySecondMessage(async () => {
      const { rows } = await site.sql.query(
        `SELECT r.value FROM reading r JOIN point p ON p.id = r.point_id WHERE p.device_id = 'tasmota/tasmota'`,
      );
      return (rows[0]?.value as number | undefined) ?? null;
    });
    expect(value).toBe(20.6);
  }, 60_000);

  it('raises what began in a value out of order and still holds, even when it is killed before it could look back', async () => {
    await site.sql.query(
      `INSERT INTO rule (id, site_id, type, point_id, params, priority)
       SELECT gen_random_uuid(), site_id, 'limit', id, '{"high":{"warning":27},"hysteresis":1}', 'high' FROM point WHERE tag = 'ledger-1.t'`,
    );
    const first = start();
    await first.until('listening');
    const client = await mqtt.connectAsync(broker.url, { clientId: 'ledger-1', protocolVersion: 4 });
    const began = Date.now();
    for (const [index, [t, v]] of [
      [began - 9_000, 22] as const,
      [began, 26.5] as const,
      [began - 5_000, 28] as const,
    ].entries()) {
      const message = { boot: 'boot-a', seq: index + 1, samples: [{ t, v: { t: v } }] };
      await client.publishAsync('wachter/v1/ledger-1/data', JSON.stringify(message), { qos: 1 });
    }
    await everySecondMessage(async () => ((await site.count('SELECT count(*) AS n FROM late_readings')) > 0 ? true : null));
    await first.kill('SIGKILL');
    expect(await site.count('SELECT count(*) AS n FROM alarm')).toBe(0);
    start();
    const alarm = await everySecondMessage(async () => (await site.sql.query('SELECT * FROM alarm')).rows[0] ?? null);
    expect(alarm).toMatchObject({ raised_at: new Date(began - 5_000), cleared_at: null, is_late: false });
    await everySecondMessage(async () => ((await site.count('SELECT count(*) AS n FROM late_readings')) === 0 ? true : null));
    await client.endAsync();
  }, 60_000);
});
