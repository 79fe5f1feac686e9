import { afterEach, expect, it } from 'vitest';
import { endAll, type IngestorProcess, startIngestor } from './ingestor-process.ts';
import type { LedgerDevice } from './ledger-device.ts';
import { type LedgerSite, openLedgerSite, underLoad } from './ledger-site.ts';
import { type LiveBroker, startLiveBroker } from './live-broker.ts';

/** With the takeovers of process.integration.test.ts twenty kills. Each waits for the lease of the dead one, so the sites go side by side. */
const KILLS_OF_EACH = 5;
const SITES = ['a', 'b', 'c'];

const children = new Set<IngestorProcess>();
afterEach(() => endAll(children));

interface Place {
  readonly site: LedgerSite;
  readonly broker: LiveBroker;
  readonly devices: readonly string[];
}

/** When it dies: as soon as it leads, with nothing loaded; as soon as it listens, in the flood of what is sent again; or at work. */
const moments: readonly ((ingestor: IngestorProcess, devices: readonly LedgerDevice[]) => Promise<unknown>)[] = [
  (_, devices) => Promise.all(devices.map((device) => device.progressed())),
  (ingestor) => ingestor.until('listening'),
  (_, devices) => Promise.any(devices.map((device) => device.progressed())),
  (ingestor) => ingestor.until('"leading"'),
];

async function killAgainAndAgain({ site, broker, devices: ids }: Place, first: number): Promise<void> {
  const start = () => startIngestor({ DATABASE_URL: site.url, MQTT_URL: broker.url }, children);
  const devices = await underLoad(broker.url, ids, async (talking) => {
    for (let kill = 0; kill < KILLS_OF_EACH; kill += 1) {
      const ingestor = start();
      await moments[(first + kill) % moments.length]?.(ingestor, talking);
      await ingestor.kill('SIGKILL');
    }
    await start().until('listening');
  });
  await Promise.all(devices.map((device) => device.settled()));
  await site.audit(devices);
  for (const device of devices) await device.end();
}

it('loses nothing and doubles nothing when it is killed without a standby and started again, at any moment (R01)', async () => {
  const places = await Promise.all(
    SITES.map(async (name): Promise<Place> => {
      const devices = [`${name}-1`, `${name}-2`];
      return { site: await openLedgerSite(devices), broker: await startLiveBroker(), devices };
    }),
  );
  await Promise.all(places.map(killAgainAndAgain));
  expect(children.size).toBe(SITES.length * (KILLS_OF_EACH + 1));
  await endAll(children);
  for (const { broker, site } of places) {
    await broker.stop();
    await site.close();
  }
}, 180_000);
