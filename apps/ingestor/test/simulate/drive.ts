import {
  type Alarm,
  alarmState,
  type JournalEntry,
  type MaintenanceWindow,
  type RuleInstance,
  type Withholding,
} from '@wachter/core';
import type { Store } from '@wachter/services';
import { openMemoryStore } from '@wachter/store';
import { createFakeBroker, type FakeBroker } from '../fake-broker.ts';
import { changeRule } from './change-rule.ts';
import type { LogEntry } from './log.ts';
import { type SimulatedProcess, startProcess } from './process.ts';
import { putSite } from './site.ts';
import { SECOND, type Step } from './step.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What came of a run: all that happened, and the alarms that storage holds afterwards. */
export interface Outcome {
  readonly log: readonly LogEntry[];
  readonly alarms: readonly { readonly alarm: Alarm; readonly journal: readonly JournalEntry[] }[];
  readonly unacknowledged: number;
}

interface Drive {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly broker: FakeBroker;
  readonly log: LogEntry[];
  readonly newId: () => string;
  readonly rules: Map<string, RuleInstance>;
  /** What people withheld last. */
  put:
    | { readonly kind: 'withholding'; readonly one: Withholding }
    | { readonly kind: 'window'; readonly one: MaintenanceWindow }
    | null;
  process: SimulatedProcess | null;
  /** When the next process starts, after a death. */
  restartAt: number | null;
  downSeconds: number;
  brokerBackAt: number | null;
  /** The broker comes back without our session: what it kept is gone, and it tells what it retains. */
  isSessionLost: boolean;
}

/** Runs the steps on a real ingestor with storage in memory. Returns when the last one is done and everything is stored. */
export async function driveRun(
  plan: { readonly steps: readonly Step[]; readonly rules: readonly RuleInstance[]; readonly from: number; readonly to: number },
  clock: VirtualClock,
): Promise<Outcome> {
  const store = openMemoryStore({ now: clock.now });
  let ids = 0;
  const newId = () => `00000000-0000-7000-9000-${(++ids).toString(16).padStart(12, '0')}`;
  const drive: Drive = {
    ...{ clock, store, broker: createFakeBroker(), log: [], newId, rules: new Map(), put: null },
    ...{ process: null, restartAt: null, downSeconds: 0, brokerBackAt: null, isSessionLost: false },
  };
  await putSite(store, plan.from);
  for (const rule of plan.rules) await putRule(drive, rule);
  await begin(drive);
  for (const step of plan.steps) {
    await untilThen(drive, step.at);
    if (step.kind === 'look') continue;
    await take(drive, step);
    await clock.settled();
    await buryTheDead(drive);
  }
  // A run ends with a process that leads and hears.
  await untilThen(drive, Math.max(plan.to, drive.restartAt ?? 0, drive.brokerBackAt ?? 0) + SECOND);
  await drive.process?.end();
  return { log: drive.log, alarms: await alarmsOf(store), unacknowledged: drive.broker.unacknowledged() };
}

async function alarmsOf(store: Store): Promise<Outcome['alarms']> {
  const alarms = await store.alarms.list({ limit: 1_000_000 });
  return Promise.all(alarms.map(async (alarm) => ({ alarm, journal: await store.alarms.journal(alarm.id) })));
}

async function putRule(drive: Drive, rule: RuleInstance): Promise<void> {
  drive.rules.set(rule.id, rule);
  drive.log.push({ kind: 'rule-put', at: drive.clock.now(), rule });
  await drive.store.site.transaction((tx) => tx.putRule(rule));
}

async function putDevice({ store, log, clock }: Drive, id: string, isApproved: boolean): Promise<void> {
  const device = await store.site.device(id);
  if (!device) throw new Error(`no device ${id}`);
  log.push({ kind: 'device-put', at: clock.now(), device: id, isApproved });
  await store.site.transaction((tx) => tx.putDevice({ ...device, status: isApproved ? 'approved' : 'ignored' }));
}

async function putWithholding(drive: Drive, withholding: Withholding): Promise<void> {
  drive.put = { kind: 'withholding', one: withholding };
  drive.log.push({ kind: 'withholding-put', at: drive.clock.now(), withholding });
  await drive.store.site.transaction((tx) => tx.putWithholding(withholding));
}

async function putWindow(drive: Drive, window: MaintenanceWindow): Promise<void> {
  drive.put = { kind: 'window', one: window };
  drive.log.push({ kind: 'window-put', at: drive.clock.now(), window });
  await drive.store.site.transaction((tx) => tx.putWindow(window));
}

/** A person ends what was put last before its time. */
async function endWithholding(drive: Drive): Promise<void> {
  const { put, clock } = drive;
  const [at, by] = [clock.now(), 'anna'];
  if (put?.kind === 'withholding' && put.one.endedAt === null && put.one.untilAt > at)
    await putWithholding(drive, { ...put.one, endedAt: at, endedBy: by });
  if (put?.kind === 'window' && put.one.cancelledAt === null)
    await putWindow(drive, { ...put.one, cancelledAt: at, cancelledBy: by });
}

