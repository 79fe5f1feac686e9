/** Numbers missing in a device's numbering, both ends inclusive. */
export interface MissingRange {
  readonly from: number;
  readonly to: number;
}

/**
 * How far one boot of a device is known. Everything from 1 to `highest` has come, except `missing` (ascending, disjoint).
 * `lostCredit` counts numbers the device says it dropped and that no hole could yet be assigned to.
 */
export interface Numbering {
  readonly highest: number;
  readonly missing: readonly MissingRange[];
  readonly lostCredit: number;
}

export interface NumberingStep {
  readonly numbering: Numbering;
  readonly isDuplicate: boolean;
  /** Came after a higher number: a message sent again. */
  readonly isResent: boolean;
  /** Holes closed by this message, with what became of them. */
  readonly closed: readonly (MissingRange & { readonly outcome: 'filled' | 'lost-by-device' })[];
}

export const unnumbered: Numbering = { highest: 0, missing: [], lostCredit: 0 };

/** Largest number up to which everything has come: what an `ack` may cover. */
export const contiguousOf = ({ highest, missing }: Numbering): number => (missing[0] ? missing[0].from - 1 : highest);

/** One numbered message, with the count of older messages the device says it dropped. Pure; linear in the number of open holes. */
export function takeNumber(before: Numbering, seq: number, lost: number): NumberingStep {
  const hole = before.missing.findIndex(({ from, to }) => seq >= from && seq <= to);
  const isAhead = seq > before.highest;
  const isDuplicate = !isAhead && hole < 0;
  const closed: NumberingStep['closed'][number][] = [];
  let missing = before.missing;
  if (isAhead && seq > before.highest + 1) missing = [...missing, { from: before.highest + 1, to: seq - 1 }];
  if (hole >= 0) {
    missing = without(missing, hole, seq);
    closed.push({ from: seq, to: seq, outcome: 'filled' });
  }
  const credit = isDuplicate ? before.lostCredit : before.lostCredit + lost;
  const settled = settleLost(missing, credit);
  return {
    numbering: isDuplicate
      ? before
      : { highest: Math.max(before.highest, seq), missing: settled.missing, lostCredit: settled.credit },
    isDuplicate,
    isResent: !isAhead,
    closed: isDuplicate ? [] : [...closed, ...settled.closed],
  };
}

function without(missing: readonly MissingRange[], index: number, seq: number): readonly MissingRange[] {
  const hole = missing[index];
  if (!hole) return missing;
  const rest: MissingRange[] = [];
  if (hole.from < seq) rest.push({ from: hole.from, to: seq - 1 });
  if (hole.to > seq) rest.push({ from: seq + 1, to: hole.to });
  return [...missing.slice(0, index), ...rest, ...missing.slice(index + 1)];
}

/** A device drops its oldest first: the lowest missing numbers are the ones it means. */
function settleLost(missing: readonly MissingRange[], credit: number) {
  const closed: (MissingRange & { outcome: 'lost-by-device' })[] = [];
  let rest = missing;
  let left = credit;
  for (let hole = rest[0]; hole && left > 0; hole = rest[0]) {
    const to = Math.min(hole.to, hole.from + left - 1);
    closed.push({ from: hole.from, to, outcome: 'lost-by-device' });
    left -= to - hole.from + 1;
    rest = to < hole.to ? [{ from: to + 1, to: hole.to }, ...rest.slice(1)] : rest.slice(1);
  }
  return { missing: rest, credit: left, closed };
}
