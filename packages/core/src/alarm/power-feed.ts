import type { Equipment, EquipmentKind } from '../site/location.ts';
import type { Alarm } from './alarm.ts';

/** What an alarm of a point of equipment is about. */
export interface FeedAlarm extends Pick<Alarm, 'direction' | 'level' | 'value' | 'clearedAt' | 'isLate'> {
  readonly quantity: string | null;
}

const voltages: ReadonlySet<string> = new Set(['voltage', 'output-voltage', 'mains-voltage']);
/** They carry their load without the mains. */
const bridging: ReadonlySet<EquipmentKind> = new Set(['ups', 'genset', 'ats']);
/** `output_off` of a UPS, by the table of its states. */
const OUTPUT_OFF = 9;

/**
 * Does an alarm say that what the equipment feeds is without power? A critically low voltage does, or the output of a UPS that is off. Lost
 * mains do not where something carries the load without them. An alarm that is over, or only evidence, says nothing of now.
 */
export function isLossOfPower({ quantity, direction, level, value, clearedAt, isLate }: FeedAlarm, kind: EquipmentKind): boolean {
  if (clearedAt !== null || isLate || quantity === null) return false;
  if (quantity === 'ups-state') return direction === 'state' && value === OUTPUT_OFF;
  if (quantity === 'mains-voltage' && bridging.has(kind)) return false;
  return voltages.has(quantity) && direction === 'low' && level === 'critical';
}

/** Under this key the loss of a feed is found by what it feeds. */
export const feedKey = (equipmentId: string): string => `feed:${equipmentId}`;

/** They give power although what feeds them does not: until they say themselves that they are off, what hangs on them has some. */
const standing: ReadonlySet<EquipmentKind> = new Set(['ups', 'genset', 'battery']);

/**
 * What stands behind equipment without power: `lost` holds those whose own alarms say so, and what hangs on nothing but such equipment is without power
 * too. Each comes with the loss nearest to the source, for that one explains the rest.
 */
export function withoutPower<Loss>(
  things: readonly Pick<Equipment, 'id' | 'kind' | 'fedBy'>[],
  lost: ReadonlyMap<string, Loss>,
): ReadonlyMap<string, Loss> {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const found = new Map<string, Loss | null>();
  const lossOf = (id: string): Loss | null => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const own = lost.get(id) ?? null;
    found.set(id, own);
    const thing = byId.get(id);
    if (!thing || standing.has(thing.kind) || thing.fedBy.length === 0) return own;
    const above = thing.fedBy.map(lossOf);
    const loss = above.every((one) => one !== null) ? (above[0] ?? own) : own;
    found.set(id, loss);
    return loss;
  };
  return new Map(
    things.flatMap(({ id }): readonly [string, Loss][] => {
      const loss = lossOf(id);
      return loss === null ? [] : [[id, loss]];
    }),
  );
}
