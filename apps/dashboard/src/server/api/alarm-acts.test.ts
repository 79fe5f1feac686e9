import type { Scope } from '@wachter/services/access/policy';
import { describe, expect, it } from 'vitest';
import { alarmId, api } from '../../../test/api-bench.ts';
import { endpoints } from './index.ts';

const everything: readonly Scope[] = ['read:sites', 'read:points', 'read:alarms', 'write:alarms', 'write:maintenance'];

/** The answer, which must have the shape that the document promises. */
function promised(id: string, body: unknown): unknown {
  const endpoint = endpoints.find((one) => one.id === id);
  expect(endpoint?.answer.safeParse(body).error, id).toBeUndefined();
  return body;
}

async function planned(scopes: readonly Scope[] = everything) {
  const at = await api(scopes);
  const window = {
    ...{ name: 'Filter change', scopeKind: 'point', scopeId: String(at.first), reason: 'Yearly service' },
    ...{ startsAt: '2026-11-23T11:50:00Z', durationMinutes: 60, recurrence: { every: 'week', days: [1] } },
  };
  return { at, window, put: await at.post('/maintenance-windows', window) };
}

describe('alarms by the REST API', () => {
  it('ticks a step of the response once, and shows who did it and when', async () => {
    const at = await api(everything);
    const tick = (step: number) => at.post(`/alarms/${alarmId}/checklist/${step}`, { activation: 1 });
    expect(promised('tickChecklist', (await tick(1)).body)).toEqual({
      ...{ step: 1, doneAt: '2026-11-23T12:00:00.000Z', doneBy: 'token history' },
    });
    expect(await tick(1)).toMatchObject({ status: 409, body: { by: 'token history' } });
    expect(await tick(2)).toMatchObject({ status: 400, body: { type: 'urn:wachter:problem:no-such-step' } });
    expect((await at.ask(`/alarms/${alarmId}`)).body).toMatchObject({
      checklist: [
        { step: 0, says: { en: 'Look', nl: 'Kijk' }, doneAt: null, doneBy: null },
        { step: 1, says: { en: 'Call', nl: 'Bel' }, doneAt: '2026-11-23T12:00:00.000Z', doneBy: 'token history' },
      ],
    });
  });

  it('refuses to reset what does not latch, or is not there', async () => {
    const at = await api(everything);
    expect(await at.post(`/alarms/${alarmId}/reset`, { activation: 1 })).toMatchObject({
      ...{ status: 409, body: { type: 'urn:wachter:problem:not-latching' } },
    });
    const nobody = '019ab000-0000-7000-8000-00000000ffff';
    expect((await at.post(`/alarms/${nobody}/reset`, { activation: 1 })).status).toBe(404);
  });

  it('says what is quiet under an alarm, how the site treats its alarms, and which rules cannot work', async () => {
    const at = await api(everything);
    const under = await at.ask(`/alarms/${alarmId}/under`);
    expect(promised('listAlarmsUnder', under.body)).toMatchObject({ alarms: [] });
    const settings = await at.ask(`/sites/${at.siteId}/alarm-settings`);
    expect(promised('readAlarmSettings', settings.body)).toMatchObject({ settings: { incidentGapSeconds: 60 } });
    expect(promised('listRuleProblems', (await at.ask('/rule-problems')).body)).toEqual({ problems: [] });
  });
});

describe('alarm settings by the REST API', () => {
  const path = (at: Awaited<ReturnType<typeof api>>) => `/sites/${at.siteId}/alarm-settings`;

  it('are replaced as a whole, with an audit row that says what they were', async () => {
    const at = await api([...everything, 'write:settings']);
    const done = await at.put(path(at), { incidentGapSeconds: 30, chatter: { transitions: 4 } });
    expect(promised('putAlarmSettings', done.body)).toMatchObject({
      settings: { incidentGapSeconds: 30, chatter: { transitions: 4, withinSeconds: 60 }, flood: { startsAbove: 10 } },
    });
    expect((await at.ask(path(at))).body).toEqual(done.body);
    const [row] = await at.context.store.people.auditTrail({ limit: 1 });
    const [before, after] = [{ incidentGapSeconds: 60 }, { incidentGapSeconds: 30 }];
    expect(row).toMatchObject({ actor: 'token history', action: 'settings.edit', objectId: at.siteId, before, after });
  });

  it('are refused without the right, with what is wrong beside its field, and where there is no such site', async () => {
    const at = await api([...everything, 'write:settings']);
    const wrong = await at.put(path(at), { flood: { startsAbove: 2, endsBelow: 9 }, shelve: 1 });
    expect(wrong).toMatchObject({ status: 400, body: { type: 'urn:wachter:problem:invalid' } });
    expect(JSON.stringify(wrong.body)).toContain('body.flood.endsBelow');
    expect((await at.put('/sites/019ab000-0000-7000-8000-00000000ffff/alarm-settings', {})).status).toBe(404);
    expect((await at.post(path(at), {})).status).toBe(405);
    const weak = await api(everything);
    expect((await weak.put(path(weak), {})).status).toBe(403);
  });
});

describe('planned work by the REST API', () => {
  it('is planned, listed as open with its next starts, asked what is still wrong, and cancelled once', async () => {
    const { at, window, put } = await planned();
    expect(promised('putMaintenanceWindow', put.body)).toMatchObject({
      window: { ...window, startsAt: '2026-11-23T11:50:00.000Z', createdBy: 'token history', cancelledAt: null },
      covered: [{ type: 'limit', pointId: at.first }],
    });
    const id = (put.body as unknown as { window: { id: string } }).window.id;
    expect(promised('listMaintenanceWindows', (await at.ask('/maintenance-windows')).body)).toMatchObject({
      windows: [
        {
          id,
          open: { until: '2026-11-23T12:50:00.000Z' },
          next: expect.arrayContaining([{ from: '2026-11-30T11:50:00.000Z', until: '2026-11-30T12:50:00.000Z' }]),
        },
      ],
    });
    const wrong = await at.ask(`/maintenance-windows/${id}/still-wrong`);
    expect(promised('listStillWrong', wrong.body)).toMatchObject({ alarms: [{ id: alarmId }] });
    const cancel = () => at.post(`/maintenance-windows/${id}/cancel`, {});
    expect(promised('cancelMaintenanceWindow', (await cancel()).body)).toMatchObject({
      window: { cancelledBy: 'token history' },
    });
    expect(await cancel()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('token history has cancelled') },
    });
    expect((await at.ask('/maintenance-windows')).body).toEqual({ windows: [] });
  });

  it('needs a scope of its own: whoever may acknowledge cannot silence a room with it', async () => {
    const { at, put } = await planned(['read:alarms', 'write:alarms']);
    expect(put.status).toBe(403);
    expect((await at.ask('/maintenance-windows')).body).toEqual({ windows: [] });
  });

  it('says which field of the plan cannot be used', async () => {
    const { at, window } = await planned();
    const over = await at.post('/maintenance-windows', { ...window, recurrence: null, startsAt: '2026-01-01T00:00:00Z' });
    expect(over).toMatchObject({ status: 400, body: { issues: [{ path: 'startsAt' }] } });
    expect((await at.post('/maintenance-windows', { ...window, scopeId: '99999' })).status).toBe(404);
    expect((await at.post('/maintenance-windows', { ...window, durationMinutes: 1 })).status).toBe(400);
  });
});
