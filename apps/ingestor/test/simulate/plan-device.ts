import type { Sample, Spoken } from './log.ts';
import { type DeviceClock, drawClock, setClock, shownAt } from './plan-clock.ts';
import { edgesOf, INTERVAL_SECONDS } from './site.ts';
import { HOUR, MINUTE, SECOND, type Setting, type Step } from './step.ts';

type Values = Readonly<Record<string, number | string | boolean>>;

/** A device while its life is written: where its clock stands, and how far it has numbered its messages. */
interface Life {
  readonly device: string;
  readonly steps: Step[];
  readonly edges: readonly number[];
  at: number;
  boot: number;
  seq: number;
  clock: DeviceClock;
  /** Source times of its samples: no two have the same. */
  readonly times: Set<number>;
}

/** Temperatures around every limit and hysteresis of the rules, the limits themselves among them. */
const HOT = [22, 26, 26.5, 27, 27.2, 28, 29, 31.5, 32, 33] as const;
const COLD = [22, 19, 18.5, 18, 17.5, 16, 15.5, 15, 14] as const;

/** Calm most of the time; now and then an excursion, a silence, a restart, and messages that come late, twice or in the wrong order. */
export function planDevice(setting: Setting, device: string): readonly Step[] {
  const { chance, from, to, rules } = setting;
  const life: Life = {
    ...{ device, steps: [], edges: edgesOf(rules), at: from + 5 * SECOND, boot: 1, seq: 0 },
    ...{ clock: drawClock(chance, from), times: new Set() },
  };
  while (life.at < to) {
    const luck = chance.next();
    if (luck < 0.04) excursion(life, setting);
    else if (luck < 0.06) silence(life, setting);
    else if (luck < 0.07) swapped(life, setting);
    else if (luck < 0.085) twice(life, setting);
    else if (luck < 0.09) restart(life, setting);
    else if (luck < 0.094) life.clock = setClock(life.clock, chance, life.at);
    else say(life, calm(life, setting), { isRetained: chance.isLuck(0.3) });
    life.at += (INTERVAL_SECONDS + chance.between(-60, 60)) * SECOND;
  }
  return life.steps;
}

function calm({ device }: Life, { chance }: Setting): Values {
  const t = chance.between(200, 240) / 10;
  return device === 'node-1' ? { t, leak: 'dry' } : { t, door: 'closed' };
}

function wild({ device }: Life, { chance }: Setting): Values {
  if (device === 'node-1') return { t: chance.oneOf(HOT), leak: chance.oneOf(['dry', 'dry', 'wet', 'fault']) };
  return { t: chance.oneOf(COLD), door: chance.oneOf(['closed', 'closed', 'open', 'forced']) };
}

/** The next message; its sample was taken up to two seconds before it arrives. */
function compose(life: Life, values: Values, how: { readonly bad?: string } = {}): Spoken {
  life.seq += 1;
  let t = shownAt(life.clock, life.at - 500);
  while (life.times.has(t)) t += 1;
  life.times.add(t);
  const sample: Sample = how.bad === undefined ? { t, v: values } : { t, v: values, q: { [how.bad]: 'sensor-fault' } };
  return { device: life.device, boot: `boot-${life.boot}`, seq: life.seq, samples: [sample] };
}

function say(life: Life, values: Values, how: { readonly bad?: string; readonly isRetained?: boolean } = {}): Spoken {
  const spoken = compose(life, values, how);
  life.steps.push({ kind: 'say', at: life.at, spoken, isRetained: how.isRetained ?? false });
  return spoken;
}

function look({ steps, at }: Life, afterSeconds: number): void {
  steps.push({ kind: 'look', at: at + Math.max(1, afterSeconds) * SECOND });
}

/** Values around the limits, close together, with looks at the moments when delays run out. */
function excursion(life: Life, setting: Setting): void {
  const { chance } = setting;
  let values = wild(life, setting);
  for (let left = chance.between(4, 25); left > 0; left--) {
    if (chance.isLuck(0.5)) values = wild(life, setting);
    const bad = chance.isLuck(0.1) ? { bad: 't' } : {};
    say(life, values, { ...bad, isRetained: chance.isLuck(0.3) });
    if (chance.isLuck(0.3)) for (const edge of [0, 1]) look(life, chance.oneOf([60, ...life.edges]) + edge);
    life.at += chance.oneOf([5, 30, 60, 60, 120, 300]) * SECOND;
  }
}

/** Nothing is heard for a while, sometimes for as long as a rule waits, to the second; then the device tells what it kept, or does not. */
function silence(life: Life, setting: Setting): void {
  const { chance } = setting;
  const saysGoodbye = chance.isLuck(0.5);
  if (saysGoodbye) life.steps.push({ kind: 'status', at: life.at, device: life.device, isOnline: false });
  const edge = chance.oneOf([2_700, 4_500, 5_400, ...life.edges]);
  for (const at of [-1, 0, 1, 2]) look(life, edge + at);
  const isToTheSecond = chance.isLuck(0.4);
  const seconds = isToTheSecond ? edge + chance.between(-2, 2) : chance.between(5, 300) * 60;
  const kept: Spoken[] = [];
  const endAt = life.at + Math.max(5, seconds) * SECOND;
  const keeps = chance.isLuck(0.6);
  for (life.at += 60 * SECOND; life.at < endAt - MINUTE; life.at += 300 * SECOND) {
    if (keeps) kept.push(compose(life, chance.isLuck(0.4) ? wild(life, setting) : calm(life, setting)));
    if (chance.isLuck(0.3)) life.steps.push({ kind: 'look', at: life.at });
  }
  life.at = endAt;
  if (saysGoodbye && chance.isLuck(0.8)) life.steps.push({ kind: 'status', at: life.at, device: life.device, isOnline: true });
  tellKept(life, setting, kept);
}

/** What was kept comes first, in order; or the present comes first and the past after it. */
function tellKept(life: Life, setting: Setting, kept: readonly Spoken[]): void {
  const isPresentFirst = setting.chance.isLuck(0.4);
  if (isPresentFirst) {
    say(life, calm(life, setting));
    life.at += SECOND;
  }
  for (const spoken of kept) life.steps.push({ kind: 'say', at: life.at, spoken });
  if (isPresentFirst) return;
  life.at += SECOND;
  say(life, setting.chance.isLuck(0.5) ? wild(life, setting) : calm(life, setting));
}

/** Two messages in the wrong order. */
function swapped(life: Life, setting: Setting): void {
  const first = compose(life, wild(life, setting));
  life.at += 20 * SECOND;
  say(life, wild(life, setting));
  life.steps.push({ kind: 'say', at: life.at + 2 * SECOND, spoken: first });
  life.at += 3 * SECOND;
}

/** The same message again: at once, or when all has moved on; sometimes as the broker's retained copy. */
function twice(life: Life, setting: Setting): void {
  const { chance } = setting;
  const spoken = say(life, wild(life, setting));
  const again = life.at + chance.oneOf([SECOND, MINUTE, HOUR, 5 * HOUR]);
  life.steps.push({ kind: 'say', at: again, spoken });
}

/** The device starts again, and numbers its messages anew; one whose clock goes wrong may have lost its time. */
function restart(life: Life, setting: Setting): void {
  const { chance } = setting;
  life.at += chance.between(5, 120) * SECOND;
  if (chance.isLuck(0.5)) life.clock = setClock(life.clock, chance, life.at);
  life.boot += 1;
  life.seq = 0;
  say(life, calm(life, setting));
}
