import { describe, expect, it } from 'vitest';
import { chooseMessages } from './choose-messages.ts';
import { defaultPolicy } from './escalation.ts';
import type { Escalation, OwedNotice, TellableAlarm } from './outbox.ts';
import { planRound, type RoundView } from './plan-round.ts';

const T0 = Date.UTC(2026, 10, 25, 2);
const MINUTE = 60_000;
const policy = defaultPolicy([{ kind: 'person', id: 'tess' }]);

const alarm = (more: Partial<TellableAlarm> = {}): TellableAlarm => ({
  ...{ id: 'a1', siteId: 's', priority: 'critical', activation: 1, acknowledgedActivation: 0, clearedAt: null, raisedAt: T0 },
  ...{ level: 'warning', isLate: false, withheld: 'none', incidentId: null, chatteringSince: null, ...more },
});

/** A small world: an alarm, an outbox, and rounds over them. Everything that is chosen is sent when `isUp`. */
function world(routes: Readonly<Record<string, readonly string[]>> = { tess: ['mail'], mark: ['mail'], ada: ['mail'] }) {
  let now = T0;
  let ids = 0;
  const escalations = new Map<string, Escalation>();
  const notices = new Map<string, OwedNotice>();
  const view = (alarms: readonly TellableAlarm[], more: Partial<RoundView>): RoundView => ({
    now,
    alarms,
    escalations: [...escalations.values()],
    notices: [...notices.values()],
    floods: new Set(),
    tellsSince: 0,
    policyOf: () => policy,
    recipientsOf: (target) => (target.kind === 'person' ? [target.id] : target.kind === 'role' ? [roles[target.role]] : []),
    routesOf: (recipient) => (routes[recipient] ?? []).map((channelId) => ({ channelId, address: recipient })),
    newId: () => `n${String(++ids).padStart(4, '0')}`,
    ...more,
  });
  const roles = { manager: 'mark', administrator: 'ada', technician: 'tess' };
  const round = (alarms: readonly TellableAlarm[], more: Partial<RoundView> = {}) => {
    const plan = planRound(view(alarms, more));
    for (const row of plan.escalations) escalations.set(`${row.alarmId}/${row.activation}`, row);
    for (const row of plan.notices) notices.set(row.id, row);
    for (const id of plan.overtaken) change(id, { state: 'given-up' });
    return plan;
  };
  const change = (id: string, more: Partial<OwedNotice>) => {
    const row = notices.get(id);
    if (row) notices.set(id, { ...row, ...more });
  };
  const sendAll = () => {
    for (const row of notices.values()) if (row.state === 'queued') change(row.id, { state: 'sent', sentAt: now });
  };
  const failAll = () => {
    for (const row of notices.values()) if (row.state === 'queued') change(row.id, { attempts: 1 });
  };
  const told = () => [...notices.values()].map(({ kind, recipient }) => `${kind} ${recipient}`);
  const pass = (ms: number) => {
    now += ms;
  };
  return { round, sendAll, failAll, told, pass, notices, escalations, now: () => now, change };
}

