import { describe, expect, it } from 'vitest';
import { batch, type MakeStore, makeWorld, T0, unique, useStore } from './fixture.contract.ts';
import type { QuarantinedMessage } from './ingest-store.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const message = (deviceId: string, more: Partial<QuarantinedMessage> = {}): QuarantinedMessage => ({
  ...{ receivedAt: T0, deviceId, channel: 'temp', topic: `tele/${deviceId}/SENSOR`, kind: 'not-json', detail: 'ends early' },
  payload: utf8('{"temp":'),
  ...more,
});

/** What every adapter of `QuarantineStore` must do. */
export function describeQuarantineStore(makeStore: MakeStore): void {
  describe('QuarantineStore', () => {
    const store = useStore(makeStore);
    const at = () => store().quarantine;
    const keep = async (quarantined: readonly QuarantinedMessage[]) => {
      const { fence } = await makeWorld(store());
      await store().ingest.commit(batch(fence, { quarantined }));
    };

    it('shows what could not be used, and why', async () => {
      const deviceId = unique('device');
      await keep([message(deviceId)]);
      expect(await at().list({ deviceId, limit: 5 })).toEqual([
        {
          ...{ id: expect.any(Number), receivedAt: T0, deviceId, channel: 'temp', topic: `tele/${deviceId}/SENSOR` },
          ...{ kind: 'not-json', detail: 'ends early', excerpt: '{"temp":', size: 8 },
        },
      ]);
    });

    it.each([
      ['letters beyond ASCII', utf8('23,4 °C ≈ 🌡'), '23,4 °C ≈ 🌡'],
      ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x01]), 'fffe01'],
      ['nothing', new Uint8Array(), ''],
    ])('keeps %s readable', async (_, payload, excerpt) => {
      const deviceId = unique('device');
      await keep([message(deviceId, { payload })]);
      expect((await at().list({ deviceId, limit: 1 }))[0]).toMatchObject({ excerpt, size: payload.length });
    });

    it('keeps a payload with a NUL byte, and cuts a long one', async () => {
      const deviceId = unique('device');
      await keep([message(deviceId, { payload: utf8('a\0b') }), message(deviceId, { payload: utf8('x'.repeat(100_000)) })]);
      const [long, nul] = await at().list({ deviceId, limit: 2 });
      expect(nul?.size).toBe(3);
      expect(long).toMatchObject({ size: 100_000, excerpt: 'x'.repeat(2000) });
    });

    it('pages newest first and filters by device and kind', async () => {
      const deviceId = unique('device');
      const kinds = ['not-json', 'sentinel', 'not-json', 'sentinel', 'not-json'];
      await keep(kinds.map((kind, n) => message(deviceId, { kind, detail: `${n}` })));
      const first = await at().list({ deviceId, limit: 2 });
      const second = await at().list({ deviceId, limit: 9, beforeId: first[1]?.id });
      expect([...first, ...second].map((row) => row.detail)).toEqual(['4', '3', '2', '1', '0']);
      expect((await at().list({ deviceId, kind: 'sentinel', limit: 9 })).map((row) => row.detail)).toEqual(['3', '1']);
      expect(await at().list({ deviceId: unique('nobody'), limit: 9 })).toEqual([]);
    });

    it('counts per device and kind, over batches', async () => {
      const deviceId = unique('device');
      await keep([message(deviceId), message(deviceId, { kind: 'sentinel' })]);
      await keep([message(deviceId, { receivedAt: T0 + 5 })]);
      const counts = (await at().counts()).filter((row) => row.deviceId === deviceId);
      expect(counts.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
        { deviceId, kind: 'not-json', count: 2, lastAt: T0 + 5 },
        { deviceId, kind: 'sentinel', count: 1, lastAt: T0 },
      ]);
    });

    it('keeps messages of nobody known', async () => {
      const topic = unique('topic');
      await keep([message('', { deviceId: null, channel: null, topic })]);
      const [row] = (await at().list({ limit: 20 })).filter((one) => one.topic === topic);
      expect(row).toMatchObject({ deviceId: null, channel: null });
    });
  });
}
