import type { Priority } from '../quantity/define.ts';
import type { JournalEntry } from './alarm.ts';

/** A transition together with what it is about, as a list or an export of the journal tells it. */
export interface JournalLine extends JournalEntry {
  /** Grows with each row of the journal; two rows of one instant are told in its order. */
  readonly id: number;
  readonly siteId: string;
  readonly ruleId: string;
  readonly ruleType: string;
  readonly priority: Priority;
  /** Of the occurrence: says how value and limit are read. */
  readonly direction: string;
  readonly pointId: number | null;
  readonly tag: string | null;
  readonly quantity: string | null;
  readonly deviceId: string | null;
  /** Of the point, else of the device; retired ones keep theirs. */
  readonly name: string;
  readonly locationId: string | null;
}
