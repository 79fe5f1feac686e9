import type { Rota } from '@wachter/core';
import { instantTyped, typedOf } from '../alarms/typed-moment.ts';

type Layer = Rota['layers'][number];
type Override = Rota['overrides'][number];

/** A layer while it is edited. No weekday named: all; no hours: the whole day. */
export interface LayerDraft extends Pick<Layer, 'name' | 'people' | 'startsOn' | 'handoverAt'> {
  readonly key: number;
  readonly turnDays: string;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** A day without the usual duty; `person` empty: nobody is on duty. */
export interface HolidayDraft {
  readonly key: number;
  readonly on: string;
  readonly name: string;
  readonly person: string;
}

/** An override while it is edited: its moments as they are typed, on the clocks of the site. */
export interface OverrideDraft extends Pick<Override, 'person' | 'reason'> {
  readonly key: number;
  readonly from: string;
  readonly until: string;
}

/** A rota while it is edited. */
export interface RotaDraft {
  readonly name: string;
  readonly layers: readonly LayerDraft[];
  readonly holidays: readonly HolidayDraft[];
  readonly overrides: readonly OverrideDraft[];
}

export const nextKey = (rows: readonly { readonly key: number }[]): number => Math.max(-1, ...rows.map(({ key }) => key)) + 1;

export const freshLayer = (layers: readonly LayerDraft[], today: string): LayerDraft => ({
  ...{ key: nextKey(layers), name: '', people: [], startsOn: today, handoverAt: '08:00', turnDays: '7' },
  ...{ weekdays: [], from: '', to: '' },
});

const layerDraft = ({ name, people, startsOn, handoverAt, turnDays, weekdays, hours }: Layer, key: number): LayerDraft => ({
  ...{ key, name, people, startsOn, handoverAt, turnDays: String(turnDays) },
  ...{ weekdays: weekdays ?? [], from: hours?.from ?? '', to: hours?.to ?? '' },
});

/** What stands in the form at first; `today` as the calendar of the site has it. */
export const rotaDraft = (
  rota: Rota | null,
  { timeZone, today }: { readonly timeZone: string; readonly today: string },
): RotaDraft => ({
  name: rota?.name ?? '',
  layers: rota && rota.layers.length > 0 ? rota.layers.map(layerDraft) : [freshLayer([], today)],
  holidays: (rota?.holidays ?? []).map(({ on, name, person }, key) => ({ key, on, name, person: person ?? '' })),
  overrides: (rota?.overrides ?? []).map(({ from, until, person, reason }, key) => ({
    key,
    from: typedOf(from, timeZone),
    until: typedOf(until, timeZone),
    person,
    reason,
  })),
});

export type RotaFault =
  | 'timeWrong'
  | 'endsBefore'
  | 'reasonMissing'
  | 'dayWrong'
  | 'clockWrong'
  | 'turnWrong'
  | 'peopleMissing'
  | 'nameMissing'
  | 'hoursWrong';

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const isClock = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** What is wrong with a layer, by field. The first may go without a name: it takes that of the rota. */
export function layerFaults(
  { name, people, startsOn, handoverAt, turnDays, from, to }: LayerDraft,
  isFirst: boolean,
): Readonly<Record<'name' | 'people' | 'startsOn' | 'handoverAt' | 'turnDays' | 'hours', RotaFault | null>> {
  const days = /^\d+$/.test(turnDays) ? Number(turnDays) : 0;
  const hasHours = from !== '' || to !== '';
  return {
    name: !isFirst && name.trim() === '' ? 'nameMissing' : null,
    people: people.length === 0 ? 'peopleMissing' : null,
    startsOn: isDay(startsOn) ? null : 'dayWrong',
    handoverAt: isClock(handoverAt) ? null : 'clockWrong',
    turnDays: days >= 1 && days <= 365 ? null : 'turnWrong',
    hours: hasHours && (!isClock(from) || !isClock(to) || from === to) ? 'hoursWrong' : null,
  };
}

/** What is wrong with a holiday, by field. */
export const holidayFaults = ({ on, name }: HolidayDraft): Readonly<Record<'on' | 'name', RotaFault | null>> => ({
  on: isDay(on) ? null : 'dayWrong',
  name: name.trim() === '' ? 'nameMissing' : null,
});

/** What is wrong with an override, by field. */
export function overrideFaults(
  { from, until, reason }: OverrideDraft,
  timeZone: string,
): Readonly<Record<'from' | 'until' | 'reason', RotaFault | null>> {
  const [begins, ends] = [instantTyped(from, timeZone), instantTyped(until, timeZone)];
  const isBackwards = begins !== null && ends !== null && ends <= begins;
  return {
    from: begins === null ? 'timeWrong' : null,
    until: ends === null ? 'timeWrong' : isBackwards ? 'endsBefore' : null,
    reason: reason.trim() === '' ? 'reasonMissing' : null,
  };
}

/** Something in it is said beside its field. */
export function hasRotaFault(draft: RotaDraft, timeZone: string): boolean {
  const all = [
    ...draft.layers.map((layer, index) => layerFaults(layer, index === 0)),
    ...draft.holidays.map(holidayFaults),
    ...draft.overrides.map((one) => overrideFaults(one, timeZone)),
  ];
  return draft.name.trim() === '' || all.some((faults) => Object.values(faults).some((fault) => fault !== null));
}

const layerTyped = ({ key: _, from, to, turnDays, weekdays, people, ...layer }: LayerDraft, rotaName: string): Layer => ({
  ...layer,
  name: layer.name.trim() || rotaName,
  people: [...people],
  turnDays: Number(turnDays),
  ...(weekdays.length === 0 || weekdays.length === 7 ? {} : { weekdays: [...weekdays].sort((a, b) => a - b) }),
  ...(from === '' ? {} : { hours: { from, to } }),
});

/** The rota as the verb takes it; null while a moment is no date and time. */
export function rotaTyped(draft: RotaDraft, timeZone: string): Rota | null {
  const overrides = draft.overrides.flatMap(({ from, until, person, reason }): readonly Override[] => {
    const [begins, ends] = [instantTyped(from, timeZone), instantTyped(until, timeZone)];
    return begins === null || ends === null ? [] : [{ from: begins, until: ends, person, reason }];
  });
  if (overrides.length < draft.overrides.length) return null;
  const holidays = draft.holidays.map(({ on, name, person }) => ({ on, name: name.trim(), person: person || null }));
  return { name: draft.name, layers: draft.layers.map((layer) => layerTyped(layer, draft.name)), holidays, overrides };
}
