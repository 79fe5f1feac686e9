import type { Instant } from '../reading/reading.ts';
import type { Rota, RotaLayer } from './rota.ts';
import { dayNumber, firstInstantAt, minutesOf, wallClockAt, weekdayOf } from './zoned-time.ts';

/** Why somebody, or nobody, is on duty. `name` is that of the layer or the holiday, or the reason of the override. */
export interface DutyReason {
  readonly kind: 'override' | 'holiday' | 'layer' | 'uncovered';
  readonly name: string;
}

export interface OnDuty {
  readonly person: string | null;
  readonly because: DutyReason;
}

/** A stretch of time in which the answer stays the same. */
export interface Duty extends OnDuty {
  readonly from: Instant;
  readonly until: Instant;
}

const MINUTES_A_DAY = 1_440;

/** Hours that the layer covers on the day they begin, in minutes of the wall clock; the end may lie in the next day. */
const hoursOf = ({ hours }: RotaLayer): readonly [from: number, to: number] => {
  if (!hours) return [0, MINUTES_A_DAY];
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return to > from ? [from, to] : [from, to + MINUTES_A_DAY];
};

const instantOf = (timeZone: string, day: number, minutes: number): Instant =>
  firstInstantAt(timeZone, day + Math.floor(minutes / MINUTES_A_DAY), minutes % MINUTES_A_DAY);

/** Compared as instants, so that an hour that comes twice belongs once to whoever has it, from its first beginning to its end. */
function covers(layer: RotaLayer, timeZone: string, at: Instant): boolean {
  if (!layer.hours && !layer.weekdays) return true;
  const today = dayNumber(wallClockAt(timeZone, at).date);
  const [from, to] = hoursOf(layer);
  return [today - 1, today, today + 1].some(
    (day) =>
      (layer.weekdays?.includes(weekdayOf(day)) ?? true) &&
      instantOf(timeZone, day, from) <= at &&
      at < instantOf(timeZone, day, to),
  );
}

function turnOf(layer: RotaLayer, timeZone: string, at: Instant): string | null {
  const handover = minutesOf(layer.handoverAt);
  let day = dayNumber(wallClockAt(timeZone, at).date) + 1;
  while (firstInstantAt(timeZone, day, handover) > at) day -= 1;
  const turns = Math.floor((day - dayNumber(layer.startsOn)) / layer.turnDays);
  return turns < 0 ? null : (layer.people[turns % layer.people.length] ?? null);
}

/** Who is on duty at an instant, and why. Exact over changes of the clock in any zone of the IANA list. */
export function onDutyAt(rota: Rota, timeZone: string, at: Instant): OnDuty {
  const override = rota.overrides.findLast(({ from, until }) => from <= at && at < until);
  if (override) return { person: override.person, because: { kind: 'override', name: override.reason } };
  const { date } = wallClockAt(timeZone, at);
  const holiday = rota.holidays.find(({ on }) => on === date);
  if (holiday) return { person: holiday.person, because: { kind: 'holiday', name: holiday.name } };
  for (const layer of rota.layers) {
    const person = covers(layer, timeZone, at) ? turnOf(layer, timeZone, at) : null;
    if (person !== null) return { person, because: { kind: 'layer', name: layer.name } };
  }
  return { person: null, because: { kind: 'uncovered', name: '' } };
}

/** Instants in [from, to) at which the answer can change. */
function boundaries(rota: Rota, timeZone: string, [from, to]: readonly [Instant, Instant]): readonly Instant[] {
  const found = new Set<Instant>([from]);
  const add = (at: Instant) => {
    if (at > from && at < to) found.add(at);
  };
  for (const override of rota.overrides) {
    add(override.from);
    add(override.until);
  }
  const last = dayNumber(wallClockAt(timeZone, to).date) + 1;
  for (let day = dayNumber(wallClockAt(timeZone, from).date) - 1; day <= last; day++) {
    add(firstInstantAt(timeZone, day, 0));
    for (const layer of rota.layers) {
      add(firstInstantAt(timeZone, day, minutesOf(layer.handoverAt)));
      for (const minutes of hoursOf(layer)) add(instantOf(timeZone, day, minutes));
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

const isSame = (a: OnDuty, b: OnDuty): boolean =>
  a.person === b.person && a.because.kind === b.because.kind && a.because.name === b.because.name;

/** All duties of [from, to) in order, without a gap between them: where nobody is on duty, `person` is null. */
export function dutiesOf(rota: Rota, timeZone: string, span: readonly [from: Instant, to: Instant]): readonly Duty[] {
  const starts = boundaries(rota, timeZone, span);
  const duties: Duty[] = [];
  starts.forEach((from, index) => {
    const until = starts[index + 1] ?? span[1];
    const who = onDutyAt(rota, timeZone, from);
    const before = duties.at(-1);
    if (before && isSame(before, who)) duties[duties.length - 1] = { ...before, until };
    else duties.push({ ...who, from, until });
  });
  return duties;
}

/** Stretches of [from, to) in which nobody is on duty. */
export const gapsOf = (rota: Rota, timeZone: string, span: readonly [from: Instant, to: Instant]): readonly Duty[] =>
  dutiesOf(rota, timeZone, span).filter(({ person }) => person === null);
