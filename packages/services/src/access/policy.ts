import type { Role } from './actor.ts';

export const scopes = [
  'read:sites',
  'read:devices',
  'read:points',
  'read:readings',
  'read:alarms',
  'write:alarms',
  'write:maintenance',
  'write:settings',
  'read:quarantine',
  'read:audit',
] as const;
export type Scope = (typeof scopes)[number];
export const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text);

export const objectKinds = [
  'site',
  'location',
  'equipment',
  'device',
  'point',
  'rule',
  'alarm',
  'withholding',
  'window',
  'settings',
  'reading',
  'run',
  'plan',
  'test',
  'record',
  'quarantine',
  'user',
  'display',
  'token',
  'audit',
  'health',
  'channel',
  'contact',
  'rota',
  'notice',
  'drill',
  'demo',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Who may do one thing. `scope` opens it to API tokens, `isForDisplays` to wall displays; what is not said is refused. */
export interface Permission {
  readonly object: ObjectKind;
  readonly roles: readonly Role[];
  readonly scope?: Scope;
  readonly isForDisplays?: true;
}

const everyone: readonly Role[] = ['viewer', 'technician', 'manager', 'administrator'];
const hands: readonly Role[] = ['technician', 'manager', 'administrator'];
const leads: readonly Role[] = ['manager', 'administrator'];
const administrators: readonly Role[] = ['administrator'];

/** The written matrix: action × object kind → roles, token scope, displays. Nothing else in the product decides who may do what. */
export const policy = {
  'site.read': { object: 'site', roles: everyone, scope: 'read:sites', isForDisplays: true },
  'site.edit': { object: 'site', roles: administrators },
  'site.export': { object: 'site', roles: leads },
  'location.read': { object: 'location', roles: everyone, scope: 'read:sites', isForDisplays: true },
  'location.edit': { object: 'location', roles: administrators },
  'equipment.read': { object: 'equipment', roles: everyone, scope: 'read:sites', isForDisplays: true },
  'equipment.edit': { object: 'equipment', roles: administrators },
  'device.read': { object: 'device', roles: everyone, scope: 'read:devices', isForDisplays: true },
  'device.add': { object: 'device', roles: administrators },
  'device.approve': { object: 'device', roles: administrators },
  'device.ignore': { object: 'device', roles: administrators },
  'device.block': { object: 'device', roles: administrators },
  'device.revoke': { object: 'device', roles: administrators },
  'device.edit': { object: 'device', roles: administrators },
  'point.read': { object: 'point', roles: everyone, scope: 'read:points', isForDisplays: true },
  'point.edit': { object: 'point', roles: administrators },
  'rule.read': { object: 'rule', roles: everyone, scope: 'read:points', isForDisplays: true },
  'rule.back-test': { object: 'rule', roles: hands },
  'rule.history': { object: 'rule', roles: hands },
  'rule.edit': { object: 'rule', roles: administrators },
  'rule.rationalise': { object: 'rule', roles: leads },
  'alarm.read': { object: 'alarm', roles: everyone, scope: 'read:alarms', isForDisplays: true },
  'alarm.journal': { object: 'alarm', roles: everyone, scope: 'read:alarms' },
  'alarm.export': { object: 'alarm', roles: hands, scope: 'read:alarms' },
  'alarm.kpi': { object: 'alarm', roles: hands, scope: 'read:alarms' },
  'alarm.acknowledge': { object: 'alarm', roles: hands, scope: 'write:alarms' },
  'alarm.reset': { object: 'alarm', roles: hands, scope: 'write:alarms' },
  'alarm.shelve': { object: 'alarm', roles: hands, scope: 'write:alarms' },
  'alarm.out-of-service': { object: 'alarm', roles: hands, scope: 'write:alarms' },
  'window.edit': { object: 'window', roles: leads, scope: 'write:maintenance' },
  'settings.read': { object: 'settings', roles: everyone, scope: 'read:alarms' },
  'settings.edit': { object: 'settings', roles: administrators, scope: 'write:settings' },
  'reading.read': { object: 'reading', roles: everyone, scope: 'read:readings', isForDisplays: true },
  'reading.export': { object: 'reading', roles: hands, scope: 'read:readings' },
  'run.read': { object: 'run', roles: everyone, scope: 'read:readings' },
  'plan.read': { object: 'plan', roles: everyone, scope: 'read:readings' },
  'test.read': { object: 'test', roles: everyone, scope: 'read:readings' },
  'test.announce': { object: 'test', roles: leads, scope: 'write:maintenance' },
  'record.read': { object: 'record', roles: everyone, scope: 'read:readings' },
  'record.edit': { object: 'record', roles: hands },
  'record.sign': { object: 'record', roles: hands },
  'record.approve': { object: 'record', roles: leads },
  'plan.edit': { object: 'plan', roles: leads, scope: 'write:maintenance' },
  'quarantine.read': { object: 'quarantine', roles: hands, scope: 'read:quarantine' },
  'user.read': { object: 'user', roles: administrators },
  'user.manage': { object: 'user', roles: administrators },
  'display.read': { object: 'display', roles: leads },
  'display.manage': { object: 'display', roles: administrators },
  'token.read': { object: 'token', roles: administrators },
  'token.manage': { object: 'token', roles: administrators },
  'channel.read': { object: 'channel', roles: leads },
  'channel.edit': { object: 'channel', roles: administrators },
  'contact.edit': { object: 'contact', roles: everyone },
  'rota.read': { object: 'rota', roles: everyone },
  'rota.edit': { object: 'rota', roles: administrators },
  'drill.read': { object: 'drill', roles: hands },
  'drill.start': { object: 'drill', roles: leads },
  'drill.plan': { object: 'drill', roles: leads },
  'notice.read': { object: 'notice', roles: everyone },
  'backup.read': { object: 'audit', roles: leads, scope: 'read:audit' },
  'audit.read': { object: 'audit', roles: leads, scope: 'read:audit' },
  'health.read': { object: 'health', roles: everyone, scope: 'read:sites', isForDisplays: true },
  'demo.control': { object: 'demo', roles: administrators },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof policy;
export const actions = Object.keys(policy) as readonly Action[];
