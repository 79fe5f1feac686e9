import { startFaultProxy } from '@wachter/tooling/fault-proxy';
import { expect, it } from 'vitest';
import { endAll, type IngestorProcess, startIngestor } from './ingestor-process.ts';
import { openLedgerSite, underLoad } from './ledger-site.ts';
import { startLiveBroker } from './live-broker.ts';

const DEVICES = ['silent-1', 'silent-2', 'silent-3'];
const CLIENT = 'wachter-ingestor';

it('acknowledges nothing while its line to the database swallows everything, keeps its broker, and stores all when the line is back (D01)', async () => {
  const site = await openLedgerSite(DEVICES);
  const broker = await startLiveBroker();
  const line = await startFaultProxy(Number(new URL(site.url).port));
  const url = new URL(site.url);
  url.host = `127.0.0.1:${line.port}`;
  const children = new Set<IngestorProcess>();
  const ingestor = startIngestor({ DATABASE_URL: url.href, MQTT_URL: broker.url }, children);
  await ingestor.until('listening');

  const devices = await underLoad(broker.url, DEVICES, async (talking) => {
    await Promise.all(talking.map((device) => device.progressed()));
    line.turn('swallow');
    await ingestor.until('the lease could not be renewed in time');
    const atDoubt = { acknowledged: broker.acknowledgedBy(CLIENT), covered: talking.map((device) => device.covered()) };
    expect(atDoubt.acknowledged).toBeGreaterThan(0);
    await ingestor.until('a batch could not be stored: nothing is acknowledged until it is');
    const written = talking.map((device) => device.written());
    expect({ acknowledged: broker.acknowledgedBy(CLIENT), covered: talking.map((device) => device.covered()) }).toEqual(atDoubt);
    expect(written.every((count, index) => count > (atDoubt.covered[index] ?? count))).toBe(true);
    expect(ingestor.child.exitCode).toBeNull();
    line.turn('pass');
    await ingestor.until('the lease is still ours');
  });

  await Promise.all(devices.map((device) => device.settled()));
  await site.audit(devices);
  expect([ingestor.child.exitCode, broker.connectionsOf(CLIENT)]).toEqual([null, 1]);
  for (const device of devices) await device.end();
  await endAll(children);
  await broker.stop();
  await line.close();
  await site.close();
}, 90_000);
