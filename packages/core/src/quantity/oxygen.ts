import { limitRule, staleRule } from './default-rules.ts';
import { defineQuantity } from './define.ts';
import { wireSentinels } from './sentinel.ts';

const base = {
  family: 'oxygen',
  unit: '%vol',
  kind: 'number',
  plausible: [0, 25],
  sentinels: wireSentinels,
  precision: 1,
  deadband: 0.1,
  intervalSeconds: 5,
  staleSeconds: 30,
  headline: true,
  bridge: { unit: '%', factor: 1 },
} as const;

const guidance = {
  cause: {
    en: 'Inert gas was released or leaks, or nitrogen or refrigerant displaces the air.',
    nl: 'Blusgas is vrijgekomen of lekt, of stikstof of koudemiddel verdringt de lucht.',
  },
  consequence: {
    en: 'Too little oxygen makes people unconscious without warning.',
    nl: 'Te weinig zuurstof maakt mensen zonder waarschuwing bewusteloos.',
  },
  response: {
    en: 'Nobody goes in. Call for people inside, ventilate from outside, call the fire service when somebody is missing.',
    nl: 'Niemand gaat naar binnen. Roep wie binnen is, ventileer van buitenaf, bel de brandweer als iemand ontbreekt.',
  },
  respondWithinMinutes: 5,
} as const;

/** Oxygen in a normal room: warning under 19.5, critical under 18.0 or over 23.5 % vol (domain.md 2.2, 2.5; normal is 20.9). */
export const oxygen = defineQuantity({
  ...base,
  id: 'oxygen',
  name: { en: 'oxygen', nl: 'zuurstof' },
  defaults: [
    limitRule(
      { low: { warning: 19.5, critical: 18 }, high: { critical: 23.5 }, hysteresis: 0.2, dwellSeconds: 10, holdOffSeconds: 60 },
      { priority: 'critical', latching: true, ...guidance },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['oxygen', 'o2', 'zuurstof'],
});

/** Room run at about 15 % by design against fire: limits of its own, else it would alarm for ever (domain.md 2.2). */
export const oxygenHypoxic = defineQuantity({
  ...base,
  id: 'oxygen-hypoxic',
  name: { en: 'oxygen, hypoxic room', nl: 'zuurstof, zuurstofarme ruimte' },
  defaults: [
    limitRule(
      { low: { warning: 14.8, critical: 14 }, high: { warning: 15.2 }, hysteresis: 0.1, dwellSeconds: 10, holdOffSeconds: 60 },
      { priority: 'critical', latching: true, ...guidance },
    ),
    staleRule(30, 'high'),
  ],
  hints: ['hypoxic', 'hypoxic oxygen', 'zuurstofarm'],
});
