import type { Instant } from '../reading/reading.ts';

/** When something happened: after `after`, the last sample before it (null: there was none), and at the latest at `by`, the first sample that shows it. */
export interface Span {
  readonly after: Instant | null;
  readonly by: Instant;
}

/** A duration known within limits, milliseconds. `mostMs` null: no upper limit is known. */
export interface Lapse {
  readonly leastMs: number;
  readonly mostMs: number | null;
}

/** How long it took from one to the other. Never below zero at the least; `mostMs` below zero means that the order was the other way round. */
export const lapse = (from: Span, to: Span): Lapse => ({
  leastMs: to.after === null ? 0 : Math.max(0, to.after - from.by),
  mostMs: from.after === null ? null : to.by - from.after,
});

/** Longer than `ms`, whatever the samples hid. */
export const surelyLonger = (time: Lapse, ms: number): boolean => time.leastMs > ms;

/** `first` was over before `second` began, whatever the samples hid. */
export const surelyBefore = (first: Span, second: Span): boolean => second.after !== null && first.by <= second.after;
