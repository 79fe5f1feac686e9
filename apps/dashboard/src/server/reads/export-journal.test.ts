import { acknowledgeAlarms } from '@wachter/services/alarm/acknowledge';
import { describe, expect, it } from 'vitest';
import { alarmId, api, now } from '../../../test/api-bench.ts';
import { exportJournal } from './export-journal.ts';

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('the journal as a CSV file', () => {
  it('has a line for each row with both times, and what people wrote is never a formula', async () => {
    const { context } = await api(['read:alarms', 'write:alarms', 'read:sites']);
    await acknowledgeAlarms(context, { alarms: [{ alarmId, activation: 1 }], comment: '=HYPERLINK("x")\n"on my way"' });
    const found = await exportJournal(context, {});
    if (!found.ok) throw new Error('refused');
    const [head, ...lines] = (await textOf(found.value)).split('\r\n');
    expect(head?.split(',')).toHaveLength(22);
    expect(lines).toEqual([
      [
        '2026-11-23T12:00:00.000Z,2026-11-23T12:00:00.000Z',
        '"2026-11-23 13:00:00 Europe/Amsterdam","2026-11-23 13:00:00 Europe/Amsterdam","One","","one/a","one/a",""',
        'limit,high,acknowledged,warning,28.5,27,"28.5 °C","27 °C","","token history","api test"',
        `"'=HYPERLINK(""x"")\n""on my way""",${alarmId}`,
      ].join(','),
      '',
    ]);
  });

  it('goes on where a page ends, each row once', async () => {
    const { context } = await api(['read:alarms', 'read:sites']);
    const lease = await context.store.lease.acquire('export', 'test', 60_000);
    const row = { alarmId, kind: 'commented', actor: 'engine', recordedAt: now, value: null, limit: null } as const;
    const rest = { level: null, quality: null, comment: null, source: null };
    const journal = Array.from({ length: 1_201 }, (_, n) => ({ ...row, ...rest, conditionAt: now - n * 1000 }));
    await context.store.ingest.commit({
      ...{ readings: [], pointStates: [], deviceStates: [], sessions: [], gaps: [], quarantined: [], alarms: [] },
      ...{ fence: lease.ok ? lease.fence : 0n, journal },
    });
    const found = await exportJournal(context, { kinds: ['commented'] });
    if (!found.ok) throw new Error('refused');
    const lines = (await textOf(found.value)).split('\r\n').slice(1, -1);
    expect(lines).toHaveLength(1_201);
    expect(new Set(lines).size).toBe(1_201);
  });

  it('is refused to whoever may only look, with a row in the audit trail', async () => {
    const { context } = await api([]);
    const viewer = { kind: 'user', id: 'v', name: 'Vera', role: 'viewer' } as const;
    const found = await exportJournal({ ...context, actor: viewer }, {});
    expect(found).toMatchObject({ ok: false, error: { kind: 'forbidden', action: 'alarm.export' } });
    expect(await context.store.people.auditTrail({ limit: 9 })).toMatchObject([
      { actor: 'Vera', action: 'alarm.export', after: { refused: 'forbidden' } },
    ]);
  });
});