async function begin(drive: Drive): Promise<void> {
  drive.restartAt = null;
  drive.process = startProcess(drive);
  await drive.clock.settled();
}

/** Lets time come to `at`, with the starts and returns that fall before it. */
async function untilThen(drive: Drive, at: number): Promise<void> {
  for (;;) {
    const next = Math.min(at, drive.restartAt ?? at, drive.brokerBackAt ?? at);
    await jump(drive, next);
    if (drive.brokerBackAt !== null && drive.brokerBackAt <= next) {
      drive.brokerBackAt = null;
      drive.broker.reconnect({ isSessionLost: drive.isSessionLost });
    } else if (drive.restartAt !== null && drive.restartAt <= next) await begin(drive);
    else if (next >= at) return;
    await drive.clock.settled();
    await buryTheDead(drive);
  }
}

/** A process that runs is told the time at every whole second that we let come. */
async function jump({ clock, process, log }: Drive, at: number): Promise<void> {
  if (at <= clock.now()) return;
  if (process) log.push({ kind: 'tick', at });
  clock.jump(at);
  await clock.settled();
}

async function take(drive: Drive, step: Step): Promise<void> {
  const { broker, process } = drive;
  switch (step.kind) {
    case 'look':
      return;
    case 'say': {
      const { device, ...body } = step.spoken;
      return broker.publish(`wachter/v1/${device}/data`, body, { retain: step.isRetained ?? false });
    }
    case 'status':
      return broker.publish(`wachter/v1/${step.device}/status`, { online: step.isOnline });
    case 'die':
      drive.downSeconds = step.downSeconds;
      if (step.where === 'idle') process?.kill();
      else if (drive.brokerBackAt === null) process?.arm(step.where, 'dies');
      return;
    case 'take-over':
      if (step.where === 'before-commit') process?.arm(step.where, 'is-held-up');
      else if (process && drive.brokerBackAt === null) await takeOver(drive, process);
      return;
    case 'lose-broker':
      if (!process || drive.brokerBackAt !== null) return;
      broker.disconnect();
      drive.brokerBackAt = drive.clock.now() + step.forSeconds * SECOND;
      drive.isSessionLost = step.isSessionLost;
      return;
    case 'acknowledge':
    case 'reset':
      return speak(drive, step.kind);
    case 'put-rule':
      return putRule(drive, changeRule([...drive.rules.values()], step.change));
    case 'remove-device':
    case 'approve-device':
      return putDevice(drive, step.device, step.kind === 'approve-device');
    case 'withhold':
      return putWithholding(drive, step.withholding);
    case 'plan-window':
      return putWindow(drive, step.window);
    case 'end-withholding':
      return endWithholding(drive);
    default: {
      const unknown: never = step;
      throw new Error(`unknown step ${JSON.stringify(unknown)}`);
    }
  }
}

/** Notes a death, or hands the lease of a process that hangs to another one. */
async function buryTheDead(drive: Drive): Promise<void> {
  const { process, clock } = drive;
  if (process?.isHeldUp()) return takeOver(drive, process);
  if (!process?.isOver()) return;
  drive.log.push({ kind: 'process-died', at: clock.now() });
  drive.process = null;
  drive.brokerBackAt = null;
  drive.restartAt = clock.now() + drive.downSeconds * SECOND;
  await process.loseLease();
  await process.end();
}

/** Another process takes the lease while the first believes that it leads; what that one writes then must be refused. */
async function takeOver(drive: Drive, old: SimulatedProcess): Promise<void> {
  old.unlist();
  await old.loseLease();
  drive.log.push({ kind: 'process-died', at: drive.clock.now() });
  await begin(drive);
  old.goOn();
  await drive.clock.settled();
  const at = drive.clock.now() + SECOND;
  await jump(drive, at);
  await old.end();
}

async function speak({ store, log, clock }: Drive, kind: 'acknowledge' | 'reset'): Promise<void> {
  const wanted = kind === 'acknowledge' ? /un-?acknowledged$/ : /^latched-acknowledged$/;
  const open = (await store.alarms.list({ limit: 1_000, isOpen: true })).filter((alarm) => wanted.test(alarmState(alarm)));
  for (const { id, activation, ruleId, raisedAt, clearedAt } of open.slice(0, 3)) {
    const by = { actor: 'user:anna', comment: null, now: clock.now() };
    const { kind: outcome } = await store.alarms[kind]({ alarmId: id, activation }, by);
    if (outcome !== 'acknowledged' && outcome !== 'reset') continue;
    log.push({ kind: outcome, at: clock.now(), ruleId, raisedAt, clearedAt, activation });
  }
}
