import type { RuleInstance } from '@wachter/core';
import { createHearing, type Hearing, hearAnew, hearDevice, hearMessage, type News, type PointSeen } from './hearing.ts';
import { isOnItsWay, type JudgedValues, judgedValues, passTime, takeValue } from './judged-values.ts';
import { toldOf, windowMsOf } from './lines.ts';
import type { LogEntry } from './log.ts';
import {
  type Alarms,
  beginAnew,
  clear,
  follow,
  hearPeople,
  hearWord,
  heldBy,
  newAlarms,
  takeUp,
  WITHHELD_BY_NOTHING,
} from './occurrences.ts';
import { brokerGone, brokerThere, type SilentRule, silentRule, tellTime } from './silence.ts';
import { byOurClock, excursions, isNews, type Known, readBack, STALE_MS, show, storedSince, windowOf } from './stored-values.ts';
import { deviceOf, type Facts, forgetEnded, lookForRoots, type Root, withhold } from './withheld.ts';

/** What the alarms should be, by rule, and what was stored of each point. */
export interface Reference {
  readonly alarms: ReadonlyMap<string, Alarms>;
  readonly hearing: Hearing;
}

interface Guard {
  readonly alarms: Alarms;
  /** Exactly one of the two once the rule is at work; neither while it is switched off. */
  values: JudgedValues | null;
  silent: SilentRule | null;
  /** A changed rule that the process has not asked for yet. */
  wanted: RuleInstance | null;
}

interface Telling {
  readonly hearing: Hearing;
  readonly guards: Map<string, Guard>;
  /** As the process has heard them, and as storage has them. */
  readonly facts: Facts;
  readonly wantedFacts: Facts;
  /** Devices that people took out of use or back into it, and the process has not heard of. */
  readonly wantedDevices: Map<string, boolean>;
  readonly roots: Map<string, Root>;
}

/** What comes out of order is looked into when no more of it comes, or when it has come for long. */
const QUIET_MS = 2_000;
const PATIENCE_MS = 30_000;

/** Reads the log from the beginning and says which alarms should have come of it. */
export function tellReference(log: readonly LogEntry[]): Reference {
  const noFacts = () => ({ withholdings: new Map(), windows: new Map() });
  const telling: Telling = {
    ...{ hearing: createHearing(log[0]?.at ?? 0), guards: new Map(), roots: new Map() },
    ...{ facts: noFacts(), wantedFacts: noFacts(), wantedDevices: new Map() },
  };
  for (const entry of log) tell(telling, entry);
  const alarms = [...telling.guards].map(([id, guard]) => [id, guard.alarms] as const);
  return { alarms: new Map(alarms), hearing: telling.hearing };
}

function tell(telling: Telling, entry: LogEntry): void {
  const { hearing } = telling;
  switch (entry.kind) {
    case 'process-started':
      hearAnew(hearing, entry.at);
      return;
    case 'process-leads':
      start(telling, entry.at);
      return;
    case 'process-died':
      return;
    case 'broker-gone':
      brokerGone(hearing.deafness, entry.at);
      return;
    case 'broker-there':
      brokerThere(hearing.deafness, entry.at);
      return;
    case 'tick':
      tick(telling, entry.at);
      return;
    case 'status': {
      if (entry.isLost) return;
      const device = hearDevice(hearing, entry.device, { at: entry.at, isRetained: false });
      if (device?.isApproved) device.isOnline = entry.isOnline;
      return;
    }
    case 'heard':
      if (!entry.isLost) for (const news of hearMessage(hearing, entry)) judge(telling, news, entry.at);
      return;
    case 'acknowledged':
    case 'reset':
      hearWord(telling.guards.get(entry.ruleId)?.alarms.all ?? [], entry);
      return;
    case 'rule-put':
      putRule(telling, entry.rule);
      return;
    case 'device-put':
      telling.wantedDevices.set(entry.device, entry.isApproved);
      return;
    case 'withholding-put':
      telling.wantedFacts.withholdings.set(entry.withholding.id, entry.withholding);
      return;
    case 'window-put':
      telling.wantedFacts.windows.set(entry.window.id, entry.window);
      return;
    default: {
      const unknown: never = entry;
      throw new Error(`unknown entry ${JSON.stringify(unknown)}`);
    }
  }
}

function putRule({ guards }: Telling, rule: RuleInstance): void {
  const known = guards.get(rule.id);
  if (known) known.wanted = rule;
  else
    guards.set(rule.id, {
      alarms: newAlarms(rule),
      values: null,
      silent: null,
      wanted: rule,
    });
}

const pointOf = ({ hearing }: Telling, rule: RuleInstance): PointSeen | null =>
  hearing.points.find(({ pointId }) => pointId === rule.pointId) ?? null;

