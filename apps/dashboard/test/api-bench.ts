import { engineColumns, GOOD, ok } from '@wachter/core';
import type { Scope } from '@wachter/services/access/policy';
import type { Context } from '@wachter/services/context';
import { makeNewId } from '@wachter/services/new-id';
import { openMemoryStore } from '@wachter/store/memory/open-memory-store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { answerApi } from '../src/server/api/answer.ts';
import { alarm } from './live-sample.ts';

/** When every request of the bench is made. */
export const now = Date.UTC(2026, 10, 23, 12, 0, 0);
export const alarmId = '019ab000-0000-7000-8000-000000000001';

/** A site with three temperatures, one of them in alarm, behind the storage ports in memory. */
export async function api(scopes: readonly Scope[]) {
  const store = openMemoryStore({ now: () => now });
  const newId = makeNewId(() => now, nodeCrypto.randomBytes);
  const context: Context = {
    store,
    now: () => now,
    newId,
    crypto: nodeCrypto,
    channels: new Map(),
    seal: null,
    hashPassword: async () => '',
    actor: { kind: 'token', id: 't', name: 'history', scopes },
    source: 'api test',
  };
  const [siteId, ruleId] = [newId(), newId()];
  const ids = await store.site.transaction(async (tx) => {
    await tx.putSite({ id: siteId, slug: 'one', name: 'One', timeZone: 'Europe/Amsterdam' });
    const base = {
      siteId,
      locationId: null,
      equipmentId: null,
      deviceId: null,
      channel: null,
      sourceUnit: null,
      derivedFrom: null,
    };
    const made: number[] = [];
    for (const tag of ['one/a', 'one/b', 'one/c']) {
      const times = { intervalSeconds: 30, staleSeconds: 180 };
      const point = await tx.putPoint({
        ...base,
        ...times,
        id: null,
        tag,
        name: tag,
        quantity: 'inlet-temperature',
        status: 'active',
        place: {},
      });
      made.push(point.id);
    }
    const limits = { high: { warning: 27 } };
    const told = { cause: null, consequence: null, response: null, respondWithinMinutes: null };
    const checklist = [
      { en: 'Look', nl: 'Kijk' },
      { en: 'Call', nl: 'Bel' },
    ];
    const [pointId = 0] = made;
    const kind = { type: 'limit', params: limits, priority: 'high' as const, isLatching: false, isEnabled: true };
    await tx.putRule({ id: ruleId, siteId, pointId, deviceId: null, ...kind, ...told, checklist });
    return made;
  });
  const lease = await store.lease.acquire('ingest', 'test', 60_000);
  const [first = 0] = ids;
  const reading = (minutesAgo: number, value: number) => {
    const at = now - minutesAgo * 60_000;
    return { pointId: first, value, quality: GOOD, observedAt: at, receivedAt: at };
  };
  const raisedAt = now - 60_000;
  const readings = [reading(3, 26), reading(2, 27), reading(1, 28.5)];
  await store.ingest.commit({
    fence: lease.ok ? lease.fence : 0n,
    readings,
    pointStates: readings.slice(-1),
    ...{ deviceStates: [], sessions: [], gaps: [], quarantined: [] },
    alarms: [
      {
        ...{ kind: 'open', id: alarmId, siteId, ruleId, pointId: first, deviceId: null, priority: 'high', isLatching: false },
        columns: engineColumns(
          alarm(alarmId, { raisedAt, recordedAt: raisedAt, activatedAt: raisedAt, value: 28.5, peak: 28.5 }),
        ),
      },
    ],
    journal: [],
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const url = new URL(`http://127.0.0.1/api/v1${path}`);
    const response = await answerApi(new Request(url, init), url.pathname.split('/').slice(3), async () => ok(context));
    return { status: response.status, body: (await response.json()) as Record<string, never>, headers: response.headers };
  };
  const sending = (method: 'POST' | 'PUT') => (path: string, body: unknown) =>
    ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { context, ask, post: sending('POST'), put: sending('PUT'), ids, first, siteId };
}
