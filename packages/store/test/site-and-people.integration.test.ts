import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRule, emptyBatch, noon, type OpenedStore, openAlarm, openTestStore, registerPoints, takeLease } from './sample.ts';

let opened: OpenedStore;
let fence: bigint;

beforeAll(async () => {
  opened = await openTestStore();
  fence = await takeLease(opened.store);
});
afterAll(() => opened.close());

const audit = (objectId: string) => ({
  actor: 'Ann',
  action: 'test',
  objectKind: 'thing',
  objectId,
  after: { note: 'NUL \u0000 here' },
});

test('reads the site model back as it was put', async () => {
  const { site } = opened.store;
  const place = { id: randomUUID(), slug: `s-${randomUUID()}`, name: 'Rotterdam 1', timeZone: 'Europe/Amsterdam' };
  const plan = {
    widthMeters: 20,
    depthMeters: 10,
    shapes: [{ kind: 'rack' as const, x: 1, y: 2, width: 0.6, depth: 1.2, label: 'R1' }],
  };
  const room = {
    id: randomUUID(),
    siteId: place.id,
    parentId: null,
    kind: 'room' as const,
    slug: 'hall-1',
    name: 'Hall 1',
    thermalClass: 'A2' as const,
    plan,
    sortOrder: 1,
  };
  const cooler = {
    id: randomUUID(),
    siteId: place.id,
    locationId: room.id,
    kind: 'cooler' as const,
    slug: 'crah-1',
    name: 'CRAH 1',
    rating: null,
    fedBy: [],
  };
  const point = {
    id: null,
    tag: `hall-1.${randomUUID()}`,
    name: 'Supply air',
    siteId: place.id,
    locationId: room.id,
    equipmentId: cooler.id,
    deviceId: null,
    channel: null,
    quantity: 'supply-temperature',
    sourceUnit: null,
    intervalSeconds: 10,
    staleSeconds: 60,
    status: 'active' as const,
    place: { x: 0.5, y: 0.25, side: 'front' as const },
    derivedFrom: null,
  };
  const before = await opened.store.ingest.directoryRevision();
  const stored = await site.transaction(async (tx) => {
    await tx.putSite(place);
    await tx.putLocation(room);
    await tx.putEquipment(cooler);
    return tx.putPoint(point);
  });
  expect(await opened.store.ingest.directoryRevision()).not.toBe(before);
  expect(stored).toEqual({ ...point, id: stored.id });
  expect(await site.sites()).toContainEqual(place);
  expect(await site.locations(place.id)).toEqual([room]);
  expect(await site.equipment(place.id)).toEqual([cooler]);
  expect(await site.pointByTag(point.tag)).toEqual(stored);
  expect((await opened.store.ingest.loadDirectory()).points).toContainEqual(stored);
  const renamed = await site.transaction((tx) => tx.putPoint({ ...stored, name: 'Return air' }));
  expect(await site.point(stored.id)).toEqual(renamed);
});

test('undoes everything of a transaction that throws', async () => {
  const { site } = opened.store;
  const id = randomUUID();
  const before = await opened.store.ingest.directoryRevision();
  const work = site.transaction(async (tx) => {
    await tx.putSite({ id, slug: id, name: 'Gone', timeZone: 'UTC' });
    expect((await tx.sites()).map((row) => row.id)).toContain(id);
    throw new RangeError('changed my mind');
  });
  await expect(work).rejects.toThrow(RangeError);
  expect((await site.sites()).map((row) => row.id)).not.toContain(id);
  expect(await opened.store.ingest.directoryRevision()).toBe(before);
});

test('keeps a rule that has occurrences, and says in their journal that it changed', async () => {
  const [point] = await registerPoints(opened.store, fence, 1);
  const { rule } = await addRule(opened.store, point?.id ?? 0);
  const alarm = openAlarm(rule);
  await opened.store.ingest.commit({ ...emptyBatch, fence, alarms: [alarm] });
  const count = await opened.store.site.transaction(async (tx) => {
    const journalled = await tx.journalRuleChange(rule.id, { actor: 'Ann', at: noon, comment: 'higher limit' });
    await tx.deleteRule(rule.id);
    await tx.audit(audit(rule.id));
    return journalled;
  });
  expect(count).toBe(1);
  expect(await opened.store.alarms.journal(alarm.id)).toMatchObject([
    { kind: 'rule-changed', actor: 'Ann', comment: 'higher limit' },
  ]);
  expect(await opened.store.site.rules({ pointId: point?.id ?? 0 })).toMatchObject([{ id: rule.id, isEnabled: false }]);
  expect(await opened.store.people.auditTrail({ objectId: rule.id, limit: 5 })).toMatchObject([
    { after: { note: 'NUL \ufffd here' } },
  ]);
});

