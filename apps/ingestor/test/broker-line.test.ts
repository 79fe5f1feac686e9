import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND } from './bench.ts';
import { fakeChannel, makeNotifier, peopleAndChannels } from './notify-bench.ts';

const INTERVAL = 10 * SECOND;
const DEVICES = ['node-0', 'node-1', 'node-2', 'node-3'];

let bench: Bench;
let round = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  bench = await createBench();
  round = 0;
});
afterEach(() => vi.useRealTimers());

/** Four devices of one point each, watched for silence and for a limit; they have spoken for a minute, and people can be told. */
async function site() {
  const line = await bench.addRule({ type: 'broker-line', params: { graceSeconds: 0 } });
  const limits: string[] = [];
  for (const id of DEVICES) {
    await bench.addDevice(id);
    const point = await bench.addPoint(id, 't', { intervalSeconds: 10 });
    await bench.addRule({ type: 'stale', pointId: point.id, params: { afterSeconds: 30 } });
    await bench.addRule({ type: 'device-offline', deviceId: id, params: { afterSeconds: 40 } });
    const params = { high: { critical: 27 }, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 };
    limits.push(await bench.addRule({ type: 'limit', pointId: point.id, params }));
  }
  const { channel, heard } = fakeChannel('mail');
  await peopleAndChannels(bench.store, [channel], NOON);
  const start = () => bench.start({ notifier: makeNotifier(bench.store, [channel]) });
  const ingestor = start();
  await bench.pass(SECOND);
  for (let n = 0; n < 6; n++) await speak(DEVICES);
  const sentences = () =>
    heard.filter(({ to }) => to === 'tess@example.org').map(({ notice }) => `${notice.kind}: ${notice.sentence}`);
  const ofLine = async () => (await bench.alarms()).filter(({ ruleId }) => ruleId === line);
  const others = async () => (await bench.alarms()).filter(({ ruleId }) => ruleId !== line);
  return { ingestor, start, line, limits, sentences, ofLine, others };
}

async function speak(devices: readonly string[], value = 20): Promise<void> {
  round += 1;
  for (const id of devices)
    bench.broker.publish(`wachter/v1/${id}/data`, data(round, Date.now(), { t: value + (round % 2) / 10 }));
  await bench.pass(INTERVAL);
}

const began = 'raised: Nothing arrives over the broker line';
const over = 'resolved: Nothing arrives over the broker line';

describe('the line to the broker', () => {
  it('is the one alarm that is told when all behind it fall silent; theirs stand under it with the reason, and go with it', async () => {
    const { sentences, ofLine, others } = await site();
    await bench.pass(3 * MINUTE);
    const [root] = await ofLine();
    expect(root).toMatchObject({ clearedAt: null, withheld: 'none', direction: 'line-lost' });
    const under = await others();
    expect(under).toHaveLength(2 * DEVICES.length);
    for (const alarm of under) {
      expect(alarm).toMatchObject({ withheld: 'suppressed', withheldBy: root?.id, clearedAt: null });
      const rows = (await bench.store.alarms.journal(alarm.id)).map(({ kind, comment }) => [kind, comment]);
      expect(rows).toEqual([
        ['raised', null],
        ['suppressed', 'nothing arrives over the broker line'],
      ]);
    }
    for (let n = 0; n < 12; n++) await speak(DEVICES);
    expect((await bench.alarms()).filter(({ clearedAt }) => clearedAt === null)).toEqual([]);
    expect(sentences()).toEqual([began, over]);
  });

  it('does not silence what is wrong behind it for another reason, and what stays silent after its return speaks', async () => {
    const { sentences, limits, others } = await site();
    await speak(DEVICES.slice(0, 1), 30);
    await bench.pass(3 * MINUTE);
    const hot = (await others()).find(({ ruleId }) => ruleId === limits[0]);
    expect(hot).toMatchObject({ clearedAt: null, withheld: 'none' });
    for (let n = 0; n < 18; n++) await speak(DEVICES.slice(1));
    const open = (await others()).filter(({ clearedAt }) => clearedAt === null);
    // Its offline alarm speaks, and is the root of its missing value.
    expect(open.map(({ direction, withheld }) => `${direction} ${withheld}`).toSorted()).toEqual([
      ...['high none', 'offline none', 'stale suppressed'],
    ]);
    expect(sentences().some((sentence) => sentence.includes('node-0'))).toBe(true);
  });

  it('is not lost because some of its devices are silent', async () => {
    const { ofLine, others } = await site();
    for (let n = 0; n < 9; n++) await speak(DEVICES.slice(0, 1));
    expect(await ofLine()).toEqual([]);
    expect((await others()).filter(({ withheld }) => withheld === 'none')).toHaveLength(3);
  });

  it('is lost when we have no broker for half a minute, and back with the first value; silence meanwhile blames nobody', async () => {
    const { sentences, ofLine, others } = await site();
    bench.broker.disconnect();
    await bench.pass(25 * SECOND);
    expect(await ofLine()).toEqual([]);
    await bench.pass(10 * MINUTE);
    expect(await ofLine()).toMatchObject([{ clearedAt: null }]);
    bench.broker.reconnect();
    await bench.pass(15 * SECOND);
    expect(await ofLine()).toMatchObject([{ clearedAt: null }]);
    for (let n = 0; n < 6; n++) await speak(DEVICES);
    expect(await ofLine()).toMatchObject([{ clearedAt: expect.any(Number) }]);
    expect([await others(), sentences()]).toEqual([[], [began, over]]);
  });

  it('stays lost over a restart until somebody is heard, and a standby that takes over does not find it lost', async () => {
    const { ingestor, start, ofLine } = await site();
    const standby = start();
    await bench.pass(5 * MINUTE);
    expect((await ofLine()).map(({ activation }) => activation)).toEqual([1]);
    const stopping = ingestor.stop();
    await bench.pass(SECOND);
    await stopping;
    await bench.pass(2 * MINUTE);
    expect(await ofLine()).toMatchObject([{ clearedAt: null, activation: 1 }]);
    for (let n = 0; n < 3; n++) await speak(DEVICES);
    expect(await ofLine()).toMatchObject([{ clearedAt: expect.any(Number), activation: 1 }]);
    expect(standby.status().standing).toBe('leading');
  });
});
