import { type AnnouncedTest, quantityById } from '@wachter/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bench, createBench, data, MINUTE, NOON, SECOND, SITE } from './bench.ts';

const UPS = '00000000-0000-7000-8000-0000000000b1';
let bench: Bench;
let seq = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  seq = 0;
  bench = await createBench();
  await bench.addDevice('ups-a');
});
afterEach(() => vi.useRealTimers());

const announced = (more: Partial<AnnouncedTest> = {}): AnnouncedTest => ({
  ...{ id: '0197a000-0000-7000-8000-0000000000aa', siteId: SITE, scenario: 'B', equipment: [UPS], note: 'main breaker' },
  ...{ from: NOON, until: NOON + 30 * MINUTE, announcedAt: NOON - 1, announcedBy: 'Ada', cancelledAt: null, cancelledBy: null },
  ...more,
});
const put = (test: AnnouncedTest) => bench.store.site.transaction((tx) => tx.putAnnouncedTest(test));
const codeOf = (state: string) => quantityById('ups-state')?.states?.find(({ id }) => id === state)?.code ?? Number.NaN;
const say = (state: string) => bench.broker.publish('wachter/v1/ups-a/data', data(++seq, Date.now(), { s: codeOf(state) }));

/** A UPS that speaks every second what it was last told, and whose default rule watches it. */
async function watched() {
  const ups = {
    id: UPS,
    siteId: SITE,
    locationId: null,
    kind: 'ups' as const,
    slug: 'ups-a',
    name: 'UPS A',
    rating: null,
    fedBy: [],
  };
  await bench.store.site.transaction((tx) => tx.putEquipment(ups));
  const point = await bench.addPoint('ups-a', 's', { quantity: 'ups-state', equipmentId: UPS, intervalSeconds: 1 });
  const params = { bad: { on_battery: 'warning', low_battery: 'critical' }, dwellSeconds: 1, holdOffSeconds: 5 };
  await bench.addRule({ type: 'state', pointId: point.id, params, priority: 'critical' });
  const ingestor = bench.start();
  const is = async (state: string, seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      say(state);
      await bench.pass(SECOND);
    }
  };
  const alarm = async () => (await bench.alarms()).at(-1);
  await bench.pass(5 * SECOND);
  await is('on_line', 3);
  return { ingestor, is, alarm };
}
const kinds = async (id = '') => (await bench.store.alarms.journal(id)).map(({ kind, actor }) => [kind, actor]);

describe('an announced test', () => {
  it('books the alarm that its scenario shows to itself with the raise, and leaves it quiet when it is over in time', async () => {
    await put(announced());
    const { is, alarm } = await watched();
    const committed = vi.spyOn(bench.store.ingest, 'commit');
    await is('on_battery', 20);
    const raised = committed.mock.calls.flatMap(([batch]) => batch.alarms).find(({ kind }) => kind === 'open');
    expect(raised).toBeDefined();
    const opening = committed.mock.calls.find(([batch]) => batch.alarms.includes(raised ?? expect.fail('no alarm')))?.[0];
    expect(opening?.journal.map(({ kind }) => kind)).toEqual(['raised', 'suppressed']);
    expect(await alarm()).toMatchObject({ withheld: 'suppressed', withheldBy: announced().id, clearedAt: null });
    await is('on_line', 10);
    expect(await alarm()).toMatchObject({ withheld: 'suppressed', clearedAt: expect.any(Number) });
    expect((await kinds((await alarm())?.id)).slice(0, 3)).toEqual([
      ['raised', 'engine'],
      ['suppressed', 'Ada'],
      ['cleared', 'engine'],
    ]);
  });

  it('gives the alarm back, unacknowledged, when it lasts longer than it may', async () => {
    await put(announced());
    const { is, alarm } = await watched();
    await is('on_battery', 130);
    expect(await alarm()).toMatchObject({ withheld: 'none', clearedAt: null, activation: 2 });
    expect((await kinds((await alarm())?.id)).at(-1)).toEqual(['unsuppressed', 'engine']);
  });

  it('gives it back at once when it says something that the scenario does not show', async () => {
    await put(announced());
    const { is, alarm } = await watched();
    await is('on_battery', 10);
    await is('low_battery', 3);
    expect(await alarm()).toMatchObject({ withheld: 'none', level: 'critical', clearedAt: null });
  });

  it('gives it back when the test is ended by a person, in that name, also over a restart', async () => {
    await put(announced());
    const { ingestor, is, alarm } = await watched();
    await is('on_battery', 10);
    const stopping = ingestor.stop();
    await bench.pass(200);
    await stopping;
    await put(announced({ cancelledAt: Date.now(), cancelledBy: 'Bob' }));
    bench.start();
    await bench.pass(3 * SECOND);
    await is('on_battery', 3);
    expect(await alarm()).toMatchObject({ withheld: 'none', clearedAt: null });
    expect((await kinds((await alarm())?.id)).at(-1)).toEqual(['unsuppressed', 'Bob']);
  });

  it('takes no alarm of other equipment, and none without a test', async () => {
    await put(announced({ equipment: ['00000000-0000-7000-8000-0000000000b2'] }));
    const { is, alarm } = await watched();
    await is('on_battery', 10);
    expect(await alarm()).toMatchObject({ withheld: 'none', clearedAt: null });
  });
});