describe('a round of telling', () => {
  it('tells each step once, however often it runs', () => {
    const w = world();
    w.round([alarm()]);
    expect(w.round([alarm()])).toEqual({ escalations: [], notices: [], overtaken: [] });
    w.sendAll();
    w.pass(5 * MINUTE);
    w.round([alarm()]);
    expect(w.round([alarm()]).notices).toEqual([]);
    expect(w.told()).toEqual(['raised tess', 'reminder mark', 'reminder ada']);
  });

  it('begins with the channel that the step asks for, where the person has it', () => {
    const w = world({ tess: ['mail', 'sms'], mark: ['mail'], ada: ['mail'] });
    const [first, leads] = policy.critical.steps;
    if (!first || !leads) throw new Error('two steps by default');
    const steps = [
      { ...first, firstBy: 'sms' },
      { ...leads, firstBy: 'sms' },
    ];
    const policyOf = () => ({ ...policy, critical: { ...policy.critical, steps } });
    w.round([alarm()], { policyOf });
    w.sendAll();
    w.pass(5 * MINUTE);
    w.round([alarm()], { policyOf });
    const by = [...w.notices.values()].map(({ recipient, channelId }) => `${recipient} ${channelId}`);
    expect(by).toEqual(['tess sms', 'mark mail', 'ada mail']);
  });

  it('stops at the acknowledgement, and still tells those who were told that it is over', () => {
    const w = world();
    w.round([alarm()]);
    w.sendAll();
    const seen = alarm({ acknowledgedActivation: 1 });
    w.pass(30 * MINUTE);
    expect(w.round([seen]).escalations).toMatchObject([{ state: 'stopped', why: 'acknowledged' }]);
    expect(w.round([seen]).escalations).toEqual([]);
    w.round([{ ...seen, clearedAt: w.now() }]);
    expect(w.round([{ ...seen, clearedAt: w.now() }]).notices).toEqual([]);
    expect(w.told()).toEqual(['raised tess', 'resolved tess']);
    expect(w.escalations.get('a1/1')).toMatchObject({ state: 'done', why: 'acknowledged' });
  });

  it.each(['shelved', 'suppressed', 'out-of-service'] as const)(
    'tells nobody while %s, but takes back what was said',
    (withheld) => {
      const w = world();
      w.round([alarm({ withheld })]);
      expect(w.told()).toEqual([]);
      w.round([alarm()]);
      w.sendAll();
      w.pass(10 * MINUTE);
      w.round([alarm({ withheld })]);
      w.round([alarm({ withheld, clearedAt: w.now() })]);
      expect(w.told()).toEqual(['raised tess', 'resolved tess']);
    },
  );

  it('begins again when it comes back from being withheld', () => {
    const w = world();
    w.round([alarm()]);
    w.sendAll();
    w.round([alarm({ withheld: 'shelved' })]);
    w.pass(60 * MINUTE);
    w.round([alarm()]);
    expect(w.round([alarm()]).notices).toEqual([]);
    expect(w.told()).toEqual(['raised tess', 'returned tess']);
  });

  it('begins again when it gets worse after it was acknowledged (A10, story 13)', () => {
    const w = world();
    w.round([alarm({ priority: 'high' })]);
    w.sendAll();
    w.round([alarm({ priority: 'high', acknowledgedActivation: 1 })]);
    const worse = alarm({ activation: 2, acknowledgedActivation: 1, level: 'critical' });
    w.round([worse]);
    w.sendAll();
    expect(w.told()).toEqual(['raised tess', 'escalated tess']);
    expect(w.escalations.get('a1/1')).toMatchObject({ state: 'done', why: 'overtaken' });
    w.pass(5 * MINUTE);
    w.round([worse]);
    expect(w.told().slice(2)).toEqual(['reminder mark', 'reminder ada']);
  });

  it('tells the end even when an activation was acknowledged before anybody could be told of it', () => {
    const w = world();
    w.round([alarm()]);
    w.sendAll();
    w.round([alarm({ activation: 2, acknowledgedActivation: 2 })]);
    w.round([alarm({ activation: 2, acknowledgedActivation: 2, clearedAt: w.now() })]);
    expect(w.told()).toEqual(['raised tess', 'resolved tess']);
  });

  it('never says that it is over while it is not: the word of an earlier end is given up when the alarm is back (story 11)', () => {
    const w = world();
    w.round([alarm()]);
    w.sendAll();
    w.round([alarm({ clearedAt: T0 + 1 })]);
    const { overtaken } = w.round([alarm({ activation: 2 })]);
    expect(overtaken.map((id) => w.notices.get(id)?.kind)).toEqual(['resolved']);
    w.sendAll();
    w.round([alarm({ activation: 2, clearedAt: T0 + 9 })]);
    expect([...w.notices.values()].filter(({ state }) => state !== 'given-up').map(({ kind }) => kind)).toEqual([
      ...['raised', 'raised', 'resolved'],
    ]);
  });

  it('tells both ends of what came and went between two rounds, but nothing that was over before anybody could be told', () => {
    const w = world();
    w.round([alarm({ clearedAt: T0 })]);
    expect(w.round([alarm({ clearedAt: T0 })]).notices).toEqual([]);
    expect(w.told()).toEqual(['raised tess', 'resolved tess']);
    expect(world().round([alarm({ clearedAt: T0 })], { tellsSince: T0 + 1 }).notices).toEqual([]);
    expect(world().round([alarm({ isLate: true })]).notices).toEqual([]);
    expect(world().round([alarm({ priority: 'low' })]).escalations).toEqual([]);
  });

  it('goes to the next step at once when nobody of the last one can be reached (A16)', () => {
    const unreachable = world({ mark: ['mail'] });
    unreachable.round([alarm()]);
    expect(unreachable.told()).toEqual(['reminder mark']);
    const failing = world();
    failing.round([alarm()]);
    failing.failAll();
    failing.round([alarm()]);
    expect(failing.told()).toEqual(['raised tess', 'reminder mark', 'reminder ada']);
    failing.failAll();
    expect(failing.round([alarm()]).notices).toEqual([]);
  });
});

