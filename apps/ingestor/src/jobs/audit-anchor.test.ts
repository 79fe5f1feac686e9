import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuditLink } from '@wachter/services';
import { readAnchorLines } from '@wachter/services/audit/anchor-lines';
import { openMemoryStore } from '@wachter/store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anchorFile, anchorSyslog } from './anchor-places.ts';
import { auditWatch } from './audit-anchor.ts';

const HOUR = 3_600_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-anchor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lab() {
  const store = openMemoryStore({ now: () => 1_000 });
  const file = path.join(folder, 'anchors.jsonl');
  const watch = () => auditWatch(store, { places: [anchorFile(file)], crypto: nodeCrypto });
  const act = (objectId: string) =>
    store.site.transaction((tx) => tx.audit({ actor: 'Ada', action: 'site.put', objectKind: 'site', objectId }));
  const anchors = () => {
    const read = readAnchorLines(readFileSync(file, 'utf8'));
    return read.ok ? read.value : expect.fail('not readable');
  };
  return { store, file, watch, act, anchors };
}

describe('the watch over the audit trail', () => {
  it('writes its head down when it grew, else once a day, where only its owner can read it', async () => {
    const { file, watch, act, anchors, store } = lab();
    const { job, works } = watch();
    expect(await job.run(0)).toBeNull();
    await act('one');
    await act('two');
    for (const at of [HOUR, 2 * HOUR, 26 * HOUR]) await job.run(at);
    expect(anchors().map(({ at, seq }) => [at, seq])).toEqual([
      [HOUR, 2],
      [26 * HOUR, 2],
    ]);
    expect(anchors()[0]?.hash).toBe((await store.audit.head())?.hash);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(works()).toEqual(new Map([['audit-trail', true]]));
  });

  it('finds after a start that the end was cut off, and says so until it is whole again', async () => {
    const { store, watch, act } = lab();
    await act('one');
    await act('two');
    await watch().job.run(HOUR);
    const whole = store.audit.links;
    const { job, works } = watch();
    const cut = vi
      .spyOn(store.audit, 'links')
      .mockImplementation(async (after, limit) => (await whole(after, limit)).slice(0, 1 - after));
    await expect(job.run(2 * HOUR)).rejects.toThrow('its end was cut off');
    expect(works()).toEqual(new Map([['audit-trail', false]]));
    cut.mockRestore();
    await job.run(3 * HOUR);
    expect(works()).toEqual(new Map([['audit-trail', true]]));
  });

  it('finds while it runs that what it has seen was made anew', async () => {
    const { store, watch, act } = lab();
    await act('one');
    const { job } = watch();
    await job.run(HOUR);
    await act('two');
    const whole = store.audit.links;
    const anew = (link: AuditLink): AuditLink => ({ ...link, prev: 'ab'.repeat(32) });
    vi.spyOn(store.audit, 'links').mockImplementation(async (after, limit) => (await whole(after, limit)).map(anew));
    await expect(job.run(2 * HOUR)).rejects.toThrow('does not stand on the one before it');
  });

  it('passes over a last anchor that a power cut left unfinished, and refuses a file that was changed', async () => {
    const { file, watch, act, anchors } = lab();
    await act('one');
    await watch().job.run(HOUR);
    appendFileSync(file, '{"at":"2026-01-');
    await act('two');
    await watch().job.run(2 * HOUR);
    expect(anchors().map(({ seq }) => seq)).toEqual([1, 2]);
    appendFileSync(file, 'nonsense\n');
    await expect(watch().job.run(3 * HOUR)).rejects.toThrow(/is no anchor of the audit trail/);
  });

  it('tells a syslog server', async () => {
    const server = createSocket('udp4');
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    const heard = once(server, 'message');
    await anchorSyslog({ host: '127.0.0.1', port: server.address().port }).keep({ at: 0, seq: 7, hash: 'ab'.repeat(32) });
    expect(String((await heard)[0])).toMatch(/^<109>1 1970-01-01T00:00:00\.000Z \S+ wachter - audit-anchor - \{.*"seq":7,/);
    server.close();
  });
});
