import { describe, expect, it } from 'vitest';
import { bench, userWith } from '../test/context.ts';
import type { Actor } from './access/actor.ts';
import { roles } from './access/actor.ts';
import { actions, policy, scopes } from './access/policy.ts';
import type { Context } from './context.ts';
import { verbs } from './verbs.ts';

/** The matrix as people agreed on it, written a second time: V viewer, T technician, M manager, A administrator; a scope; D display. */
const matrix: Readonly<Record<keyof typeof verbs, string>> = {
  acknowledgeAlarms: 'TMA write:alarms',
  cancelMaintenanceWindow: 'MA write:maintenance',
  editAlarmSettings: 'A write:settings',
  listMaintenanceWindows: 'VTMA read:alarms',
  listWithholdings: 'VTMA read:alarms',
  putMaintenanceWindow: 'MA write:maintenance',
  readAlarmSettings: 'VTMA read:alarms',
  returnToService: 'TMA write:alarms',
  shelveAlarm: 'TMA write:alarms',
  takeOutOfService: 'TMA write:alarms',
  tickChecklist: 'TMA write:alarms',
  listUnder: 'VTMA read:alarms',
  windowOutcome: 'VTMA read:alarms',
  unshelveAlarm: 'TMA write:alarms',
  listRedundancy: 'VTMA read:points D',
  listRedundancyChains: 'VTMA read:points D',
  readRoomHeat: 'VTMA read:points D',
  watchRoom: 'A',
  previewTouch: 'MA write:maintenance',
  putRedundancyGroup: 'A',
  putRedundancyChain: 'A',
  addDevice: 'A',
  addDisplay: 'A',
  addRule: 'A',
  addUser: 'A',
  approveDevice: 'A',
  backTestRule: 'TMA',
  blockDevice: 'A',
  createSite: 'A',
  createToken: 'A',
  deleteEquipment: 'A',
  deleteLocation: 'A',
  editDevice: 'A',
  editPoint: 'A',
  editRule: 'A',
  editSite: 'A',
  exportSite: 'MA',
  ignoreDevice: 'A',
  importSite: 'A',
  issueCredential: 'A',
  issueIngestorCredential: 'A',
  listAlarms: 'VTMA read:alarms D',
  listAudit: 'MA read:audit',
  verifyAudit: 'MA read:audit',
  listBackups: 'MA read:audit',
  listDisplays: 'MA',
  listJournal: 'VTMA read:alarms',
  compareRuns: 'VTMA read:readings',
  getRun: 'VTMA read:readings',
  listBatteries: 'VTMA read:sites D',
  readLastTest: 'VTMA read:points D',
  listRuns: 'VTMA read:readings',
  addTestPhoto: 'TMA',
  approveTestRecord: 'MA',
  getTestPhoto: 'VTMA read:readings',
  getTestRecord: 'VTMA read:readings',
  listTestRecords: 'VTMA read:readings',
  putTestRecord: 'TMA',
  signTestRecord: 'TMA',
  announceTest: 'MA write:maintenance',
  cancelTest: 'MA write:maintenance',
  previewTest: 'MA write:maintenance',
  getTest: 'VTMA read:readings',
  listTests: 'VTMA read:readings',
  printRun: 'VTMA read:readings',
  readTraces: 'VTMA read:readings D',
  listTestPlan: 'VTMA read:readings',
  putTestPlan: 'MA write:maintenance',
  listQuarantine: 'TMA read:quarantine',
  listRuleProblems: 'VTMA read:points D',
  listRationalisations: 'TMA',
  rationaliseRule: 'MA',
  listRules: 'VTMA read:points D',
  listTokens: 'A',
  deleteChannel: 'A',
  listChannels: 'MA',
  putChannel: 'A',
  listNotices: 'VTMA',
  deleteRota: 'A',
  putPolicy: 'A',
  putRota: 'A',
  setContacts: 'VTMA',
  whoIsOnDuty: 'VTMA',
  previewPolicy: 'VTMA',
  subscribePush: 'VTMA',
  unsubscribePush: 'VTMA',
  listDrills: 'TMA',
  readDrill: 'VTMA',
  readDrillPlan: 'TMA',
  planDrill: 'MA',
  sendTest: 'VTMA',
  startDrill: 'MA',
  listUsers: 'A',
  placePoint: 'A',
  proposeTuning: 'TMA',
  putEquipment: 'A',
  putLocation: 'A',
  readAlarmKpis: 'TMA read:alarms',
  readJournal: 'VTMA read:alarms',
  readRuleHistory: 'TMA',
  resetAlarm: 'TMA write:alarms',
  resetPassword: 'A',
  retirePoint: 'A',
  revokeDevice: 'A',
  revokeDisplay: 'A',
  revokeToken: 'A',
  updateUser: 'A',
};

