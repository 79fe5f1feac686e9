import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { openStore, silentLog } from '@wachter/store';
import { createTestDatabase, type TestDatabase } from '@wachter/tooling/test-database';
import mqtt from 'mqtt';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerDevice, type LedgerDevice } from './ledger-device.ts';
import { type LiveBroker, startLiveBroker } from './live-broker.ts';

const SITE = '00000000-0000-7000-8000-000000000001';
const DEVICES = ['ledger-1', 'ledger-2', 'ledger-3'];
const root = path.resolve(import.meta.dirname, '../../..');

let database: TestDatabase;
let broker: LiveBroker;
let sql: pg.Client;
const children = new Set<Running>();

interface Running {
  readonly child: ChildProcess;
  readonly log: () => string;
  readonly until: (text: string) => Promise<void>;
  readonly ended: Promise<number | null>;
}

function startIngestor(changes: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'apps/ingestor/src/main.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url, MQTT_URL: broker.url, WACHTER_LOG_LEVEL: 'info', ...changes },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listeners = new Set<() => void>();
  const hear = (piece: Buffer) => {
    said += piece.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const until = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!said.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`the ingestor ended before it said "${text}":\n${said}`)));
    });
  const running = { child, log: () => said, until, ended };
  running.until('\u0000').catch(() => undefined);
  children.add(running);
  return running;
}

async function kill({ child, ended }: Running, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return ended;
}

async function everySecondMessage<T>(question: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await question();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited in vain');
}

const count = async (text: string, ...values: unknown[]): Promise<number> => Number((await sql.query(text, values)).rows[0]?.n);

/** What the ledger wrote and what storage has, per device: equal, without a double and without a hole. */
async function audit(devices: readonly LedgerDevice[]) {
  for (const device of devices) {
    const stored = await count(
      `SELECT count(*) AS n FROM reading r JOIN point p ON p.id = r.point_id WHERE p.device_id = $1 AND p.channel = 'n'`,
      device.id,
    );
    const distinct = await count(
      `SELECT count(DISTINCT r.value) AS n FROM reading r JOIN point p ON p.id = r.point_id WHERE p.device_id = $1 AND p.channel = 'n'`,
      device.id,
    );
    expect([stored, distinct], `${device.id}: stored, distinct`).toEqual([device.written(), device.written()]);
  }
  expect(await count('SELECT count(*) AS n FROM device_gap WHERE closed_at IS NULL')).toBe(0);
}

