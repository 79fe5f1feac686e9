import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, NOON, SECOND, SITE } from './bench.ts';

const INTERVAL = 10 * SECOND;
/** One and a half intervals, and five seconds to say it. */
const AT_MOST = 1.5 * INTERVAL + 5 * SECOND;
const DEVICES = Array.from({ length: 60 }, (_, n) => `node-${n}`);

let bench: Bench;
let round = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  round = 0;
});
afterEach(() => vi.useRealTimers());

const addDevice = (id: string, parentId: string | null) =>
  bench.store.site.transaction((tx) =>
    tx.putDevice({
      ...{ id, dialect: 'native', status: 'approved', siteId: SITE, locationId: null, parentId, fedById: null, name: id },
      ...{ model: null, firmware: null, approvedAt: NOON, approvedBy: 'bench', mapping: null, firstSeenAt: NOON },
    }),
  );

/** Sixty devices of one point each, behind a gateway or not, watched for silence; all have spoken for a minute. */
async function site(parentId: string | null): Promise<void> {
  if (parentId !== null) await addDevice(parentId, null);
  for (const id of DEVICES) {
    await addDevice(id, parentId);
    const point = await bench.addPoint(id, 't', { intervalSeconds: 10 });
    await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 15, settleSeconds: 0 } });
  }
  bench.start();
  await bench.pass(SECOND);
  for (let n = 0; n < 6; n++) await speak([...DEVICES, ...(parentId === null ? [] : [parentId])]);
  // What waits at the broker comes first: for that long silence says nothing.
  expect(await bench.alarms()).toEqual([]);
}

/** One interval in which these devices speak, each at its own moment. */
async function speak(devices: readonly string[]): Promise<void> {
  round += 1;
  for (const id of devices) bench.broker.publish(`wachter/v1/${id}/data`, data(round, Date.now(), { t: 20 + (round % 2) }));
  await bench.pass(INTERVAL);
}

describe('story 6: inactivity that is not raised, or thirty times late', () => {
  it.each([1, 50, 60])(
    'raises the silence of %i of 60 devices within one and a half intervals and five seconds, each (A06)',
    async (count) => {
      await site(null);
      const silentAt = Date.now() - INTERVAL;
      const [silent, others] = [DEVICES.slice(0, count), DEVICES.slice(count)];
      while (Date.now() < silentAt + AT_MOST) await speak(others);
      const alarms = await bench.alarms();
      const points = new Map((await bench.store.site.points({})).map(({ id, deviceId }) => [id, deviceId]));
      expect(alarms.map(({ pointId }) => points.get(pointId ?? 0)).toSorted()).toEqual(silent.toSorted());
      for (const { recordedAt, isLate } of alarms) {
        expect(recordedAt - silentAt).toBeLessThanOrEqual(AT_MOST);
        expect(isLate).toBe(false);
      }
    },
  );

  it('tells of one cause where a gateway fell silent with all that is behind it (A06)', async () => {
    await site('gateway');
    const params = { afterSeconds: 15, settleSeconds: 0, graceSeconds: 0, trustsStatus: true };
    const rule = await bench.addRule({ type: 'device-offline', deviceId: 'gateway', params });
    await speak([...DEVICES, 'gateway']);
    await bench.pass(AT_MOST);
    const alarms = await bench.alarms();
    expect(alarms).toHaveLength(DEVICES.length + 1);
    const told = alarms.filter(({ withheld }) => withheld === 'none');
    expect(told).toMatchObject([{ ruleId: rule }]);
    expect(new Set(alarms.map(({ withheldBy }) => withheldBy))).toEqual(new Set([null, told[0]?.id]));
  });

  it('hears a gateway that says nothing of itself in what speaks through it, and misses it when nothing does', async () => {
    await site('gateway');
    const params = { afterSeconds: 15, settleSeconds: 0, graceSeconds: 0, trustsStatus: true };
    const rule = await bench.addRule({ type: 'device-offline', deviceId: 'gateway', params });
    const offline = async () => (await bench.alarms()).filter(({ ruleId }) => ruleId === rule);
    for (let n = 0; n < 30; n++) await speak(DEVICES.slice(0, 2));
    expect(await offline()).toEqual([]);
    await bench.pass(AT_MOST);
    expect(await offline()).toMatchObject([{ withheld: 'none', clearedAt: null }]);
  });
});