describe('what goes out together', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => alarm({ id: `a${n}`, priority: n === 7 ? 'critical' : 'high' }));

  it('is one message to a person a minute, the gravest named first', () => {
    const w = world();
    w.round(many(500));
    const messages = chooseMessages([...w.notices.values()], new Map(), w.now());
    expect(messages).toHaveLength(1);
    expect(messages[0]?.notices).toHaveLength(500);
    expect(messages[0]?.notices[0]?.subjectId).toBe('a7');
    const lastSentAt = new Map([['tess', w.now()]]);
    expect(chooseMessages([...w.notices.values()], lastSentAt, w.now() + MINUTE - 1)).toEqual([]);
    expect(chooseMessages([...w.notices.values()], lastSentAt, w.now() + MINUTE)).toHaveLength(1);
  });

  it('keeps its id and its company when it is tried again', () => {
    const w = world();
    w.round(many(2));
    const [first] = chooseMessages([...w.notices.values()], new Map(), w.now());
    for (const { id } of first?.notices ?? []) w.change(id, { messageId: first?.id ?? null, attempts: 1, nextAt: w.now() + 5 });
    w.round([...many(2), alarm({ id: 'later' })]);
    w.pass(10);
    const pending = [...w.notices.values()].filter(({ subjectId }) => subjectId !== 'later' && w.notices.size > 0);
    const again = chooseMessages(
      pending.filter(({ attempts }) => attempts > 0),
      new Map(),
      w.now(),
    );
    expect(again).toMatchObject([{ id: first?.id, notices: [{}, {}] }]);
  });

  it('holds "over" back until "began" has gone out, and leaves alone who is being told at this moment', () => {
    const w = world();
    w.round([alarm({ clearedAt: T0 })]);
    const [message] = chooseMessages([...w.notices.values()], new Map(), w.now());
    expect(message?.notices.map(({ kind }) => kind)).toEqual(['raised']);
    const claimed = [...w.notices.values()].map((row) => ({ ...row, claimedUntil: w.now() + 1 }));
    expect(chooseMessages(claimed, new Map(), w.now())).toEqual([]);
    w.sendAll();
    const over = [...w.notices.values()]
      .filter(({ kind }) => kind === 'resolved')
      .map((row) => ({ ...row, state: 'queued' as const }));
    expect(chooseMessages(over, new Map(), w.now())).toHaveLength(1);
  });
});

describe('telling in a flood', () => {
  const inFlood = { floods: new Set(['s']) };
  const of = (id: string, more: Partial<TellableAlarm> = {}) =>
    alarm({ id, priority: 'high', incidentId: 'i1', raisedAt: T0 + Number(id.slice(1)) * 1_000, ...more });

  it('one alarm speaks for its incident, the first of the gravest; what is critical is told itself', () => {
    const w = world();
    w.round([of('a3', { priority: 'medium' }), of('a1'), of('a2'), of('a4', { priority: 'critical' }), of('a5')], inFlood);
    expect([...w.notices.values()].map(({ subjectId }) => subjectId)).toEqual(['a4']);
    expect(w.escalations.get('a1/1')).toMatchObject({ state: 'stopped', why: 'spoken-for' });
    const again = w.round(
      [of('a3', { priority: 'medium' }), of('a1'), of('a2'), of('a4', { priority: 'critical' }), of('a5')],
      inFlood,
    );
    expect(again).toEqual({ escalations: [], notices: [], overtaken: [] });
  });

  it('tells every incident, and those outside one', () => {
    const w = world();
    w.round([of('a1'), of('a2'), of('b1', { incidentId: 'i2' }), of('c1', { incidentId: null })], inFlood);
    expect([...w.notices.values()].map(({ subjectId }) => subjectId)).toEqual(['a1', 'b1', 'c1']);
  });

  it('the next one speaks when the first is acknowledged or over: something unanswered is always told', () => {
    const w = world();
    w.round([of('a1'), of('a2'), of('a3')], inFlood);
    w.sendAll();
    w.round([of('a1', { acknowledgedActivation: 1 }), of('a2'), of('a3')], inFlood);
    expect(w.told()).toEqual(['raised tess', 'raised tess']);
    w.round([of('a1', { acknowledgedActivation: 1 }), of('a2', { clearedAt: T0 + 9_000 }), of('a3')], inFlood);
    expect([...w.notices.values()].map(({ subjectId, kind }) => `${subjectId} ${kind}`)).toEqual([
      ...['a1 raised', 'a2 raised', 'a2 resolved', 'a3 raised'],
    ]);
  });

  it('what was told before the flood goes on, and its end is told in it', () => {
    const w = world();
    w.round([of('a2')]);
    w.sendAll();
    w.round([of('a1'), of('a2')], inFlood);
    w.pass(15 * MINUTE);
    w.round([of('a1'), of('a2')], inFlood);
    expect(w.escalations.get('a2/1')).toMatchObject({ state: 'running', step: 2 });
    w.round([of('a1'), of('a2', { clearedAt: w.now() })], inFlood);
    expect(w.told().filter((line) => line.startsWith('resolved'))).toEqual(['resolved tess', 'resolved mark', 'resolved ada']);
  });

  it('what is left when it ends is told then, as what it is: new', () => {
    const w = world();
    w.round([of('a1'), of('a2'), of('a3')], inFlood);
    w.round([of('a1'), of('a2', { acknowledgedActivation: 1 }), of('a3')]);
    expect([...w.notices.values()].map(({ subjectId, kind }) => `${subjectId} ${kind}`)).toEqual(['a1 raised', 'a3 raised']);
  });
});

