import type { Rota } from '@wachter/core';
import { instantTyped, typedOf } from '../alarms/typed-moment.ts';

type Layer = Rota['layers'][number];
type Override = Rota['overrides'][number];

/** An override while it is edited: its moments as they are typed, on the clocks of the site. */
export interface OverrideDraft extends Pick<Override, 'person' | 'reason'> {
  readonly key: number;
  readonly from: string;
  readonly until: string;
}

/** A rota while it is edited: its first layer and its overrides. What else it holds is kept as it is. */
export interface RotaDraft {
  readonly name: string;
  readonly layer: Layer;
  readonly overrides: readonly OverrideDraft[];
}

/** What stands in the form at first; `today` as the calendar of the site has it. */
export const rotaDraft = (
  rota: Rota | null,
  { timeZone, today }: { readonly timeZone: string; readonly today: string },
): RotaDraft => ({
  name: rota?.name ?? '',
  layer: rota?.layers[0] ?? { name: '', people: [], startsOn: today, handoverAt: '08:00', turnDays: 7 },
  overrides: (rota?.overrides ?? []).map(({ from, until, person, reason }, key) => ({
    key,
    from: typedOf(from, timeZone),
    until: typedOf(until, timeZone),
    person,
    reason,
  })),
});

export type OverrideFault = 'timeWrong' | 'endsBefore' | 'reasonMissing';

/** What is wrong with an override, by field. */
export function overrideFaults(
  { from, until, reason }: OverrideDraft,
  timeZone: string,
): Readonly<Record<'from' | 'until' | 'reason', OverrideFault | null>> {
  const [begins, ends] = [instantTyped(from, timeZone), instantTyped(until, timeZone)];
  const isBackwards = begins !== null && ends !== null && ends <= begins;
  return {
    from: begins === null ? 'timeWrong' : null,
    until: ends === null ? 'timeWrong' : isBackwards ? 'endsBefore' : null,
    reason: reason.trim() === '' ? 'reasonMissing' : null,
  };
}

/** The rota as the verb takes it; null while a moment is no date and time. */
export function rotaTyped(draft: RotaDraft, before: Rota | null, timeZone: string): Rota | null {
  const overrides = draft.overrides.flatMap(({ from, until, person, reason }): readonly Override[] => {
    const [begins, ends] = [instantTyped(from, timeZone), instantTyped(until, timeZone)];
    return begins === null || ends === null ? [] : [{ from: begins, until: ends, person, reason }];
  });
  if (overrides.length < draft.overrides.length) return null;
  const layer = { ...draft.layer, name: draft.layer.name || draft.name };
  const layers = [layer, ...(before?.layers.slice(1) ?? [])];
  return { name: draft.name, layers, holidays: before?.holidays ?? [], overrides };
}
