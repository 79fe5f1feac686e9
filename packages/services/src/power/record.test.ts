import { checklistById, type RecordContent } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { type Bench, bench, refusal, userWith, value } from '../../test/context.ts';
import type { Context } from '../context.ts';
import { verbs } from '../verbs.ts';
import { cleanPhoto } from './photo-bytes.ts';

const DAY = 86_400_000;

async function plant(at: Bench) {
  const lab = { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' };
  const siteId = value(await verbs.createSite(at.context, lab)).site.id;
  const thing = { siteId, kind: 'genset' as const, slug: 'g-1', name: 'Genset 1' };
  const genset = value(await verbs.putEquipment(at.context, thing)).equipment.id;
  const as = (role: 'technician' | 'manager'): Context => ({ ...at.context, actor: userWith(role) });
  const recordId = at.context.newId();
  const whole = Object.fromEntries((checklistById('inspection')?.checks ?? []).map(({ id }) => [id, 'ok' as const]));
  const content: RecordContent = {
    doneAt: at.context.now(),
    checks: whole,
    readings: { fuel: 900 },
    findings: [],
    remarks: '',
    photos: [],
  };
  const record = (more: object = {}, basedOn = 0) => ({
    ...{ recordId, basedOn, siteId, equipmentId: genset, kind: 'weekly-inspection', content: { ...content, ...more } },
  });
  const entry = (needsApproval: boolean) => ({
    equipmentId: genset,
    kind: 'weekly-inspection',
    firstDueOn: '2026-11-24',
    needsApproval,
  });
  const status = async () => value(await verbs.listTestPlan(at.context, {}))[0]?.tests[0]?.status;
  return { siteId, genset, as, recordId, record, entry, status };
}
const toSign = ({ recordId, version, contentHash }: { recordId: string; version: number; contentHash: string }) => ({
  ...{ recordId, version, contentHash },
});

describe('a record of a test', () => {
  it('counts for the plan when it is whole and signed, and where the site says so, when a second person approved it', async () => {
    const at = bench();
    const { siteId, as, record, entry, status } = await plant(at);
    value(await verbs.putTestPlan(at.context, { siteId, basedOn: 0, entries: [entry(true)] }));
    const why = async () => (await status())?.refused[0]?.why.map(({ en }) => en);
    const half = value(await verbs.putTestRecord(as('technician'), record({ checks: { oil: 'ok' } })));
    expect(await why()).toEqual(['7 of 8 points were not looked at.', 'Nobody has signed it yet.']);
    expect(half.version).toBe(1);
    const whole = value(await verbs.putTestRecord(as('technician'), record({}, 1)));
    expect(await why()).toEqual(['Nobody has signed it yet.']);
    expect(refusal(await verbs.approveTestRecord(as('manager'), toSign(whole)))).toEqual({ kind: 'not-signed-yet' });
    value(await verbs.signTestRecord(as('manager'), toSign(whole)));
    expect(await why()).toEqual(['A second person has not approved it yet.']);
    expect(refusal(await verbs.approveTestRecord(as('manager'), toSign(whole)))).toEqual({ kind: 'same-person' });
    const other = { ...at.context, actor: { ...userWith('manager'), id: 'u-other', name: 'Bob manager' } };
    value(await verbs.approveTestRecord(other, toSign(whole)));
    expect(await status()).toMatchObject({ state: 'done', dueOn: '2026-11-30' });
  });

  it('is signed as it was seen: a correction keeps the old version, shows what changed, and must be signed anew', async () => {
    const at = bench();
    const { siteId, as, record, entry, status, recordId } = await plant(at);
    value(await verbs.putTestPlan(at.context, { siteId, basedOn: 0, entries: [entry(false)] }));
    const first = value(await verbs.putTestRecord(as('technician'), record()));
    value(await verbs.signTestRecord(as('technician'), toSign(first)));
    expect((await status())?.state).toBe('done');
    const second = value(await verbs.putTestRecord(as('technician'), record({ readings: { fuel: 800 } }, 1)));
    expect(second.contentHash).not.toBe(first.contentHash);
    expect((await status())?.state).toBe('due');
    expect(refusal(await verbs.signTestRecord(as('technician'), toSign(first)))).toMatchObject({ kind: 'record-changed' });
    expect(value(await verbs.getTestRecord(at.context, { recordId }))).toMatchObject([
      { version: 1, signatures: [{ role: 'performed', contentHash: first.contentHash }], changes: [] },
      { version: 2, signatures: [], changes: [{ path: 'readings.fuel', before: '900', after: '800' }] },
    ]);
    value(await verbs.signTestRecord(as('technician'), toSign(second)));
    expect(refusal(await verbs.signTestRecord(as('manager'), toSign(second)))).toMatchObject({ kind: 'already-signed' });
  });

  it('that is sent twice over a bad line is there once; over the version of somebody else it is refused', async () => {
    const at = bench();
    const { as, record, recordId } = await plant(at);
    const sent = record();
    const first = value(await verbs.putTestRecord(as('technician'), sent));
    at.advance(60_000);
    expect(value(await verbs.putTestRecord(as('technician'), sent))).toEqual(first);
    const other = { ...sent, content: { ...sent.content, remarks: 'other' } };
    expect(refusal(await verbs.putTestRecord(as('manager'), other))).toMatchObject({ kind: 'record-changed' });
    expect(value(await verbs.listTestRecords(at.context, {})).map((one) => one.recordId)).toEqual([recordId]);
  });

  it('refuses what cannot be, by field', async () => {
    const at = bench();
    const { as, record } = await plant(at);
    const refused = async (more: object) => refusal(await verbs.putTestRecord(as('technician'), record(more)));
    expect(await refused({ readings: { fuel: -1 } })).toMatchObject({ issues: [{ path: 'content.readings.fuel' }] });
    expect(await refused({ readings: { load: 5 } })).toMatchObject({ issues: [{ path: 'content.readings.load' }] });
    expect(await refused({ checks: { strange: 'ok' } })).toMatchObject({ issues: [{ path: 'content.checks.strange' }] });
    expect(await refused({ checks: { leaks: 'not-ok' } })).toMatchObject({ issues: [{ path: 'content.findings' }] });
    expect(await refused({ doneAt: at.context.now() + DAY })).toMatchObject({ issues: [{ path: 'content.doneAt' }] });
    expect(await refused({ photos: ['a'.repeat(64)] })).toMatchObject({ kind: 'not-found' });
  });
});

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])),
  );