/** A process takes the lead: it knows what is stored, and the alarms as storage has them. */
function start(telling: Telling, now: number): void {
  hearFacts(telling);
  const guards = [...telling.guards.values()];
  for (const guard of guards) {
    if (guard.wanted) guard.alarms.rule = guard.wanted;
    guard.wanted = null;
    takeUp(guard.alarms);
  }
  const together = guards.map(({ alarms }) => alarms.rule).filter((rule) => isInUse(telling, rule));
  const how = { now, together, read: new Map(), isStart: true };
  for (const guard of guards) {
    if (together.includes(guard.alarms.rule)) startGuard(telling, guard, how);
    else retire(guard, now);
  }
  telling.roots.clear();
  withholdAll(telling, now);
}

/** Brings every rule at work under what withholds it now. */
function withholdAll({ guards, facts, roots }: Telling, now: number): void {
  forgetEnded(facts, now);
  const atWork = [...guards.values()].filter(({ values, silent }) => values !== null || silent !== null);
  lookForRoots(
    roots,
    atWork.map(({ alarms }) => alarms),
    now,
  );
  for (const { alarms } of atWork) withhold(alarms, { facts, roots, now });
}

function hearFacts({ hearing, facts, wantedFacts, wantedDevices }: Telling): void {
  for (const [id, isApproved] of wantedDevices) Object.assign(hearing.devices.get(id) ?? {}, { isApproved });
  for (const [id, one] of wantedFacts.withholdings) facts.withholdings.set(id, one);
  for (const [id, one] of wantedFacts.windows) facts.windows.set(id, one);
  wantedFacts.withholdings.clear();
  wantedFacts.windows.clear();
  wantedDevices.clear();
}

function retire(guard: Guard, now: number): void {
  const { alarms } = guard;
  if (alarms.open && alarms.open.clearedAt === null) clear(alarms, alarms.open, { at: now, now, kind: 'rule-changed' });
  Object.assign(guard, { values: null, silent: null });
  alarms.open = null;
}

interface Begin {
  /** Rules that begin at once: what is read for one of a point is there for the others. */
  readonly together: readonly RuleInstance[];
  readonly read: Map<PointSeen, readonly Known[]>;
  readonly now: number;
  /** Of the process, not only of the rule. */
  readonly isStart: boolean;
}

function startGuard(telling: Telling, guard: Guard, how: Begin): void {
  takeValues(telling, guard, how);
  const { alarms, values, silent } = guard;
  alarms.withheld = alarms.open?.withheld ?? WITHHELD_BY_NOTHING;
  alarms.withheldSince = 0;
  beginAnew(alarms, values?.held ?? silent?.held ?? null, how);
}

function takeValues(telling: Telling, guard: Guard, { now, together, read }: Begin): void {
  const { rule } = guard.alarms;
  const told = toldOf(rule);
  const open = heldBy(guard.alarms);
  if (!told) {
    guard.silent = silentRule(rule, open);
    return;
  }
  guard.values = judgedValues(told, STALE_MS, open);
  const point = pointOf(telling, rule);
  if (!point?.latest) return;
  const longestMs = Math.max(...together.filter(({ pointId }) => pointId === rule.pointId).map(windowMsOf));
  if (!read.has(point)) read.set(point, readBack(point, longestMs));
  const known = windowOf(read.get(point) ?? [], rule);
  show(guard.values, known);
  const last = known.at(-1);
  if (!last) return;
  guard.values.isLastLate = now - last.at > STALE_MS;
  point.ruledAt = Math.max(point.ruledAt, last.at, point.latest.freshAt);
}

/** Values came out of order, and no more of them come: every rule of the point is shown all that is stored, from well before the first of them, in order of source time. */
function learn(telling: Telling, point: PointSeen, now: number): void {
  const { toLearn } = point;
  if (!toLearn || (now - toLearn.newestAt < QUIET_MS && now - toLearn.since < PATIENCE_MS)) return;
  const { first, last } = byOurClock(point, toLearn);
  point.toLearn = null;
  const own = [...telling.guards.values()].filter(({ alarms, values }) => alarms.rule.pointId === point.pointId && values);
  const longestMs = Math.max(0, ...own.map(({ alarms }) => windowMsOf(alarms.rule)));
  const stored = storedSince(point, toLearn.first - longestMs - STALE_MS);
  for (const guard of own) {
    const { alarms, values } = guard;
    if (!values) continue;
    const told = toldOf(alarms.rule) ?? { lines: [], lookBack: null };
    const windowMs = windowMsOf(alarms.rule);
    const known = stored.filter(({ observedAt }) => observedAt >= toLearn.first - windowMs - STALE_MS);
    const isOver = point.ruledAt > last + windowMs && (values.held === null || values.held.since > last);
    const near = known.filter(({ observedAt }) => observedAt <= toLearn.last + windowMs + STALE_MS);
    const past = excursions(alarms.rule, near, Math.min(last + windowMs + STALE_MS, now));
    const hasEnded = isOver && past.every(({ clearedAt }) => clearedAt !== null);
    const found = hasEnded ? past : excursions(alarms.rule, known, values.isLastLate ? 0 : now);
    alarms.all.push(...found.filter((one) => isNews(one, { alarms, first, last, now })));
    if (hasEnded || known.length === 0) continue;
    guard.values = judgedValues(told, STALE_MS, heldBy(alarms));
    show(guard.values, known);
    guard.values.isLastLate = values.isLastLate;
    if (!values.isLastLate) for (const _ of passTime(guard.values, now));
    alarms.last = guard.values.held;
    tickGuard(telling, guard, now);
  }
}