describe('an alarm that is withheld from its beginning', () => {
  it('is told to nobody when it is over before that ends, and as news when it is not', () => {
    const [over, holds] = [world(), world()];
    for (const w of [over, holds]) {
      w.round([alarm({ withheld: 'suppressed' })]);
      w.pass(MINUTE);
      expect(w.round([alarm({ withheld: 'suppressed' })])).toEqual({ escalations: [], notices: [], overtaken: [] });
    }
    const clearedAt = over.now();
    over.round([alarm({ withheld: 'suppressed', clearedAt })]);
    over.pass(MINUTE);
    over.round([alarm({ clearedAt })]);
    expect(over.told()).toEqual([]);
    holds.round([alarm({ activation: 2, level: 'critical' })]);
    expect(holds.told()).toEqual(['raised tess']);
  });

  it('is told to nobody when it is over in the very moment in which that ends', () => {
    const w = world();
    w.round([alarm({ withheld: 'shelved' })]);
    w.round([alarm({ clearedAt: w.now() })]);
    expect(w.told()).toEqual([]);
  });
});

describe('an alarm that comes and goes', () => {
  const held = { chatteringSince: T0 + 1_000, activation: 2 };
  const later = (w: ReturnType<typeof world>, ms: number) => {
    w.sendAll();
    w.pass(ms);
  };

  it('is told once as that when the hold begins, whether with a raise or with a clear, and once as over', () => {
    for (const activation of [1, 2]) {
      const w = world();
      w.round([alarm({ priority: 'medium' })]);
      later(w, 1_000);
      for (let second = 0; second < 60; second += 1) {
        w.round([alarm({ ...held, activation, priority: 'medium' })]);
        later(w, 1_000);
      }
      for (const _ of [1, 2, 3]) {
        w.round([alarm({ activation, priority: 'medium', clearedAt: w.now() })]);
        later(w, 1_000);
      }
      expect(w.told()).toEqual(['raised tess', 'chattering tess', 'resolved tess']);
    }
  });

  it('is told once as steady when the hold ends while it stands, and again when another hold begins', () => {
    const w = world();
    w.round([alarm()]);
    for (const chatteringSince of [T0, null, T0 + 9_000, null]) {
      later(w, 1_000);
      w.round([alarm({ chatteringSince })]);
      w.round([alarm({ chatteringSince })]);
    }
    expect(w.told()).toEqual(['raised', 'chattering', 'steady', 'chattering', 'steady'].map((kind) => `${kind} tess`));
    later(w, 1_000);
    expect(w.round([alarm()]).notices).toEqual([]);
  });

  it('is told of by the raise alone where nobody was told of it before', () => {
    const w = world();
    w.round([alarm(held)]);
    later(w, 1_000);
    w.round([alarm(held)]);
    expect(w.told()).toEqual(['chattering tess']);
  });

  it('begins no word while somebody has it in hand, but ends what was begun', () => {
    const seen = { acknowledgedActivation: 1 };
    const [quiet, w] = [world(), world()];
    for (const one of [quiet, w]) one.round([alarm()]);
    later(quiet, 1_000);
    quiet.round([alarm({ ...held, activation: 1, ...seen })]);
    expect(quiet.told()).toEqual(['raised tess']);
    later(w, 1_000);
    w.round([alarm({ ...held, activation: 1 })]);
    later(w, 1_000);
    w.round([alarm(seen)]);
    expect(w.told()).toEqual(['raised tess', 'chattering tess', 'steady tess']);
  });

  it('says once more what a worse level has overtaken unsent', () => {
    const w = world();
    w.round([alarm()]);
    later(w, 1_000);
    w.round([alarm({ ...held, activation: 1 })]);
    w.round([alarm({ ...held, level: 'critical' })]);
    expect([...w.notices.values()].filter(({ state }) => state === 'queued').map(({ kind }) => kind)).toEqual([
      'escalated',
      'chattering',
    ]);
  });
});
