import { defaultPolicy, type Result, type Rota, type RunRecord } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { type Bench, bench, T0, userWith, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import type { Context } from '../context.ts';
import { verbs } from '../verbs.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall, thermalClass: A1 }, { slug: attic, kind: room, name: Attic } ]
equipment: [ { slug: crah, kind: cooler, name: CRAH }, { slug: spare, kind: cooler, name: Spare } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points:
  - { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature, location: hall }
  - { tag: cooler, name: C, device: env-1, channel: c, quantity: cooler-state, location: hall, equipment: spare, rules: [] }
`;

const outage = (context: Context, scopeId: string) => ({
  ...{ scopeKind: 'location' as const, scopeId, reason: 'new floor', untilAt: context.now() + 3_600_000 },
});
const windowOf = (context: Context, scopeId: string) => ({
  ...{
    name: 'Service',
    scopeKind: 'location' as const,
    scopeId,
    startsAt: context.now(),
    durationMinutes: 60,
    reason: 'service',
  },
});

const testOf = (context: Context, { siteId, thing }: { readonly siteId: string; readonly thing: { readonly id: string } }) => ({
  ...{ siteId, scenario: 'A', equipment: [thing.id], until: context.now() + 3_600_000, note: 'monthly' },
});

const tinyPng = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);
const recordOf = (
  context: Context,
  { siteId, genset }: { readonly siteId: string; readonly genset: string },
  recordId: string,
) => ({
  ...{ recordId, basedOn: 0, siteId, equipmentId: genset, kind: 'weekly-inspection' },
  content: { doneAt: context.now(), checks: {}, readings: {}, findings: [], remarks: '', photos: [] },
});
/** A record that a technician wrote, as what is signed of it. */
async function written(context: Context, lab: { readonly siteId: string; readonly genset: string }, isSigned: boolean) {
  const technician = { ...context, actor: userWith('technician') };
  const record = value(await verbs.putTestRecord(technician, recordOf(context, lab, context.newId())));
  const { recordId, version, contentHash } = record;
  if (isSigned) value(await verbs.signTestRecord(technician, { recordId, version, contentHash }));
  return { recordId, version, contentHash };
}

const browser = { name: 'Phone', subscription: { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } } };
const noDuty: Rota = { name: 'x', layers: [], holidays: [], overrides: [] };

/** A site with one of everything, and people. */
async function furnished(at: Bench) {
  const { context } = at;
  const { siteId } = value(await verbs.importSite(context, { text }));
  const { site } = context.store;
  const [attic, hall] = (await site.locations()).toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  const [thing, stand] = await Promise.all(
    ['crah', 'spare'].map(async (wanted) => (await site.equipment()).find(({ slug }) => slug === wanted)),
  );
  const point = await site.pointByTag('temp');
  const [rule] = await site.rules({ pointId: point?.id ?? 0 });
  if (!siteId || !attic || !hall || !thing || !stand || !point || !rule) throw new Error('the lab is not furnished');
  value(await verbs.addDevice(context, { id: 'env-2', name: 'Spare', dialect: 'native' }));
  const display = value(await verbs.addDisplay(context, { name: 'Wall' })).id;
  const token = value(await verbs.createToken(context, { name: 'export', scopes: ['read:points'] })).id;
  const user = value(await verbs.addUser(context, { name: 'Bob', email: 'bob@example.org', role: 'viewer' })).id;
  value(await verbs.editRule(context, { id: rule.id, checklist: [{ en: 'Look', nl: 'Kijk' }] }));
  const other = (await site.rules({ pointId: point.id })).find(({ id }) => id !== rule.id);
  const [another = ''] = other ? await raise(context, other, [{ clearedAt: context.now() }]) : [];
  const shelving = { alarmId: another, reason: 'filter change', minutes: 30 };
  const shelved = value(await verbs.shelveAlarm(context, shelving)).withholding.id;
  const out = value(await verbs.takeOutOfService(context, outage(context, attic.id))).withholding.id;
  const window = value(await verbs.putMaintenanceWindow(context, windowOf(context, hall.id))).window.id;
  const channel = value(
    await verbs.putChannel(context, { id: null, type: 'sms', name: 'SMS', config: { host: 'x' }, isEnabled: true }),
  ).id;
  const asked = { id: null, type: 'push', name: 'Push', config: { subject: 'mailto:a@example.org' }, isEnabled: true };
  const push = value(await verbs.putChannel(context, asked)).id;
  value(await verbs.subscribePush(context, { channelId: push, ...browser }));
  const contacts = [{ channelId: channel, address: { number: '+316' }, isEnabled: true }];
  value(await verbs.setContacts(context, { userId: user, contacts }));
  value(await verbs.putPolicy(context, { siteId, policy: defaultPolicy([{ kind: 'person', id: user }]) }));
  const rota = value(await verbs.putRota(context, { id: null, siteId, rota: noDuty })).id;
  const test = value(await verbs.announceTest(context, testOf(context, { siteId, thing }))).test.id;
  const plant = { siteId, kind: 'genset' as const, slug: 'genset', name: 'Genset' };
  const genset = value(await verbs.putEquipment(context, plant)).equipment.id;
  const record = await written(context, { siteId, genset }, false);
  const signed = await written(context, { siteId, genset }, true);
  const [cleared = ''] = await raise(context, { ...rule, isLatching: true }, [{ clearedAt: context.now() }]);
  const members = [{ kind: 'equipment' as const, id: stand.id }];
  const spare = { scheme: { by: 'spare' as const }, need: { by: 'count' as const, units: 1 }, members };
  const group = value(await verbs.putRedundancyGroup(context, { siteId, tag: 'one', name: 'One', group: spare })).point.id;
  return {
    context,
    siteId,
    group,
    attic,
    hall,
    thing,
    point,
    rule,
    display,
    token,
    user,
    alarmId: cleared,
    test,
    genset,
    record,
    signed,
    shelved,
    out,
    window,
    channel,
    push,
    rota,
  };
}
type Lab = Awaited<ReturnType<typeof furnished>>;

const acknowledge = ({ alarmId }: Lab, context: Context) =>
  verbs.acknowledgeAlarms(context, { alarms: [{ alarmId, activation: 1 }], comment: 'seen' });

/** Every verb that changes something, in one use of it. */
const changes: Readonly<Record<string, (context: Context, lab: Lab) => Promise<Result<unknown, unknown>>>> = {
  acknowledgeAlarms: (context, lab) => acknowledge(lab, context),
  addDevice: (context) => verbs.addDevice(context, { id: 'env-3', name: 'x', dialect: 'native' }),
  addDisplay: (context) => verbs.addDisplay(context, { name: 'x' }),
  addRule: (context, { point }) =>
    verbs.addRule(context, { type: 'stale', pointId: point.id, params: { afterSeconds: 60 }, priority: 'low' }),
  deleteChannel: (context, { channel }) => verbs.deleteChannel(context, { id: channel }),
  putChannel: (context) =>
    verbs.putChannel(context, { id: null, type: 'sms', name: 'x', config: { host: 'x' }, isEnabled: true }),
  deleteRota: (context, { rota }) => verbs.deleteRota(context, { id: rota }),
  putRota: (context, { siteId }) => verbs.putRota(context, { id: null, siteId, rota: noDuty }),
  putPolicy: (context, { siteId }) =>
    verbs.putPolicy(context, { siteId, policy: defaultPolicy([{ kind: 'role', role: 'manager' }]) }),
  setContacts: (context, { user, channel }) =>
    verbs.setContacts(context, { userId: user, contacts: [{ channelId: channel, address: { number: '+31' }, isEnabled: true }] }),
  planDrill: (context, { siteId }) => verbs.planDrill(context, { siteId, plan: { week: 'first', weekday: 2, at: '10:00' } }),
  startDrill: (context, { siteId }) => verbs.startDrill(context, { siteId }),
  subscribePush: (context, { push }) => verbs.subscribePush(context, { channelId: push, ...browser }),
  unsubscribePush: (context, { push }) =>
    verbs.unsubscribePush(context, { channelId: push, endpoint: browser.subscription.endpoint }),
  sendTest: (context, { channel, user }) => verbs.sendTest(context, { channelId: channel, userId: user }),
  addUser: (context) => verbs.addUser(context, { name: 'x', email: 'x@example.org', role: 'viewer' }),
  approveDevice: (context, { siteId }) => verbs.approveDevice(context, { id: 'env-2', siteId, points: [] }),
  blockDevice: (context) => verbs.blockDevice(context, { id: 'env-2' }),
  createSite: (context) => verbs.createSite(context, { slug: 'two', name: 'x', timeZone: 'UTC' }),
  createToken: (context) => verbs.createToken(context, { name: 'x', scopes: ['read:points'] }),
  deleteEquipment: (context, { thing }) => verbs.deleteEquipment(context, { id: thing.id }),
  deleteLocation: (context, { attic }) => verbs.deleteLocation(context, { id: attic.id }),
  editDevice: (context) => verbs.editDevice(context, { id: 'env-1', name: 'x' }),
  editPoint: (context, { point }) => verbs.editPoint(context, { id: point.id, name: 'x' }),
  editRule: (context, { rule }) => verbs.editRule(context, { id: rule.id, priority: 'low' }),
  editSite: (context, { siteId }) => verbs.editSite(context, { id: siteId, name: 'x' }),
  ignoreDevice: (context) => verbs.ignoreDevice(context, { id: 'env-2' }),
  importSite: (context) => verbs.importSite(context, { text: text.replace('name: T', 'name: Inlet') }),
  issueCredential: (context) => verbs.issueCredential(context, { id: 'env-1' }),
  issueIngestorCredential: (context) => verbs.issueIngestorCredential(context, { userName: 'ingestor-1', filters: ['a/+'] }),
  placePoint: (context, { point }) => verbs.placePoint(context, { id: point.id, place: { x: 0.5 } }),
  addTestPhoto: (context) => verbs.addTestPhoto(context, { bytes: tinyPng }),
  putTestRecord: (context, lab) => verbs.putTestRecord(context, recordOf(context, lab, lab.alarmId)),
  signTestRecord: (context, lab) => verbs.signTestRecord(context, lab.record),
  approveTestRecord: (context, lab) => verbs.approveTestRecord(context, lab.signed),
  announceTest: (context, lab) => verbs.announceTest(context, testOf(context, lab)),
  cancelTest: (context, lab) => verbs.cancelTest(context, { id: lab.test }),
  putTestPlan: (context, { siteId }) => verbs.putTestPlan(context, { siteId, basedOn: 0, entries: [] }),
  putEquipment: (context, { siteId }) => verbs.putEquipment(context, { siteId, kind: 'ups', slug: 'ups', name: 'x' }),
  putLocation: (context, { siteId }) => verbs.putLocation(context, { siteId, kind: 'room', slug: 'x', name: 'x' }),
  putRedundancyGroup: (context, { siteId, thing }) => {
    const group = { scheme: { by: 'spare' as const }, need: { by: 'count' as const, units: 1 } };
    const members = [{ kind: 'equipment' as const, id: thing.id }];
    return verbs.putRedundancyGroup(context, { siteId, tag: 'pair', name: 'Pair', group: { ...group, members } });
  },
  putRedundancyChain: (context, { siteId, group }) => {
    const chain = { paths: [{ name: 'A', groups: [String(group)] }] };
    return verbs.putRedundancyChain(context, { siteId, tag: 'power', name: 'Power', chain });
  },
  rationaliseRule: (context, { rule }) =>
    verbs.rationaliseRule(context, {
      ...{ ruleId: rule.id, why: 'servers throttle', consequence: 'major', respondWithinMinutes: 20, priority: 'high' },
      ...{ reviewAt: context.now() + 86_400_000, approvedBy: 'Bob' },
    }),
  resetAlarm: (context, { alarmId }) => verbs.resetAlarm(context, { alarmId, activation: 1, comment: 'dry again' }),
  resetPassword: (context, { user }) => verbs.resetPassword(context, { id: user }),
  retirePoint: (context, { point }) => verbs.retirePoint(context, { id: point.id }),
  revokeDevice: (context) => verbs.revokeDevice(context, { id: 'env-2' }),
  revokeDisplay: (context, { display }) => verbs.revokeDisplay(context, { id: display }),
  revokeToken: (context, { token }) => verbs.revokeToken(context, { id: token }),
  shelveAlarm: (context, { alarmId }) => verbs.shelveAlarm(context, { alarmId, reason: 'filter change', minutes: 30 }),
  unshelveAlarm: (context, lab) => verbs.unshelveAlarm(context, { id: lab.shelved }),
  takeOutOfService: (context, { hall }) => verbs.takeOutOfService(context, { ...outage(context, hall.id), workOrder: 'W-1' }),
  returnToService: (context, lab) => verbs.returnToService(context, { id: lab.out }),
  putMaintenanceWindow: (context, { attic }) => verbs.putMaintenanceWindow(context, windowOf(context, attic.id)),
  cancelMaintenanceWindow: (context, lab) => verbs.cancelMaintenanceWindow(context, { id: lab.window }),
  editAlarmSettings: (context, { siteId }) => verbs.editAlarmSettings(context, { siteId, settings: { incidentGapSeconds: 5 } }),
  printRun: async (context, { siteId }) => {
    await context.store.power.keepRun(siteId, aRun, T0);
    return verbs.printRun(context, { siteId, runId: aRun.id, language: 'nl' });
  },
  tickChecklist: (context, { alarmId }) => verbs.tickChecklist(context, { alarmId, activation: 1, step: 0 }),
  watchRoom: (context, { hall }) => verbs.watchRoom(context, { locationId: hall.id }),
  updateUser: (context, { user }) => verbs.updateUser(context, { id: user, role: 'technician' }),
};

const aRun: RunRecord = {
  ...{ id: 'run-1', supply: 's', startedAt: T0, endedAt: T0 + 60_000, kind: 'outage', reason: 'mains-lost' },
  ...{ mains: {}, switches: {}, sets: [], ups: [], silences: [], faults: [] },
};

const reads = [
  ...[
    'exportSite',
    'listAlarms',
    'listAudit',
    'verifyAudit',
    'listBackups',
    'listBatteries',
    'readLastTest',
    'listDisplays',
    'listJournal',
    'listDrills',
    'readDrill',
    'readDrillPlan',
    'previewPolicy',
    'previewTouch',
    'listRedundancy',
    'listRedundancyChains',
    'readRoomHeat',
    'compareRuns',
    'getRun',
    'listRuns',
    'readTraces',
    'listTestPlan',
    'getTestPhoto',
    'getTestRecord',
    'listTestRecords',
    'getTest',
    'listTests',
    'previewTest',
    'listQuarantine',
    'listRules',
    'listRationalisations',
    'listRuleProblems',
    'listTokens',
    'listUsers',
    'listChannels',
    'listNotices',
    'whoIsOnDuty',
  ],
  'backTestRule',
  'proposeTuning',
  'readAlarmKpis',
  ...[
    'listMaintenanceWindows',
    'listUnder',
    'listWithholdings',
    'readAlarmSettings',
    'readJournal',
    'readRuleHistory',
    'windowOutcome',
  ],
];

const trailOf = (context: Context) => context.store.people.auditTrail({ limit: 500 });

describe('the audit trail', () => {
  it('is asked about every verb', () => {
    expect([...Object.keys(changes), ...reads].toSorted()).toEqual(Object.keys(verbs).toSorted());
  });

  it.each(Object.keys(changes))('gets exactly one row from %s, with who, what, and from where', async (name) => {
    const at = bench();
    const lab = await furnished(at);
    if (name === 'resetAlarm') await acknowledge(lab, lab.context);
    const before = await trailOf(lab.context);
    const context: Context = { ...lab.context, source: 'web 10.0.0.7' };
    value((await changes[name]?.(context, lab)) ?? { ok: false, error: 'no such verb' });
    const rows = (await trailOf(context)).slice(0, -before.length || undefined);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor: 'Ada administrator', source: 'web 10.0.0.7', at: context.now() });
    expect(rows[0]?.action).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(rows[0]?.objectId).not.toBe('');
  });

  it('and the journal keep the comment of a reset', async () => {
    const lab = await furnished(bench());
    await acknowledge(lab, lab.context);
    value(await verbs.resetAlarm(lab.context, { alarmId: lab.alarmId, activation: 1, comment: 'dry again' }));
    expect((await lab.context.store.alarms.journal(lab.alarmId)).map((entry) => entry.comment)).toEqual(['seen', 'dry again']);
  });
});
