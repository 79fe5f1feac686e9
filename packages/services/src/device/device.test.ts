import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, value } from '../../test/context.ts';
import { verifySecret } from '../broker/secret.ts';
import { putLocation } from '../location/put.ts';
import { createSite } from '../site/create.ts';
import { addDevice } from './add.ts';
import { approveDevice } from './approve.ts';
import { blockDevice } from './block.ts';
import { editDevice } from './edit.ts';
import { ignoreDevice } from './ignore.ts';
import { issueCredential } from './issue-credential.ts';
import { issueIngestorCredential } from './issue-ingestor-credential.ts';
import { revokeDevice } from './revoke.ts';

const native = { id: 'hall-a-env-01', name: 'Hall A sensor 1', dialect: 'native' };

async function site(at: ReturnType<typeof bench>) {
  const { site } = value(await createSite(at.context, { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' }));
  const room = { siteId: site.id, kind: 'room' as const, slug: 'hall-a', name: 'Hall A' };
  const { location } = value(await putLocation(at.context, room));
  return { siteId: site.id, locationId: location.id };
}

/** A device as the ingestor heard it: two points that nobody has approved yet. */
async function heard(at: ReturnType<typeof bench>) {
  const lease = await at.context.store.lease.acquire('ingest', 'test', 60_000);
  if (!lease.ok) throw new Error('no lease');
  const points = ['temp', 'rh'].map((channel) => ({
    ...{ deviceId: native.id, channel, tag: `${native.id}/${channel}`, name: channel, quantity: null, sourceUnit: null },
    ...{ intervalSeconds: 10, staleSeconds: 60 },
  }));
  return at.context.store.ingest.register(lease.fence, [], points);
}

describe('addDevice', () => {
  it('shows a credential once whose hash a broker can check', async () => {
    const at = bench();
    const { credential, device } = value(await addDevice(at.context, native));
    expect(credential.secret).toMatch(/^[\w-]{32}$/);
    expect(credential.publish).toEqual(['wachter/v1/hall-a-env-01/#']);
    expect(credential.subscribe).toEqual(['wachter/v1/hall-a-env-01/ack']);
    expect(device?.status).toBe('new');
    const [account] = await at.context.store.site.brokerAccounts();
    expect(account?.secretHash).toMatch(/^\$7\$101\$[A-Za-z0-9+/]{16}\$[A-Za-z0-9+/]{86}==$/);
    expect(await verifySecret(credential.secret, account?.secretHash ?? '', at.context.crypto)).toBe(true);
    expect(await verifySecret(`${credential.secret}x`, account?.secretHash ?? '', at.context.crypto)).toBe(false);
  });

  it('leaves neither secret nor hash in the audit trail', async () => {
    const at = bench();
    const { credential } = value(await addDevice(at.context, native));
    const trail = JSON.stringify(await at.context.store.people.auditTrail({ limit: 10 }));
    expect(trail).toContain('device.add');
    expect(trail).not.toContain(credential.secret);
    expect(trail).not.toContain('$7$');
  });

  it.each(['+', '#', 'a/b', 'ab', 'Hall', 'x'.repeat(41), 'abc\n', '$sys', 'a b c', ''])(
    'refuses %j as a name on the broker',
    async (id) => {
      const refused = refusal(await addDevice(bench().context, { ...native, id }));
      expect(refused).toEqual({ kind: 'invalid-device-id', id });
    },
  );

  it.each([
    ['zigbee2mqtt', null, ['zigbee2mqtt/#']],
    ['tasmota', 'tasmota/gate-1', ['tele/gate-1/#', 'stat/gate-1/#']],
    ['nut', 'nut/gate-1', ['nut/gate-1/#']],
  ])('gives a %s account its own topics only', async (dialect, deviceId, publish) => {
    const added = value(await addDevice(bench().context, { id: 'gate-1', name: 'Gate', dialect }));
    expect(added.device?.id ?? null).toBe(deviceId);
    expect(added.credential.publish).toEqual(publish);
  });

  it('refuses an unknown dialect, a second device of the name, and references to nothing', async () => {
    const at = bench();
    expect(refusal(await addDevice(at.context, { ...native, dialect: 'morse' }))).toEqual({
      kind: 'unknown-dialect',
      dialect: 'morse',
    });
    expect(refusal(await addDevice(at.context, { ...native, dialect: 'unmapped' }))).toEqual({
      kind: 'topics-needed',
      dialect: 'unmapped',
    });
    const parentId = 'nobody';
    expect(refusal(await addDevice(at.context, { ...native, parentId }))).toMatchObject({ kind: 'not-found', object: 'device' });
    value(await addDevice(at.context, native));
    expect(refusal(await addDevice(at.context, native))).toEqual({ kind: 'device-exists', id: native.id });
    expect(await at.context.store.site.devices()).toHaveLength(1);
  });

  it('refuses fields it does not know, so that nobody slips in a status', async () => {
    const extra = { ...native, status: 'approved' };
    expect(refusal(await addDevice(bench().context, extra))).toMatchObject({ kind: 'invalid' });
  });
});

describe('a gateway of one’s own shape', () => {
  const mapping = {
    ...{ id: 'plc', name: 'PLC', topic: 'plant/{device}/state' },
    values: [{ channel: 'temp', path: 'sensors.temp', quantity: 'temperature', unit: '°C' }],
  };
  const ask = { id: 'plc-gw', name: 'PLC', dialect: 'generic-json', mapping };

  it('gets the topics of its mapping and a device that holds the mapping', async () => {
    const at = bench();
    const { device, credential } = value(await addDevice(at.context, ask));
    expect(credential.publish).toEqual(['plant/+/state']);
    expect(device).toMatchObject({ id: 'generic-json/plc', mapping: { topic: 'plant/{device}/state' } });
    const two = { ...mapping, values: [...mapping.values, { channel: 'rh', cel: 'payload.rh * 100.0' }] };
    expect(value(await editDevice(at.context, { id: 'generic-json/plc', mapping: two })).device.mapping).toMatchObject(two);
  });

  it.each([
    ['no mapping', { ...ask, mapping: undefined }],
    ['a path that does not compile', { ...ask, mapping: { ...mapping, values: [{ channel: 'a', path: 'a[' }] } }],
    ['a mapping for a dialect that has none', { ...ask, dialect: 'native' }],
  ])('is refused with %s', async (_, input) => {
    expect(refusal(await addDevice(bench().context, input)).kind).toBe('invalid');
  });
});

describe('approveDevice', () => {
  const approval = (place: { siteId: string; locationId: string }, points: readonly { id: number }[]) => ({
    ...{ id: native.id, ...place },
    points: [
      { id: points[0]?.id ?? 0, quantity: 'inlet-temperature', tag: 'hall-a/temp', place: { x: 0.5, y: 0.5 } },
      { id: points[1]?.id ?? 0, quantity: 'relative-humidity', tag: 'hall-a/rh' },
    ],
  });

  it('makes the points active with the default rules of their quantity, and guards the device', async () => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    const points = await heard(at);
    const approved = value(await approveDevice(at.context, approval(place, points)));
    expect(approved.device).toMatchObject({ status: 'approved', approvedBy: 'Ada administrator', approvedAt: T0, ...place });
    const [temperature] = approved.points;
    expect(temperature).toMatchObject({
      tag: 'hall-a/temp',
      status: 'active',
      quantity: 'inlet-temperature',
      place: { x: 0.5, y: 0.5 },
    });
    const rules = await at.context.store.site.rules({ pointId: temperature?.id ?? 0 });
    expect(rules.map((rule) => rule.type).toSorted()).toEqual(['limit', 'stale']);
    expect(rules.find((rule) => rule.type === 'stale')?.params).toMatchObject({ afterSeconds: temperature?.staleSeconds });
    const guards = await at.context.store.site.rules({ deviceId: native.id });
    expect(guards.map((rule) => [rule.type, rule.params])).toEqual([
      ['device-offline', { afterSeconds: 300, graceSeconds: 10, trustsStatus: true }],
    ]);
  });

  it('derives the dew point where temperature and humidity of one place are there, once', async () => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    const points = await heard(at);
    const { derived } = value(await approveDevice(at.context, approval(place, points)));
    expect(derived).toHaveLength(1);
    const from = { kind: 'dew-point', temperature: points[0]?.id, humidity: points[1]?.id };
    expect(derived[0]).toMatchObject({ tag: 'hall-a/rh-dew-point', quantity: 'dew-point', derivedFrom: from, status: 'active' });
    expect((await at.context.store.site.rules({ pointId: derived[0]?.id ?? 0 })).map((rule) => rule.type)).toContain('limit');
    const again = value(await approveDevice(at.context, { id: native.id, siteId: place.siteId, points: [] }));
    expect(again.derived).toEqual([]);
    expect(await at.context.store.site.rules({ deviceId: native.id })).toHaveLength(1);
  });

  it('changes nothing when one point is refused', async () => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    const points = await heard(at);
    const wrong = approval(place, points);
    const refused = refusal(
      await approveDevice(at.context, {
        ...wrong,
        points: wrong.points.map((p, i) => (i === 1 ? { ...p, quantity: 'magic' } : p)),
      }),
    );
    expect(refused).toEqual({ kind: 'unknown-quantity', quantity: 'magic' });
    expect((await at.context.store.site.device(native.id))?.status).toBe('new');
    expect((await at.context.store.site.points()).map((point) => point.status)).toEqual(['new', 'new']);
  });

  it.each([
    ['a unit that cannot become that of the quantity', { sourceUnit: 'Pa' }, 'unit-does-not-fit'],
    ['a room that is not there', { locationId: '0197a000-0000-7000-8000-000000000000' }, 'not-found'],
    ['the tag of another point', { tag: `${native.id}/rh` }, 'tag-taken'],
    ['a point that is not there', { id: 99 }, 'not-found'],
  ])('refuses %s', async (_, change, kind) => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    const points = await heard(at);
    const one = { id: points[0]?.id ?? 0, quantity: 'inlet-temperature', ...change };
    expect(refusal(await approveDevice(at.context, { id: native.id, siteId: place.siteId, points: [one] })).kind).toBe(kind);
  });

  it.each([
    ['a device', { id: 'nobody' }, 'device'],
    ['a site', { siteId: '0197a000-0000-7000-8000-000000000000' }, 'site'],
    ['a room', { locationId: '0197a000-0000-7000-8000-000000000000' }, 'location'],
    ['a gateway', { parentId: 'nobody' }, 'device'],
  ])('refuses %s that is not there', async (_, change, object) => {
    const at = bench();
    const { siteId } = await site(at);
    await addDevice(at.context, native);
    const refused = refusal(await approveDevice(at.context, { id: native.id, siteId, points: [], ...change }));
    expect(refused).toMatchObject({ kind: 'not-found', object });
    expect((await at.context.store.site.device(native.id))?.status).toBe('new');
  });

  it('refuses a blocked device, a point of another device, and a point twice', async () => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    await addDevice(at.context, { ...native, id: 'other-1' });
    const points = await heard(at);
    const one = { id: points[0]?.id ?? 0, quantity: 'temperature' };
    const ask = { siteId: place.siteId, points: [one] };
    expect(refusal(await approveDevice(at.context, { id: 'other-1', ...ask })).kind).toBe('foreign-point');
    value(await approveDevice(at.context, { id: native.id, ...ask }));
    expect(refusal(await approveDevice(at.context, { id: native.id, ...ask })).kind).toBe('point-already-active');
    value(await blockDevice(at.context, { id: native.id }));
    expect(refusal(await approveDevice(at.context, { id: native.id, ...ask })).kind).toBe('device-blocked');
  });
});

