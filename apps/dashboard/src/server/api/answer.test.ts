import { refuse } from '@wachter/core';
import type { Scope } from '@wachter/services/access/policy';
import { describe, expect, it } from 'vitest';
import { alarmId, api } from '../../../test/api-bench.ts';
import { unauthenticated } from '../problem.ts';
import { answerApi } from './answer.ts';
import { endpoints } from './index.ts';

const everything: readonly Scope[] = [
  'read:sites',
  'read:devices',
  'read:points',
  'read:readings',
  'read:alarms',
  'write:alarms',
  'read:quarantine',
];

describe('the REST API', () => {
  it('answers every reading endpoint in the shape that its document promises', async () => {
    const at = await api(everything);
    const range = 'from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z';
    const asked = [
      '/sites',
      '/devices',
      '/points',
      `/points/${at.first}`,
      `/points/${at.first}/readings?${range}`,
      `/points/${at.first}/readings?${range}&buckets=6`,
      '/alarms',
      `/alarms/${alarmId}`,
      '/journal',
      '/quarantine',
    ];
    for (const path of asked) {
      const answer = await at.ask(path);
      const template = path.split('?')[0]?.replace(/\/(\d+|[0-9a-f-]{36})(?=\/|$)/, '/{id}');
      const endpoint = endpoints.find((one) => one.path === template && one.method === 'GET');
      expect(answer.status, path).toBe(200);
      expect(endpoint?.answer.safeParse(answer.body).error, path).toBeUndefined();
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('gives a point with value, unit, age and quality', async () => {
    const at = await api(everything);
    const { body } = await at.ask(`/points/${at.first}`);
    expect(body).toMatchObject({
      tag: 'one/a',
      unit: '°C',
      last: { value: 28.5, ageSeconds: 60, isStale: false, quality: { level: 'good', reason: 'none' } },
    });
  });

  it('pages by key, without losing or repeating one', async () => {
    const at = await api(everything);
    const seen: number[] = [];
    let path: string | null = '/points?limit=2';
    for (let page = 0; path !== null && page < 5; page += 1) {
      const { body } = (await at.ask(path)) as unknown as { body: { points: { id: number }[]; next: string | null } };
      seen.push(...body.points.map((point) => point.id));
      path = body.next === null ? null : `/points?limit=2&cursor=${body.next}`;
    }
    expect(seen).toEqual(at.ids);
  });

  it('pages through readings as they came', async () => {
    const at = await api(everything);
    const range = 'from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z';
    const one = (await at.ask(`/points/${at.first}/readings?${range}&limit=2`)).body as unknown as {
      readings: { value: number }[];
      next: string;
    };
    const two = (await at.ask(`/points/${at.first}/readings?${range}&limit=2&cursor=${one.next}`)).body as unknown as typeof one;
    expect([...one.readings, ...two.readings].map((reading) => reading.value)).toEqual([26, 27, 28.5]);
    expect(two.next).toBeNull();
  });

  it('acknowledges once; who comes second is told who was first', async () => {
    const at = await api(everything);
    const word = { activation: 1, comment: 'on my way' };
    const done = await at.post(`/alarms/${alarmId}/acknowledge`, word);
    expect(done).toMatchObject({ status: 200, body: { alarm: { state: 'acknowledged', acknowledgedBy: 'token history' } } });
    expect(await at.post(`/alarms/${alarmId}/acknowledge`, word)).toMatchObject({
      status: 409,
      body: { type: 'urn:wachter:problem:already-acknowledged', by: 'token history' },
    });
  });

  it('lists the journal with both times, who, from where and why, by what was asked', async () => {
    const at = await api(everything);
    await at.post(`/alarms/${alarmId}/acknowledge`, { activation: 1, comment: 'on my way' });
    const { body } = await at.ask('/journal?kind=acknowledged&subject=ONE/A&actor=history');
    expect(body).toMatchObject({
      next: null,
      journal: [
        {
          ...{ kind: 'acknowledged', alarmId, tag: 'one/a', ruleType: 'limit', priority: 'high', value: 28.5, limit: 27 },
          ...{ recordedAt: '2026-11-23T12:00:00.000Z', conditionAt: '2026-11-23T12:00:00.000Z' },
          ...{ actor: 'token history', source: 'api test', comment: 'on my way' },
        },
      ],
    });
    expect((await at.ask('/journal?kind=reset')).body).toEqual({ journal: [], next: null });
  });

  it.each<[string, number, string]>([
    ['/points?limit=0', 400, 'invalid'],
    ['/points?limit=2&limit=3', 400, 'invalid'],
    ['/points?unknown=1', 400, 'invalid'],
    ['/points/abc', 400, 'invalid'],
    ['/points/999999', 404, 'not-found'],
    ['/points/1/readings?from=yesterday&to=2026-11-23T12:00:00Z', 400, 'invalid'],
    ['/points/1/readings?from=2026-11-23T12:00:00Z&to=2026-11-23T11:00:00Z', 400, 'invalid'],
    ['/alarms/019ab000-0000-7000-8000-00000000ffff', 404, 'not-found'],
    ['/alarms?cursor=abc', 400, 'invalid'],
    ['/journal?cursor=abc', 400, 'invalid'],
    ['/journal?kind=exploded', 400, 'invalid'],
    ['/journal?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z', 400, 'invalid'],
    ['/nothing', 404, 'no-such-route'],
    ['/constructor', 404, 'no-such-route'],
  ])('refuses %s with %i and a reason', async (path, status, kind) => {
    const { ask } = await api(everything);
    const answer = await ask(path);
    expect(answer).toMatchObject({ status, body: { status, type: `urn:wachter:problem:${kind}` } });
  });

  it.each<[string, unknown]>([
    ['without the activation that was seen', {}],
    ['with fields it does not know', { activation: 1, priority: 'low' }],
    ['with an activation that is no number', { activation: '1' }],
  ])('refuses an acknowledgement %s', async (_, body) => {
    const { post } = await api(everything);
    expect((await post(`/alarms/${alarmId}/acknowledge`, body)).status).toBe(400);
  });

  it('refuses bodies that are no JSON, not called JSON, or too large', async () => {
    const { ask } = await api(everything);
    const send = (body: string, type = 'application/json') =>
      ask(`/alarms/${alarmId}/acknowledge`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await send('{')).status).toBe(400);
    expect((await send('{"activation":1}', 'text/plain')).status).toBe(400);
    expect((await send(' '.repeat(70_000))).status).toBe(413);
    expect((await ask('/points', { method: 'POST' })).status).toBe(405);
  });

  it('refuses each endpoint to a token without its scope, and to nobody', async () => {
    const at = await api([]);
    const paths = [
      '/sites',
      '/devices',
      '/points',
      `/points/${at.first}`,
      '/alarms',
      `/alarms/${alarmId}`,
      '/journal',
      '/quarantine',
    ];
    for (const path of paths) expect((await at.ask(path)).status, path).toBe(403);
    expect((await at.post(`/alarms/${alarmId}/acknowledge`, { activation: 1 })).status).toBe(403);
    const range = 'from=2026-11-23T11:00:00Z&to=2026-11-23T12:00:00Z';
    expect((await at.ask(`/points/${at.first}/readings?${range}`)).status).toBe(403);
    const nobody = await answerApi(new Request('http://127.0.0.1/api/v1/points'), ['points'], async () =>
      refuse(unauthenticated),
    );
    expect(nobody.status).toBe(401);
  });
});
