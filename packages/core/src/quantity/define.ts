/** A text in both languages of the product. */
export interface Words {
  readonly en: string;
  readonly nl: string;
}

/** Languages of the product. */
export type Locale = keyof Words;

export type Priority = 'critical' | 'high' | 'medium' | 'low';
export const priorities: readonly Priority[] = ['critical', 'high', 'medium', 'low'];

/**
 * One state of a state quantity. `code` is what is stored; `aliases` are spellings met on the wire, lower case. In a set of
 * words (`OB LB`) the state that stands last in the table wins: list them from harmless to grave.
 */
export interface QuantityState {
  readonly code: number;
  readonly id: string;
  readonly name: Words;
  readonly aliases?: readonly string[];
}

/** A rule that a point of this quantity gets when it is approved. `params` is valid for the rule type named. */
export interface DefaultRule {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly priority: Priority;
  readonly latching?: boolean;
  readonly cause?: Words;
  readonly consequence?: Words;
  readonly response?: Words;
  readonly respondWithinMinutes?: number;
}

/**
 * Kind of a point. Units are ids of the unit table. `family` groups uses of one physical quantity: a device
 * says `temperature`, a person chooses `inlet-temperature`. `plausible` are hard bounds in `unit`: outside them the
 * value is not believed. `sentinels` are exact values that mean "no value". Seconds and units as named; sources
 * of the numbers are cited in each file.
 */
export interface Quantity {
  readonly id: string;
  readonly family: string;
  readonly name: Words;
  readonly unit: string;
  readonly kind: 'number' | 'state';
  readonly states?: readonly QuantityState[];
  readonly plausible: readonly [number, number];
  readonly sentinels?: readonly number[];
  /** Largest credible change from one sample to the next, in `unit`. */
  readonly step?: number;
  readonly precision: number;
  readonly deadband: number;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
  readonly defaults: readonly DefaultRule[];
  /** Words of a channel name that point at this quantity; each entry is one or more words that must all be there. Lower case. */
  readonly hints?: readonly string[];
  /** A unit of another dimension that has one meaning for this quantity: value in `bridge.unit` × factor = value in `unit`. */
  readonly bridge?: { readonly unit: string; readonly factor: number };
  /** What to compare in an overview: rooms show the worst of these first. */
  readonly headline?: boolean;
  /** Has a value only at times (the distance of a leak): silence is not missing data, and no rule waits for it. */
  readonly isOccasional?: boolean;
}

export const defineQuantity = (quantity: Quantity): Quantity => quantity;