describe('credentials', () => {
  it('a blocked device loses its credential in the same breath', async () => {
    const at = bench();
    await addDevice(at.context, native);
    expect(value(await blockDevice(at.context, { id: native.id })).revoked).toBe(native.id);
    expect((await at.context.store.site.brokerAccounts())[0]?.revokedAt).toBe(T0);
    expect(refusal(await blockDevice(at.context, { id: native.id })).kind).toBe('already-in-status');
    expect(refusal(await issueCredential(at.context, { id: native.id })).kind).toBe('device-blocked');
  });

  it('an ignored device keeps its credential', async () => {
    const at = bench();
    await addDevice(at.context, native);
    expect(value(await ignoreDevice(at.context, { id: native.id })).revoked).toBeNull();
    expect((await at.context.store.site.brokerAccounts())[0]?.revokedAt).toBeNull();
    expect(refusal(await ignoreDevice(at.context, { id: 'nobody' })).kind).toBe('not-found');
  });

  it('revoking ends the credential once; issuing again gives another secret', async () => {
    const at = bench();
    const first = value(await addDevice(at.context, native)).credential;
    expect(value(await revokeDevice(at.context, { id: native.id }))).toEqual({ userName: native.id });
    expect(refusal(await revokeDevice(at.context, { id: native.id }))).toEqual({
      kind: 'already-revoked',
      id: native.id,
      at: T0,
    });
    const second = value(await issueCredential(at.context, { id: native.id })).credential;
    const [account] = await at.context.store.site.brokerAccounts();
    expect(account?.revokedAt).toBeNull();
    expect(await verifySecret(first.secret, account?.secretHash ?? '', at.context.crypto)).toBe(false);
    expect(await verifySecret(second.secret, account?.secretHash ?? '', at.context.crypto)).toBe(true);
    expect(second.publish).toEqual(first.publish);
  });

  it('a gateway account is revoked by its user name, a device behind it has none', async () => {
    const at = bench();
    await addDevice(at.context, { id: 'zigbee-gw', name: 'Gateway', dialect: 'zigbee2mqtt' });
    const lease = await at.context.store.lease.acquire('ingest', 'test', 60_000);
    const child = { id: 'zigbee2mqtt/door-1', dialect: 'zigbee2mqtt', name: 'Door', parentId: null };
    if (!lease.ok) throw new Error('no lease');
    await at.context.store.ingest.register(lease.fence, [{ ...child, model: null, firmware: null, firstSeenAt: T0 }], []);
    expect(refusal(await revokeDevice(at.context, { id: child.id }))).toEqual({ kind: 'no-credential', id: child.id });
    expect(refusal(await issueCredential(at.context, { id: child.id })).kind).toBe('speaks-through-gateway');
    expect(value(await revokeDevice(at.context, { id: 'zigbee-gw' }))).toEqual({ userName: 'zigbee-gw' });
    expect(refusal(await revokeDevice(at.context, { id: 'nobody' })).kind).toBe('not-found');
  });

  it('gives nobody the account of another who happens to have the same name on the wire', async () => {
    const at = bench();
    await issueIngestorCredential(at.context, { userName: 'ingestor-1', filters: ['wachter/v1/+/+'] });
    const lease = await at.context.store.lease.acquire('ingest', 'test', 60_000);
    if (!lease.ok) throw new Error('no lease');
    const impostor = { id: 'tasmota/ingestor-1', dialect: 'tasmota', name: 'x', parentId: null, model: null, firmware: null };
    await at.context.store.ingest.register(lease.fence, [{ ...impostor, firstSeenAt: T0 }], []);
    expect(refusal(await issueCredential(at.context, { id: impostor.id }))).toEqual({ kind: 'device-exists', id: 'ingestor-1' });
    expect(value(await blockDevice(at.context, { id: impostor.id })).revoked).toBeNull();
    expect((await at.context.store.site.brokerAccounts())[0]).toMatchObject({ kind: 'ingestor', revokedAt: null });
  });

  it('an ingestor reads telemetry, writes acknowledgements and requests for births only, and takes no device account over', async () => {
    const at = bench();
    await addDevice(at.context, native);
    const ask = { userName: 'ingestor-1', filters: ['wachter/v1/+/+', 'zigbee2mqtt/#'] };
    const { credential } = value(await issueIngestorCredential(at.context, ask));
    expect(credential).toMatchObject({
      publish: ['wachter/v1/+/ack', 'spBv1.0/+/NCMD/+', 'spBv1.0/STATE/+'],
      subscribe: ask.filters,
    });
    expect(refusal(await issueIngestorCredential(at.context, { ...ask, userName: native.id })).kind).toBe('device-exists');
    expect(refusal(await issueIngestorCredential(at.context, { ...ask, userName: '#' })).kind).toBe('invalid-device-id');
  });
});