/** The process is told the time; then it asks what people have said and changed. */
function tick(telling: Telling, now: number): void {
  const guards = [...telling.guards.values()];
  for (const guard of guards) if (guard.alarms.rule.deviceId !== null) tickGuard(telling, guard, now);
  withholdAll(telling, now);
  for (const guard of guards) if (guard.alarms.rule.pointId !== null) tickGuard(telling, guard, now);
  for (const guard of telling.guards.values()) hearPeople(guard.alarms);
  hearChanges(telling, now);
  for (const point of telling.hearing.points) learn(telling, point, now);
}

function tickGuard({ hearing }: Telling, { alarms, values, silent }: Guard, now: number): void {
  const moment = { at: now, now, isLate: false, confirms: false };
  if (values) {
    if (!values.isLastLate) for (const { at } of passTime(values, now)) follow(alarms, values.held, { ...moment, at });
    follow(alarms, values.held, { ...moment, isLate: values.isLastLate });
  }
  if (!silent) return;
  const { pointId, deviceId } = alarms.rule;
  const point = hearing.points.find((one) => one.pointId === pointId);
  const device = hearing.devices.get(point?.device ?? deviceId ?? '');
  const sign = point ? point.sign : (device?.sign ?? null);
  tellTime(silent, { now, sign, deafness: hearing.deafness, isOnline: device?.isOnline ?? null });
  follow(alarms, silent.held, { ...moment, isBySilence: true });
}

const textOf = ({ params, priority }: RuleInstance): string => JSON.stringify([params, priority]);

const isInUse = ({ hearing }: Telling, rule: RuleInstance): boolean =>
  rule.isEnabled && (hearing.devices.get(deviceOf(rule))?.isApproved ?? false);

/** Rules, devices and withholdings as people have them now. */
function hearChanges(telling: Telling, now: number): void {
  const { guards, wantedFacts, wantedDevices } = telling;
  const isNews = wantedFacts.withholdings.size + wantedFacts.windows.size + wantedDevices.size > 0;
  if (!isNews && ![...guards.values()].some(({ wanted }) => wanted !== null)) return;
  hearFacts(telling);
  const starts: Guard[] = [];
  for (const guard of guards.values()) {
    const { alarms, values, silent } = guard;
    const wanted = guard.wanted ?? alarms.rule;
    const isChanged = textOf(wanted) !== textOf(alarms.rule);
    const isAtWork = values !== null || silent !== null;
    guard.wanted = null;
    alarms.rule = wanted;
    if (!isInUse(telling, wanted)) {
      if (isAtWork) retire(guard, now);
    } else if (isChanged || !isAtWork) starts.push(guard);
  }
  const together = starts.map(({ alarms }) => alarms.rule);
  const how = { now, together, read: new Map(), isStart: false };
  for (const guard of starts) startGuard(telling, guard, how);
  withholdAll(telling, now);
}

/** A value through every rule of its point: first what time alone has brought about before it, then the value. */
function judge({ guards }: Telling, { point, value }: News, now: number): void {
  for (const { alarms, values, silent } of guards.values()) {
    if (alarms.rule.pointId !== point.pointId) continue;
    const moment = { at: value.at, now, isLate: value.isLate, confirms: !value.isLate && !value.isBad };
    if (silent) follow(alarms, silent.held, { ...moment, isBySilence: true });
    if (!values) continue;
    const isLate = value.isLate || values.isLastLate;
    for (const { at } of passTime(values, value.at - 1)) follow(alarms, values.held, { at, now, isLate, confirms: false });
    takeValue(values, value);
    follow(alarms, values.held, { ...moment, confirms: moment.confirms && !isOnItsWay(values) });
  }
}