const siteId = '0197a000-0000-7000-8000-000000000001';
const token = (...granted: readonly string[]): Actor => ({ kind: 'token', id: 't', name: 'export', scopes: granted });
const actors: readonly (readonly [name: string, actor: Actor, mark: string])[] = [
  ...roles.map((role) => [role, userWith(role), role.charAt(0).toUpperCase()] as const),
  ...scopes.map((scope) => [`token with ${scope}`, token(scope), scope] as const),
  ['token without scopes', token(), 'nothing'],
  ['display', { kind: 'display', id: 'd', siteId: null }, 'D'],
];

/** Calls any verb with input of no shape: whoever may not gets to hear only that. */
async function kindOf(name: keyof typeof verbs, context: Context): Promise<string> {
  const verb = verbs[name] as (context: Context, input: unknown) => Promise<{ ok: boolean; error?: { kind: string } }>;
  const result = await verb(context, { 'no such field': 1 });
  return result.ok ? 'ok' : (result.error?.kind ?? '');
}

const allowedIn = (line: string, mark: string): boolean => {
  const [letters = '', ...others] = line.split(' ');
  return mark.length === 1 && mark !== 'D' ? letters.includes(mark) : others.includes(mark);
};

const cases = (Object.keys(matrix) as (keyof typeof verbs)[]).flatMap((verb) =>
  actors.map(([name, actor, mark]) => ({ verb, name, actor, isAllowed: allowedIn(matrix[verb], mark) })),
);

describe('who may do what', () => {
  it('has a line for every verb and an action of the policy for every line', () => {
    expect(Object.keys(matrix).toSorted()).toEqual(Object.keys(verbs).toSorted());
    for (const verb of Object.values(verbs)) expect(actions).toContain(verb.action);
    expect(cases).toHaveLength(Object.keys(verbs).length * (roles.length + scopes.length + 2));
  });

  it.each(cases)('$verb by $name: $isAllowed', async ({ verb, actor, isAllowed }) => {
    expect(await kindOf(verb, bench(actor).context)).toBe(isAllowed ? 'invalid' : 'forbidden');
  });

  it('lets the local command line do everything', async () => {
    const { context } = bench({ kind: 'system', name: 'wachter command' });
    for (const verb of Object.keys(verbs) as (keyof typeof verbs)[]) expect(await kindOf(verb, context)).toBe('invalid');
  });

  it('changes nothing when it was forbidden', async () => {
    const { context } = bench(userWith('viewer'));
    const site = { slug: 'lab', name: 'Lab', timeZone: 'Europe/Amsterdam' };
    expect(await verbs.createSite(context, site)).toMatchObject({ ok: false, error: { kind: 'forbidden', action: 'site.edit' } });
    expect(await context.store.site.sites()).toEqual([]);
  });

  it('shows a display of one site that site only', async () => {
    const { context } = bench({ kind: 'display', id: 'd', siteId });
    expect(await verbs.listAlarms(context, { siteId })).toMatchObject({ ok: true });
    const elsewhere = '0197a000-0000-7000-8000-000000000002';
    expect(await verbs.listAlarms(context, { siteId: elsewhere })).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await verbs.listAlarms(context, {})).toMatchObject({ error: { kind: 'forbidden' } });
  });

  it('gives nothing that changes something to displays, nor users, tokens and devices to API tokens', () => {
    for (const action of actions) {
      const { object, ...rest } = policy[action];
      if ('isForDisplays' in rest) expect(action).toMatch(/\.read$/);
      if (['user', 'token', 'display'].includes(object)) expect(rest).not.toHaveProperty('scope');
      if ('scope' in rest && rest.scope.startsWith('read:')) expect(action).toMatch(/\.(read|journal|export|kpi)$/);
    }
  });
});
