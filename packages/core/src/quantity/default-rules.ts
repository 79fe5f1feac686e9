import type { DefaultRule, Priority, Words } from './define.ts';

/** What people should know when a default rule speaks. */
export interface Guidance {
  readonly cause?: Words;
  readonly consequence?: Words;
  readonly response?: Words;
  readonly respondWithinMinutes?: number;
}

interface LimitDefaults {
  readonly low?: { readonly warning?: number; readonly critical?: number };
  readonly high?: { readonly warning?: number; readonly critical?: number };
  readonly hysteresis: number;
  readonly dwellSeconds: number;
  readonly holdOffSeconds: number;
}

interface StateDefaults {
  readonly bad?: Readonly<Record<string, 'warning' | 'critical'>>;
  readonly held?: Readonly<Record<string, { readonly level: 'warning' | 'critical'; readonly afterSeconds: number }>>;
  readonly keeps?: readonly string[];
  readonly dwellSeconds?: number;
  readonly holdOffSeconds?: number;
}

interface Manner extends Guidance {
  readonly priority: Priority;
  readonly latching?: boolean;
}

/** A default limit rule. A warning speaks one priority lower than `priority`. */
export const limitRule = (params: LimitDefaults, manner: Manner): DefaultRule => ({
  type: 'limit',
  params: { ...params },
  ...manner,
});

/** A default state rule. One rule per alarm: a leak and a broken leak cable are two. */
export const stateRule = (params: StateDefaults, manner: Manner): DefaultRule => ({
  type: 'state',
  params: { ...params },
  ...manner,
});

/** A default no-data rule with the words that fit every sensor. */
export const staleRule = (afterSeconds: number, priority: Priority): DefaultRule => ({
  type: 'stale',
  params: { afterSeconds },
  priority,
  cause: {
    en: 'The sensor, its supply, its gateway or the line is down.',
    nl: 'De sensor, de voeding, de gateway of de verbinding is uitgevallen.',
  },
  consequence: {
    en: 'This place is not watched. What is shown is the last known value.',
    nl: 'Deze plek wordt niet bewaakt. Getoond wordt de laatst bekende waarde.',
  },
  response: {
    en: 'Check the device on the devices page, then supply and line on site. Until then look at the place in person.',
    nl: 'Controleer het apparaat op de pagina Apparaten, daarna voeding en verbinding ter plaatse. Kijk tot die tijd zelf ter plaatse.',
  },
});
