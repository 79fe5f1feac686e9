import type { EquipmentKind } from '../site/location.ts';
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