beforeAll(async () => {
  database = await createTestDatabase();
  sql = new pg.Client({ connectionString: database.url });
  sql.on('error', () => undefined);
  await sql.connect();
  const store = openStore({
    url: database.url,
    applicationName: 'test',
    poolSize: 2,
    statementTimeoutMs: 20_000,
    log: silentLog,
  });
  await store.site.transaction(async (tx) => {
    await tx.putSite({ id: SITE, slug: 'test', name: 'Test', timeZone: 'UTC' });
    for (const id of DEVICES) {
      await tx.putDevice({
        ...{ id, siteId: SITE, locationId: null, parentId: null, dialect: 'native', name: id, status: 'approved' as const },
        ...{ model: null, firmware: null, approvedAt: Date.now(), approvedBy: 'test', mapping: null },
      });
      for (const channel of ['t', 'n']) {
        await tx.putPoint({
          ...{
            id: null,
            tag: `${id}.${channel}`,
            name: channel,
            siteId: SITE,
            locationId: null,
            equipmentId: null,
            deviceId: id,
            channel,
          },
          ...{ quantity: channel === 't' ? 'inlet-temperature' : null, sourceUnit: null, intervalSeconds: 1, staleSeconds: 60 },
          ...{ status: 'active' as const, place: {}, derivedFrom: null },
        });
      }
    }
  });
  await store.close();
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

beforeEach(async () => {
  await sql.query('DELETE FROM reading; DELETE FROM device_session; DELETE FROM device_gap; DELETE FROM device_state');
  broker = await startLiveBroker();
});

afterEach(async () => {
  for (const running of children) if (running.child.exitCode === null) await kill(running, 'SIGKILL');
  children.clear();
  await broker.stop();
});

/** Devices that talk for as long as `work` takes. */
async function underLoad(work: () => Promise<void>): Promise<readonly LedgerDevice[]> {
  const devices = await Promise.all(DEVICES.map((id) => createLedgerDevice(broker.url, id)));
  let round = 0;
  const talk = setInterval(() => {
    round += 1;
    for (const device of devices) device.say(20 + (round % 5));
  }, 15);
  try {
    await work();
  } finally {
    clearInterval(talk);
  }
  return devices;
}

describe('the ingestor as a process', () => {
  it('loses nothing and doubles nothing when its leader is killed again and again, and the standby takes over (R01, H01)', async () => {
    let leader = startIngestor();
    await leader.until('listening');
    let standby = startIngestor();
    await standby.until('standby');
    const gaps: number[] = [];
    const devices = await underLoad(async () => {
      for (let round = 0; round < 3; round++) {
        await new Promise((resolve) => setTimeout(resolve, 300 + round * 270));
        const killedAt = performance.now();
        await kill(leader, 'SIGKILL');
        await standby.until('listening');
        gaps.push(Math.round(performance.now() - killedAt));
        leader = standby;
        standby = startIngestor();
        await standby.until('standby');
      }
    });
    await Promise.all(devices.map((device) => device.settled()));
    await audit(devices);
    for (const device of devices) await device.end();
    console.info(`failover gaps in ms: ${gaps.join(', ')}`);
  }, 120_000);

  it('ends within five seconds of SIGTERM under load, with everything it acknowledged stored (R04)', async () => {
    const ingestor = startIngestor();
    await ingestor.until('listening');
    let code: number | null = null;
    let tookMs = 0;
    const devices = await underLoad(async () => {
      await everySecondMessage(async () => ((await count('SELECT count(*) AS n FROM reading')) > 100 ? true : null));
      const began = performance.now();
      code = await kill(ingestor, 'SIGTERM');
      tookMs = performance.now() - began;
    });
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(5_000);
    for (const device of devices) {
      const stored = await count('SELECT contiguous_seq AS n FROM device_session WHERE device_id = $1', device.id);
      expect(device.covered()).toBeLessThanOrEqual(stored);
    }
    const next = startIngestor();
    await next.until('listening');
    await Promise.all(devices.map((device) => device.settled()));
    await audit(devices);
    for (const device of devices) await device.end();
  }, 60_000);

  it('notices that the broker came back without its session, subscribes again, and gets everything from the devices (R10)', async () => {
    const ingestor = startIngestor();
    await ingestor.until('listening');
    const devices = await underLoad(async () => {
      await everySecondMessage(async () => ((await count('SELECT count(*) AS n FROM reading')) > 100 ? true : null));
      const { port } = broker;
      await broker.stop();
      broker = await startLiveBroker(port);
      await ingestor.until('lost our session');
    });
    await Promise.all(devices.map((device) => device.settled()));
    await audit(devices);
    const details = await everySecondMessage(async () => {
      const { rows } = await sql.query(`SELECT details, is_broker_connected FROM heartbeat WHERE role = 'ingestor'`);
      return rows[0]?.details.lostSessions === 1 && rows[0]?.is_broker_connected ? rows[0].details : null;
    });
    expect(details.lostSessions).toBe(1);
    for (const device of devices) await device.end();
  }, 60_000);

  it('says so and is not well when the broker refuses its subscription (R13)', async () => {
    broker.refuse(['#']);
    const ingestor = startIngestor({ WACHTER_METRICS_PORT: '0' });
    await ingestor.until('refuses this account to read');
    const beat = await everySecondMessage(async () => {
      const { rows } = await sql.query(
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
    const ingestor = startIngestor();
    await ingestor.until('listening');
    const devices = await underLoad(async () => {
      for (let round = 0; round < 10; round++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wachter-ingestor'`);
      }
    });
    await Promise.all(devices.map((device) => device.settled()));
    await audit(devices);
    expect(ingestor.child.exitCode).toBeNull();
    for (const device of devices) await device.end();
  }, 60_000);

  it('refuses to start without its settings, in one sentence each, and explains them all with --help', async () => {
    const ingestor = startIngestor({ MQTT_URL: 'http://not-a-broker', DATABASE_URL: '' });
    expect(await ingestor.ended).toBe(2);
    expect(ingestor.log()).toMatch(/Setting DATABASE_URL: .+\nSetting MQTT_URL: must begin with mqtt/);
  });

  it('shows a stored value to anybody with an ordinary client in the time of one transaction', async () => {
    const ingestor = startIngestor();
    await ingestor.until('listening');
    const client = await mqtt.connectAsync(broker.url, { clientId: 'stranger', protocolVersion: 4 });
    await client.publishAsync('tele/tasmota/SENSOR', '{"Time":"2017-02-16T10:13:52","DS18B20":{"Temperature":20.6}}', { qos: 1 });
    await client.endAsync();
    const value = await everySecondMessage(async () => {
      const { rows } = await sql.query(
        `SELECT r.value FROM reading r JOIN point p ON p.id = r.point_id WHERE p.device_id = 'tasmota/tasmota'`,
      );
      return (rows[0]?.value as number | undefined) ?? null;
    });
    expect(value).toBe(20.6);
  }, 60_000);
});