const jpeg = bytes(
  ...[[0xff, 0xd8], [0xff, 0xe1, 0, 10], 'ExifGPS!', [0xff, 0xdb, 0, 4, 1, 2], [0xff, 0xda, 0, 3, 9], 'picture', [0xff, 0xd9]],
);
const png = bytes(
  ...[[0x89], 'PNG\r\n', [0x1a, 0x0a], [0, 0, 0, 1], 'IHDR', [7, 0, 0, 0, 0], [0, 0, 0, 3], 'eXIfGPS', [0, 0, 0, 0]],
  ...[[0, 0, 0, 0], 'IEND', [0, 0, 0, 0]],
);
const text = (some: Uint8Array) => String.fromCharCode(...some);

describe('a photograph', () => {
  it('loses what the camera wrote about place and device, and keeps the picture', () => {
    const clean = value(cleanPhoto(jpeg));
    expect(clean.mediaType).toBe('image/jpeg');
    expect(text(clean.bytes)).not.toContain('GPS');
    expect(text(clean.bytes)).toContain('picture');
    expect(text(value(cleanPhoto(png)).bytes)).toContain('IHDR');
    expect(text(value(cleanPhoto(png)).bytes)).not.toContain('GPS');
  });

  it.each([
    ['a script', bytes('<svg onload="alert(1)">')],
    ['an empty file', bytes()],
    ['half a JPEG', jpeg.subarray(0, 12)],
    ['half a PNG', png.subarray(0, 30)],
    ['a JPEG with a length that lies', bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1])],
  ])('is refused when it is %s', (_, some) => {
    expect(refusal(cleanPhoto(some))).toMatchObject({ kind: 'invalid' });
  });

  it('is stored once, by its hash, and only read by whoever may', async () => {
    const at = bench();
    const { hash } = value(await verbs.addTestPhoto(at.context, { bytes: png }));
    expect(value(await verbs.addTestPhoto(at.context, { bytes: png })).hash).toBe(hash);
    expect(value(await verbs.getTestPhoto(at.context, { hash }))).toMatchObject({
      mediaType: 'image/png',
      addedBy: 'Ada administrator',
    });
    const display = { ...at.context, actor: { kind: 'display' as const, id: 'd', siteId: null } };
    expect(refusal(await verbs.getTestPhoto(display, { hash }))).toMatchObject({ kind: 'forbidden' });
  });
});