const newUser = (role: string) => {
  const id = randomUUID();
  return { id, name: role, email: `${id}@Example.org`, role, passwordHash: 'hash', mustChangePassword: true, now: noon };
};

test('keeps the last administrator, even when two of them are taken away at once', async () => {
  const { people } = opened.store;
  const admins = [newUser('administrator'), newUser('administrator')];
  for (const admin of admins) await people.createUser(admin, audit(admin.id));
  const outcomes = await Promise.all(
    admins.map(({ id }, n) => people.updateUser(id, n ? { role: 'viewer' } : { isDisabled: true }, audit(id))),
  );
  expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['last-administrator', 'updated']);
  const left = (await people.users()).filter((user) => user.role === 'administrator' && !user.isDisabled);
  expect(left).toHaveLength(1);
  expect(await people.updateUser('nobody', { role: 'viewer' }, audit('nobody'))).toEqual({ kind: 'not-found' });
});

test('takes an e-mail address once, whatever its letters, with the hash where the login looks for it', async () => {
  const { people } = opened.store;
  const user = newUser('viewer');
  expect(await people.createUser(user, audit(user.id))).toEqual({ kind: 'created' });
  const double = { ...newUser('viewer'), email: user.email.toUpperCase() };
  expect(await people.createUser(double, audit(double.id))).toEqual({ kind: 'email-taken' });
  expect(await people.auditTrail({ objectId: double.id, limit: 5 })).toEqual([]);
  expect(await people.userByEmail(user.email)).toMatchObject({ id: user.id, mustChangePassword: true, isDisabled: false });
  const client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  await client.query('INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ($1, $1, $2, now(), now())', [
    randomUUID(),
    user.id,
  ]);
  await people.setPassword(user.id, 'other hash', false, audit(user.id));
  const { rows } = await client.query('SELECT provider_id, account_id, password FROM account WHERE user_id = $1', [user.id]);
  const sessions = await client.query('SELECT FROM session WHERE user_id = $1', [user.id]);
  await client.end();
  expect(rows).toEqual([{ provider_id: 'credential', account_id: user.id, password: 'other hash' }]);
  expect(sessions.rowCount).toBe(0);
});

test('knows displays and tokens by their hash until they are revoked or expire', async () => {
  const { people } = opened.store;
  const display = {
    id: randomUUID(),
    name: 'Wall',
    siteId: null,
    locale: 'nl',
    theme: 'dark',
    diagonalInch: 55,
    distanceMeters: 5,
    createdAt: noon,
    createdBy: 'Ann',
  };
  await people.createDisplay({ ...display, tokenHash: 'd1' }, audit(display.id));
  expect(await people.displayByTokenHash('d1', noon)).toEqual({ ...display, lastContactAt: noon, revokedAt: null });
  expect((await people.displayByTokenHash('d1', noon + 59_000))?.lastContactAt).toBe(noon);
  expect((await people.displayByTokenHash('d1', noon + 60_000))?.lastContactAt).toBe(noon + 60_000);
  expect(await people.revokeDisplay(display.id, noon, audit(display.id))).toBe(true);
  expect(await people.revokeDisplay(display.id, noon, audit(display.id))).toBe(false);
  expect(await people.revokeDisplay('no id', noon, audit('no id'))).toBe(false);
  expect(await people.displayByTokenHash('d1', noon)).toBeNull();
  const token = {
    id: randomUUID(),
    name: 'BMS',
    prefix: 'wt_12',
    scopes: ['read'],
    createdAt: noon,
    createdBy: 'Ann',
    expiresAt: noon + 1_000,
  };
  await people.createToken({ ...token, tokenHash: 't1' }, audit(token.id));
  expect(await people.tokenByHash('t1', noon)).toEqual({ ...token, lastUsedAt: noon, revokedAt: null });
  expect(await people.tokenByHash('t1', noon + 1_000)).toBeNull();
  expect(await people.tokens()).toHaveLength(1);
});
