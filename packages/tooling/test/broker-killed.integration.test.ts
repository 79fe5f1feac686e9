import { newSecret } from '@wachter/services/broker/secret';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { endAll, type IngestorProcess, startIngestor } from '../../../apps/ingestor/test/ingestor-process.ts';
import { type LedgerSite, openLedgerSite } from '../../../apps/ingestor/test/ledger-site.ts';
import { brokerKinds, createKillableBroker, findMosquitto, type KillableBroker } from './killable-broker.ts';
import { type NumberedDevices, startNumberedDevices } from './numbered-devices.ts';

const KILLS = 5;
const DEVICES = ['numbered-1', 'numbered-2', 'numbered-3', 'numbered-4'];
const INGESTOR = 'wachter-ingestor';

const children = new Set<IngestorProcess>();
const running: { site?: LedgerSite; broker?: KillableBroker; devices?: NumberedDevices } = {};

afterEach(async () => {
  running.devices?.stop();
  await endAll(children);
  await running.broker?.close();
  await running.site?.close();
});

/** The whole way: firmware, broker, ingestor, PostgreSQL, each as it is in the product. */
async function start(kind: keyof typeof brokerKinds) {
  const site = await openLedgerSite(DEVICES);
  running.site = site;
  const secrets = new Map(DEVICES.map((id) => [id, newSecret(nodeCrypto)]));
  const secret = newSecret(nodeCrypto);
  const broker = await createKillableBroker(brokerKinds[kind], { devices: secrets, ingestor: [INGESTOR, secret] });
  running.broker = broker;
  await broker.start();
  const account = { MQTT_USERNAME: INGESTOR, MQTT_PASSWORD: secret };
  const ingestor = startIngestor({ DATABASE_URL: site.url, MQTT_URL: broker.url, ...account }, children);
  await ingestor.until('listening');
  const devices = startNumberedDevices(broker.url, secrets);
  running.devices = devices;
  return { site, broker, ingestor, devices };
}

async function surviveKills(kind: keyof typeof brokerKinds): Promise<void> {
  const { site, broker, ingestor, devices } = await start(kind);
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Counted in receipts: now while the ingestor is at work, now before it has come back.
    await devices.taken(40 + kill * 67);
    await broker.kill();
    await broker.start();
  }
  await devices.settle();
  await site.audit(devices.ledgers);
  expect(devices.ledgers.map(({ lost }) => lost())).toEqual(DEVICES.map(() => 0));
  expect(devices.resent()).toBeGreaterThan(0);
  expect(await site.count('SELECT sum(duplicates) AS n FROM device_state')).toBeGreaterThan(0);
  expect(ingestor.child.exitCode).toBeNull();
}

describe('a broker that is killed again and again under load', () => {
  it('costs nothing end to end when it is the embedded one (R02)', () => surviveKills('embedded'), 120_000);

  it.skipIf(findMosquitto() === null)(
    'costs nothing end to end when it is Mosquitto with the shipped configuration (R02; skipped where none is installed)',
    () => surviveKills('mosquitto'),
    120_000,
  );
});