describe('editing a device', () => {
  it('renames it and writes down both names', async () => {
    const at = bench();
    await addDevice(at.context, native);
    value(await editDevice(at.context, { id: native.id, name: 'Row 1' }));
    expect((await at.context.store.site.device(native.id))?.name).toBe('Row 1');
    const [row] = await at.context.store.people.auditTrail({ limit: 1 });
    expect(row).toMatchObject({
      action: 'device.edit',
      before: { name: native.name },
      after: { name: 'Row 1' },
      source: 'test',
    });
  });

  it('moves it to a room and its site, and refuses to make it its own grandparent', async () => {
    const at = bench();
    const place = await site(at);
    await addDevice(at.context, native);
    await addDevice(at.context, { ...native, id: 'child-1', parentId: native.id });
    expect(value(await editDevice(at.context, { id: native.id, locationId: place.locationId })).device).toMatchObject(place);
    expect(refusal(await editDevice(at.context, { id: native.id, parentId: 'child-1' }))).toEqual({
      kind: 'own-parent',
      id: native.id,
    });
    expect(refusal(await editDevice(at.context, { id: native.id, parentId: 'nobody' })).kind).toBe('not-found');
    expect(refusal(await editDevice(at.context, { id: 'nobody', name: 'x' })).kind).toBe('not-found');
    const locationId = '0197a000-0000-7000-8000-000000000000';
    expect(refusal(await editDevice(at.context, { id: native.id, locationId }))).toMatchObject({ object: 'location' });
    expect(value(await editDevice(at.context, { id: 'child-1', parentId: null })).device.parentId).toBeNull();
  });
});
